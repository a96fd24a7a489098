import { describe, expect, it } from 'vitest';
import { EventQueue } from './eventQueue.ts';
import { mapStream } from './mapStream.ts';

const sourceOf = () => {
  let isOpen = true;
  const queue = new EventQueue<number>({
    limit: 10,
    onClose: () => {
      isOpen = false;
    },
  });
  return { queue, isOpen: () => isOpen };
};

describe('a mapped stream', () => {
  it('gives each event mapped, in order, and ends with its source', async () => {
    const { queue } = sourceOf();
    for (const event of [1, 2]) queue.push(event);
    queue.close();

    const read: unknown[] = [];
    for await (const event of mapStream(queue, async (value) => `no. ${String(value)}`)) read.push(event);

    expect(read).toEqual(['no. 1', 'no. 2']);
  });

  it('lets go of an idle source at once when its reader leaves', async () => {
    const { queue, isOpen } = sourceOf();
    const stream = mapStream(queue, (value) => value);
    const pending = stream.next();

    await stream.return?.();

    expect(isOpen()).toBe(false);
    expect((await pending).done).toBe(true);
  });

  it('closes the source and passes the error on when its reader throws', async () => {
    const { queue, isOpen } = sourceOf();
    const stream = mapStream(queue, (value) => value);

    await expect(stream.throw?.(new Error('reader'))).rejects.toThrow('reader');

    expect(isOpen()).toBe(false);
  });
});
