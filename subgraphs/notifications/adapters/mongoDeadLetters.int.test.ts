import { describe, expect, it, onTestFinished } from 'vitest';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import type { Recorded, Replay } from '../deadLetterPorts.ts';
import { openDeadLetters } from './mongoDeadLetters.ts';

const KEY = { consumer: 'email', topic: 'orders.v1', key: 'order-1' };

const AT = new Date('2030-01-01T13:00:00Z');

/** Came at this offset, and was recorded at that position of the dead letter topic. */
const letter = (offset: number, position: number): Recorded => ({
  ...KEY,
  id: `email:orders.v1/0/${offset}`,
  kind: 'POISON',
  reason: 'Error',
  message: 'no',
  attempts: 5,
  stack: null,
  failedAt: null,
  recordedAt: new Date('2030-01-01T12:00:00Z'),
  origin: `orders.v1/0/${offset}`,
  event: '{}',
  headers: {},
  failedAgain: false,
  position,
});

async function deadLetters() {
  const { uri, prefix } = testMongo();
  const { logger } = testScope();
  const mongo = await openMongo({ uri, database: `${prefix}_dead`, appName: 'test', logger, timeoutMs: 5_000 });
  onTestFinished(() => mongo.close());
  const store = await openDeadLetters(mongo);
  const statuses = async () => (await store.page({}, { size: 9, backwards: false, cursor: undefined })).nodes;
  return { store, statuses: async () => (await statuses()).map(({ status }) => status) };
}

const decision = { adminId: 'boss', note: 'nobody needs it' };
const sent = (replay: Replay | null) => replay?.letters.map(({ id, status }) => ({ id, status }));

describe('a replay', () => {
  it('leaves out what was dropped before it, and nothing else can be dropped while it runs', async () => {
    const { store } = await deadLetters();
    await store.record(letter(1, 1));
    await store.record(letter(2, 2));
    await store.drop(letter(1, 1).id, decision);

    const replay = await store.startReplay(KEY, 'boss');

    expect(sent(replay)).toEqual([{ id: letter(2, 2).id, status: 'REPLAYING' }]);
    expect(replay.known).toBe(2);
    expect(await store.drop(letter(2, 2).id, decision)).toBeNull();
    expect(await store.byId(letter(1, 1).id)).toMatchObject({ status: 'DROPPED' });
  });

  it('takes along what came since, and again the same when it is asked once more', async () => {
    const { store } = await deadLetters();
    for (const each of [1, 2, 3]) await store.record(letter(each, each));
    await store.startReplay(KEY, 'boss');
    await store.record(letter(4, 4));
    await store.record(letter(5, 5));
    await store.drop(letter(4, 4).id, decision);

    const [first, repeated, later] = [
      await store.takeAlong(KEY, 6),
      await store.takeAlong(KEY, 6),
      await store.takeAlong(KEY, 7),
    ];

    expect(sent(first)).toEqual([{ id: letter(5, 5).id, status: 'REPLAYING' }]);
    expect(first?.known).toBe(5);
    expect(repeated).toEqual(first);
    expect(later).toBeNull();
    expect(await store.drop(letter(5, 5).id, decision)).toBeNull();
  });
});

describe('the end of a replay', () => {
  it('counts, even when the end of the replay before it was heard after its beginning', async () => {
    const { store, statuses } = await deadLetters();
    await store.record(letter(1, 1));
    await store.record(letter(2, 2));
    await store.startReplay(KEY, 'boss');

    await store.keep(KEY, 3);
    await store.release(KEY, 4, AT);

    expect(await statuses()).toEqual(['REPLAYED', 'REPLAYED']);
    expect(await store.openOf(KEY)).toEqual([]);
  });

  it('leaves dropped letters dropped, and later ones open', async () => {
    const { store, statuses } = await deadLetters();
    await store.record(letter(1, 1));
    await store.record(letter(2, 2));
    await store.drop(letter(1, 1).id, decision);
    await store.startReplay(KEY, 'boss');
    await store.record(letter(3, 9));

    await store.release(KEY, 4, AT);

    expect((await statuses()).toSorted()).toEqual(['DROPPED', 'PARKED', 'REPLAYED']);
    expect((await store.openOf(KEY)).map(({ id }) => id)).toEqual([letter(3, 9).id]);
  });
});
