import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { causedBy, withCallContext } from '#kernel/callContext.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { traceparentFrom } from '#kernel/traceparent.ts';
import { testMongo } from '#testing/mongo.ts';
import { loggedIn, processOf, published, sequencesOf } from '../testing/eventsUnderTest.ts';
import { type Draft, makeOutbox } from './outbox.ts';
import { ensureOutbox, outboxCollections } from './outboxRows.ts';
import { startRelay } from './relay.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Writes the events and then, when told so, fails as a refused change would. */
const write = (mongo: Mongo, drafts: readonly Draft[], { refused = false } = {}) =>
  mongo.transaction(async () => {
    await makeOutbox(mongo).append(drafts);
    if (refused) throw new Error('refused');
  });

describe('the outbox', () => {
  it('keeps nothing of a transaction that is aborted', async () => {
    const { mongo } = await processOf(testMongo());
    const { rows, sequences } = outboxCollections(mongo);

    await expect(write(mongo, [loggedIn(randomUUID())], { refused: true })).rejects.toThrow('refused');

    expect([await rows.countDocuments(), await sequences.countDocuments()]).toEqual([0, 0]);
  });

  it('takes no event outside of a transaction', async () => {
    const { mongo } = await processOf(testMongo());

    await expect(makeOutbox(mongo).append([loggedIn(randomUUID())])).rejects.toMatchObject({
      code: 'INTERNAL',
      reason: 'NO_TRANSACTION',
    });
  });

  it('takes no event that breaks its contract', async () => {
    const { mongo } = await processOf(testMongo());

    await expect(write(mongo, [loggedIn('not-a-uuid')])).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      reasons: [{ param: 'data.userId' }],
    });
  });

  it('takes no event under a key that is not what its contract says', async () => {
    const { mongo } = await processOf(testMongo());

    await expect(write(mongo, [{ ...loggedIn(randomUUID()), key: randomUUID() }])).rejects.toMatchObject({
      code: 'INTERNAL',
      reason: 'WRONG_KEY',
    });
  });

  it('numbers the events of each aggregate without gaps, whatever happens at once and whatever is refused', async () => {
    const { mongo, transport, scope } = await processOf(testMongo());
    const users = [randomUUID(), randomUUID(), randomUUID()];
    await startRelay({ mongo, transport, name: 'users' }, scope);
    const writes = Array.from({ length: 24 }, (_, index) =>
      write(
        mongo,
        [loggedIn(users[index % 3] ?? ''), loggedIn(users[(index + 1) % 3] ?? ''), loggedIn(users[index % 3] ?? '')],
        { refused: index % 4 === 3 },
      ),
    );

    const settled = await Promise.allSettled(writes);

    const written = settled.filter(({ status }) => status === 'fulfilled').length;
    expect(written).toBe(18);
    const messages = await published(transport, 'users.v1');
    await until(() => expect(messages).toHaveLength(written * 3));
    const sequences = sequencesOf(messages);
    for (const user of users) expect(sequences[user]).toEqual(oneTo(18));
  });

  it('takes the place that an aggregate counts itself, without a counter, and each place once', async () => {
    const { mongo } = await processOf(testMongo());
    const outbox = outboxCollections(mongo);
    await ensureOutbox(outbox);
    const { rows, sequences } = outbox;
    const [user, other] = [randomUUID(), randomUUID()];
    const counted = (sequence: number) => ({ ...loggedIn(user), sequence });

    await write(mongo, [counted(1), loggedIn(other), counted(2)]);

    await expect(write(mongo, [counted(2)])).rejects.toMatchObject({ code: 11_000 });
    const places = await rows.find({ key: user }).sort({ sequence: 1 }).toArray();
    expect(places.map(({ sequence, value }) => [sequence, JSON.parse(value).sequence])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(await sequences.find().toArray()).toEqual([{ _id: `users.v1/${other}`, last: 1 }]);
  });

  it('sends the id of the request along', async () => {
    const { mongo, transport, scope } = await processOf(testMongo());
    await startRelay({ mongo, transport, name: 'users' }, scope);

    await withCallContext({ requestId: 'request-4711' }, () => write(mongo, [loggedIn(randomUUID())]));

    const messages = await published(transport, 'users.v1');
    await until(() => expect(messages[0]?.headers).toMatchObject({ 'x-request-id': 'request-4711' }));
  });

  it('sends the trace of the request along, and begins one where there is none', async () => {
    const { mongo, transport, scope } = await processOf(testMongo());
    await startRelay({ mongo, transport, name: 'users' }, scope);
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

    await withCallContext({ requestId: 'request-4711', traceparent }, () => write(mongo, [loggedIn(randomUUID())]));
    await withCallContext({ requestId: 'request-4712' }, () => write(mongo, [loggedIn(randomUUID())]));

    const messages = await published(transport, 'users.v1');
    await until(() => expect(messages).toHaveLength(2));
    const traces = messages.map(({ headers }) => headers['traceparent']);
    expect(traces).toContain(traceparent);
    expect(traces.map(traceparentFrom)).toEqual(traces);
  });

  it('sends along what an event follows from', async () => {
    const { mongo, transport, scope } = await processOf(testMongo());
    await startRelay({ mongo, transport, name: 'users' }, scope);
    const from = (causationId: string | null | undefined) => ({ ...loggedIn(randomUUID()), causationId });

    await causedBy('event-4711', () => write(mongo, [from(undefined), from('event-4712'), from(null)]));

    const messages = await published(transport, 'users.v1');
    await until(() => expect(messages).toHaveLength(3));
    const causes = messages.map(({ headers }) => headers['x-causation-id']);
    expect(causes.toSorted()).toEqual(['event-4711', 'event-4712', undefined]);
  });
});
