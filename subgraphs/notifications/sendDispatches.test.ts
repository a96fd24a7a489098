import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { testScope } from '#testing/testScope.ts';
import type { Claimed } from './dispatchPorts.ts';
import type { Settlement } from './domain/retries.ts';
import { sendDispatches } from './sendDispatches.ts';

const NOON = new Date('2030-01-01T12:00:00Z');
const message = { eventId: 'e1', type: 'Test', at: NOON, title: 'Test', body: 'Test', orderId: null };

const waitingFor = (userId: string, id: string): Claimed => ({
  id,
  userId,
  channel: 'WEBHOOK',
  targetId: id,
  message,
  status: 'WAITING',
  attempts: 1,
  answer: null,
  createdAt: NOON,
  doneAt: null,
  fence: 1,
});

describe('messages that leave the shop', () => {
  it('wait for the next attempt when they can not be sent by our own fault, which nobody outside is told', async () => {
    const waiting = [waitingFor('u1', 'one')];
    const settlements: Settlement[] = [];
    const scope = testScope();
    onTestFinished(() => scope.stop(), 20_000);
    const queue = {
      claim: async () => waiting.pop() ?? null,
      settle: async (_claimed: Claimed, settlement: Settlement) => settlements.push(settlement) > 0,
    };
    const tell = async () => {
      throw new Error('connect ECONNREFUSED 10.0.0.7:27017');
    };

    sendDispatches({ queue, tell: { WEBHOOK: tell, PUSH: tell } }, scope);

    await vi.waitFor(() => expect(settlements).toMatchObject([{ status: 'WAITING', answer: 'NOT_SENT' }]));
  });

  it('reach the others while every target of one user hangs', async () => {
    const hanging = Array.from({ length: 20 }, (_, index) => waitingFor('slow', `slow-${index}`));
    const waiting = [...hanging, waitingFor('quick', 'quick-1')];
    const settled: string[] = [];
    const { promise: answer, resolve: wakeUp } = Promise.withResolvers<void>();
    const scope = testScope();
    onTestFinished(() => scope.stop(), 20_000);
    const queue = {
      claim: async (except: readonly string[]) => {
        const index = waiting.findIndex(({ userId }) => !except.includes(userId));
        return index < 0 ? null : (waiting.splice(index, 1)[0] ?? null);
      },
      settle: async ({ id }: Claimed) => settled.push(id) > 0,
    };
    const tell = async ({ userId }: { userId: string }) => {
      if (userId === 'slow') await answer;
      return { kind: 'delivered', answer: '200' } as const;
    };

    sendDispatches({ queue, tell: { WEBHOOK: tell, PUSH: tell } }, scope);

    await vi.waitFor(() => expect(settled).toEqual(['quick-1']));
    wakeUp();
    await vi.waitFor(() => expect(settled).toHaveLength(21), 10_000);
  });
});
