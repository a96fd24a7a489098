import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { followEvents } from './broadcast.ts';
import { makeOutbox } from './outbox/outbox.ts';
import { startRelay } from './outbox/relay.ts';
import { followRevocations } from './revocations.ts';
import { loginMessage, processOf } from './testing/eventsUnderTest.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

const userWith = (sessionId: string) => ({
  kind: 'user' as const,
  userId: randomUUID(),
  sessionId,
  roles: ['customer' as const],
  expiresAt: new Date('2999-01-01'),
});

describe('following events', () => {
  it('tells every instance, and a handler that fails once still hears the next', async () => {
    const shop = testMongo();
    const [one, other] = [await processOf(shop), await processOf(shop)];
    const heard: number[][] = [[], []];
    for (const [index, { transport, scope }] of [one, other].entries()) {
      const handle = ({ sequence }: { sequence: number }) => {
        if (sequence === 1) throw new Error('once');
        heard[index]?.push(sequence);
      };
      await followEvents({ transport, handlers: { 'users.v1': handle } }, scope);
    }
    const user = randomUUID();

    await one.transport.publish([1, 2, 3].map((sequence) => loginMessage(user, sequence)));

    await until(() =>
      expect(heard).toEqual([
        [2, 3],
        [2, 3],
      ]),
    );
  });
});

describe('revocations', () => {
  it('are known to a process that starts later, and soon to those that run', async () => {
    const shop = testMongo();
    const { mongo, transport, scope } = await processOf(shop);
    await startRelay({ mongo, transport, name: 'users' }, scope);
    const running = await followRevocations(transport, scope);
    const [sessionId, userId] = [randomUUID(), randomUUID()];
    const revoked = {
      topic: 'users.v1',
      key: userId,
      type: 'SessionRevoked',
      data: { userId, sessionId },
      occurredAt: new Date(),
    } as const;

    await mongo.transaction(() => makeOutbox(mongo).append([revoked]));
    await until(() => expect(running.isRevoked(userWith(sessionId))).toBe(true));
    const later = await processOf(shop);
    const fresh = await followRevocations(later.transport, later.scope);

    expect(fresh.isRevoked(userWith(sessionId))).toBe(true);
    expect(fresh.isRevoked(userWith(randomUUID()))).toBe(false);
  });
});
