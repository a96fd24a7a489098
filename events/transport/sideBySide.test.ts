import { expect, it, vi } from 'vitest';
import { handleSideBySide } from './sideBySide.ts';
import { keysNamed, numbered } from './testing/numbered.ts';
import type { DeliveredMessage } from './transport.ts';

const delivered = (count: number, keys: number): DeliveredMessage[] =>
  numbered('orders.v1', keysNamed(keys), count).map((message, offset) => {
    return { ...message, partition: 0, offset: String(offset), timestamp: new Date() };
  });
const turn = () => new Promise((resolve) => setImmediate(resolve));
const always = () => true;
const never = () => false;
const offsetsOf = (messages: readonly DeliveredMessage[]) => messages.map(({ offset }) => Number(offset));

/** What was handled and what was told to be done, in order. */
function watched() {
  const handled: DeliveredMessage[] = [];
  const done: DeliveredMessage[] = [];
  return { handled, done, onDone: async (message: DeliveredMessage) => void done.push(message) };
}

it('handles the oldest messages of different keys at once, and those of one key in order', async () => {
  const { handled, done, onDone } = watched();
  let running = 0;
  let most = 0;
  const handle = async (message: DeliveredMessage) => {
    running += 1;
    most = Math.max(most, running);
    for (let turns = Number(message.offset) % 5; turns >= 0; turns -= 1) await turn();
    running -= 1;
    handled.push(message);
  };

  await handleSideBySide({
    messages: delivered(60, 7),
    atOnce: 4,
    handle,
    onDone,
    mayBegin: always,
    isCalledOff: never,
  });

  expect(most).toBe(4);
  for (const key of keysNamed(7)) {
    const own = offsetsOf(handled.filter((message) => message.key === key));
    expect(own).toEqual(own.toSorted((one, other) => one - other));
  }
  expect(offsetsOf(done)).toEqual(Array.from({ length: 60 }, (_, offset) => offset));
});

it('keeps the order of the partition where one is handled at a time', async () => {
  const { handled, done, onDone } = watched();
  const handle = async (message: DeliveredMessage) => {
    await turn();
    handled.push(message);
  };

  await handleSideBySide({
    messages: delivered(20, 3),
    atOnce: 1,
    handle,
    onDone,
    mayBegin: always,
    isCalledOff: never,
  });

  expect(offsetsOf(handled)).toEqual(Array.from({ length: 20 }, (_, offset) => offset));
  expect(done).toEqual(handled);
});

it('tells nothing to be done behind a failure, and begins nothing new behind what had begun', async () => {
  const { handled, done, onDone } = watched();
  const handle = async (message: DeliveredMessage) => {
    await turn();
    if (message.offset === '2') throw new Error('not now');
    handled.push(message);
  };

  const working = handleSideBySide({
    messages: delivered(40, 20),
    atOnce: 5,
    handle,
    onDone,
    mayBegin: always,
    isCalledOff: never,
  });

  await expect(working).rejects.toThrow('not now');
  expect(offsetsOf(done)).toEqual([0, 1]);
  expect(Math.max(...offsetsOf(handled))).toBeLessThan(8);
  expect(handled).toHaveLength(Math.max(...offsetsOf(handled)));
});

it('goes no further when nothing may begin any more, but closes the gaps', async () => {
  const { handled, done, onDone } = watched();
  const [slow, quick] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let mayBegin = true;
  const messages = delivered(12, 2);
  const handle = async (message: DeliveredMessage) => {
    if (message.offset === '0') await slow.promise;
    if (message.offset === '7') await quick.promise;
    handled.push(message);
  };

  const working = handleSideBySide({
    messages,
    atOnce: 2,
    handle,
    onDone,
    mayBegin: () => mayBegin,
    isCalledOff: never,
  });
  await vi.waitFor(() => expect(offsetsOf(handled)).toEqual([1, 3, 5]));
  mayBegin = false;
  slow.resolve();
  quick.resolve();
  await working;

  expect(offsetsOf(done)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

it('begins again what was called off only where something behind it is done', async () => {
  const { handled, done, onDone } = watched();
  const [calledOff, slow] = [new Error('called off'), Promise.withResolvers<void>()];
  let mayBegin = true;
  const messages = delivered(8, 8);
  const handle = async (message: DeliveredMessage) => {
    if (message.offset === '4') await slow.promise;
    else if (mayBegin && message.offset !== '0') {
      await slow.promise;
      throw calledOff;
    }
    handled.push(message);
  };
  const isCalledOff = (error: unknown) => error === calledOff;

  const working = handleSideBySide({ messages, atOnce: 8, handle, onDone, mayBegin: () => mayBegin, isCalledOff });
  await vi.waitUntil(() => done.length === 1);
  mayBegin = false;
  slow.resolve();
  await working;

  expect(offsetsOf(done)).toEqual([0, 1, 2, 3, 4]);
  expect(offsetsOf(handled).toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4]);
});
