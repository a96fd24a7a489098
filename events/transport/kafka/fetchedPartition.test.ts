import { expect, it, onTestFinished } from 'vitest';
import { makeLogger } from '#kernel/logging.ts';
import type { DeliveredMessage } from '../transport.ts';
import { FetchedPartition } from './fetchedPartition.ts';

const logger = makeLogger({ name: 'test', level: 'silent', format: 'json' });

const message = (offset: number): DeliveredMessage => ({
  ...{ topic: 'orders.v1', partition: 0, key: `o${offset}`, value: '{}', headers: {} },
  ...{ offset: String(offset), timestamp: new Date(0) },
});

/** A partition's reader, what it has handled, and how far it says that it is. */
function readerAfter(predecessor?: FetchedPartition, work: () => Promise<void> = async () => undefined) {
  const handled: string[] = [];
  const positions: number[] = [];
  const reader = new FetchedPartition({
    partition: 'orders.v1/0',
    handle: async ({ offset }) => {
      await work();
      handled.push(offset);
    },
    atOnce: 1,
    onDone: (next) => void positions.push(next),
    onRoom: () => undefined,
    paused: false,
    logger,
    predecessor,
  });
  onTestFinished(() => reader.stop());
  return { reader, handled, positions };
}

it('leaves out what the reader before it has done, and says again that it is done: the broker may not know', async () => {
  const before = readerAfter();
  before.reader.push([message(0), message(1)]);
  await expect.poll(() => before.positions).toEqual([1, 2]);

  const after = readerAfter(before.reader);
  after.reader.push([message(0), message(1)]);
  await expect.poll(() => after.positions).toEqual([2]);
  after.reader.push([message(2)]);

  await expect.poll(() => after.positions).toEqual([2, 3]);
  expect(after.handled).toEqual(['2']);
});

it('says nothing of its own accord when it goes on where the reader before it was', async () => {
  const before = readerAfter();
  before.reader.push([message(0), message(1)]);
  await expect.poll(() => before.positions).toEqual([1, 2]);

  // Somebody else has had the partition meanwhile, and got further.
  const after = readerAfter(before.reader);
  after.reader.push([message(7)]);

  await expect.poll(() => after.positions).toEqual([8]);
});

it('knows which first messages leave out what the reader before it had in hand', async () => {
  const [begun, open] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const before = readerAfter(undefined, () => {
    begun.resolve();
    return open.promise;
  });
  expect([before.reader.position, before.reader.leavesOut(3)]).toEqual([undefined, false]);
  before.reader.push([message(3), message(4)]);
  expect(before.reader.position).toBe(3);
  await begun.promise;

  const after = readerAfter(before.reader);
  expect([3, 5].map((offset) => after.reader.leavesOut(offset))).toEqual([false, true]);
  open.resolve();
  await expect.poll(() => before.positions).toContain(4);
  // What it has done since is left out rightly.
  await expect.poll(() => after.reader.leavesOut(4)).toBe(false);

  after.reader.push([message(4)]);
  expect(after.reader.leavesOut(9)).toBe(false);
});
