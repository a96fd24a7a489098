import { describe, expect, it, vi } from 'vitest';
import { BoundedQueue } from './boundedQueue.ts';

const tooMany = () => new Error('too many');
const queueOf = (...items: number[]) => {
  const queue = new BoundedQueue<number>(3, tooMany);
  for (const item of items) queue.push(item);
  return queue;
};
const value = (item: number) => ({ done: false, value: item });
const OVER = { done: true, value: undefined };

describe('a bounded queue', () => {
  it('gives items in order, to a reader that waits and to one that comes later', async () => {
    const queue = queueOf();
    const first = queue.next();
    queue.push(1);
    queue.push(2);
    expect(await first).toEqual(value(1));
    expect(await queue.next()).toEqual(value(2));
  });

  it('gives what is queued before it ends', async () => {
    const queue = queueOf(1);
    queue.end();
    queue.push(2);
    expect([await queue.next(), await queue.next(), await queue.next()]).toEqual([value(1), OVER, OVER]);
  });

  it('drops everything and fails once, when its reader is too slow', async () => {
    const queue = queueOf(1, 2, 3, 4);
    await expect(queue.next()).rejects.toThrow('too many');
    expect(await queue.next()).toEqual(OVER);
  });

  it('fails a reader that waits', async () => {
    const queue = queueOf();
    const next = queue.next();
    queue.fail(new Error('broken'));
    await expect(next).rejects.toThrow('broken');
  });

  it('ends at once for a reader that leaves, even in the middle of waiting', async () => {
    const queue = queueOf();
    const next = queue.next();
    await queue.return();
    expect(await next).toEqual(OVER);
  });

  it.each(['end', 'return'] as const)('releases what feeds it once, by %s', async (how) => {
    const queue = queueOf();
    const release = vi.fn();
    queue.onEnd(release);
    await queue[how]();
    queue.fail(new Error('late'));
    expect(release).toHaveBeenCalledTimes(1);
  });
});
