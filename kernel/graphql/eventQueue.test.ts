import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../errors.ts';
import { EventQueue } from './eventQueue.ts';

const queueOf = (limit = 3) => {
  const onClose = vi.fn();
  return { onClose, queue: new EventQueue<number>({ limit, onClose }) };
};

describe('EventQueue', () => {
  it('gives events in order, to readers that wait and to readers that come later', async () => {
    const { queue } = queueOf();
    const early = queue.next();

    for (const event of [1, 2, 3]) queue.push(event);

    expect([(await early).value, (await queue.next()).value, (await queue.next()).value]).toEqual([1, 2, 3]);
  });

  it('ends a reader that fell behind with a typed error, and lets go of what waited', async () => {
    const { queue, onClose } = queueOf(2);

    for (const event of [1, 2, 3, 4]) queue.push(event);

    expect((await queue.next()).value).toMatchObject({ code: 'UNAVAILABLE', reason: 'SUBSCRIBER_TOO_SLOW' });
    expect(await queue.next()).toEqual({ done: true, value: undefined });
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('ends with an error that its feed met, for readers that wait and for readers that come later', async () => {
    const error = new AppError('UNAVAILABLE', 'FEED_BROKEN', 'subscribe again');
    const [waiting, idle] = [queueOf().queue, queueOf().queue];
    const pending = waiting.next();
    for (const queue of [waiting, idle]) queue.fail(error);

    expect([(await pending).value, (await idle.next()).value]).toEqual([error, error]);
    expect([(await waiting.next()).done, (await idle.next()).done]).toEqual([true, true]);
  });

  it('ends at once for an idle reader that leaves', async () => {
    const { queue, onClose } = queueOf();
    const pending = queue.next();

    await queue.return();

    expect(await pending).toEqual({ done: true, value: undefined });
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('still gives what waited after it was closed, and nothing that comes later', async () => {
    const { queue } = queueOf();
    queue.push(1);
    queue.close();
    queue.push(2);

    const read: unknown[] = [];
    for await (const event of queue) read.push(event);

    expect(read).toEqual([1]);
  });
});
