import { expect, it, vi } from 'vitest';
import { makeLogger } from '#kernel/logging.ts';
import { Marks } from './marks.ts';

const logger = makeLogger({ name: 'test', level: 'silent', format: 'json' });
const names = (count: number) => Array.from({ length: count }, (_, index) => `e${index}`);

it('marks together what was published within a moment', async () => {
  const mark = vi.fn(async (_ids: readonly string[]) => true);
  const marks = new Marks({ mark, logger });

  await marks.add(['one']);
  await marks.add(['two']);
  expect([...marks.waiting()]).toEqual(['one', 'two']);

  await vi.waitFor(() => expect(marks.waiting().size).toBe(0));
  expect(mark.mock.calls).toEqual([[['one', 'two']]]);
});

it('does not let the publisher run far ahead', async () => {
  const open = Promise.withResolvers<boolean>();
  const marks = new Marks({ mark: () => open.promise, logger });
  let isOver = false;

  const adding = marks.add(names(3_500)).then(() => {
    isOver = true;
  });
  await vi.waitFor(() => expect(marks.waiting().size).toBe(3_500));
  expect(isOver).toBe(false);
  open.resolve(true);

  await adding;
  expect(marks.waiting().size).toBe(0);
});

it('forgets what it published when another relay has taken over', async () => {
  const marks = new Marks({ mark: async () => false, logger });

  await marks.add(['one']);
  await marks.flush();

  expect([marks.isLost, marks.waiting().size]).toEqual([true, 0]);
  marks.goOn();
  expect(marks.isLost).toBe(false);
});

it('keeps marks that could not be written, says so, and writes them later', async () => {
  const mark = vi.fn(async (_ids: readonly string[]) => true).mockRejectedValueOnce(new Error('away'));
  const marks = new Marks({ mark, logger });

  await marks.add(['one']);
  await marks.flush();
  expect([...marks.waiting()]).toEqual(['one']);
  expect(marks.health()).toContain('away');
  marks.goOn();
  await marks.flush();

  expect([marks.waiting().size, marks.health()]).toEqual([0, 'up']);
});

it('leaves to another relay what it could not mark, and is well again', async () => {
  const mark = vi.fn(async (_ids: readonly string[]) => true).mockRejectedValueOnce(new Error('away'));
  const marks = new Marks({ mark, logger });
  await marks.add(['one']);
  await marks.flush();

  marks.handOver();
  marks.goOn();
  await marks.flush();

  expect([marks.waiting().size, marks.health()]).toEqual([0, 'up']);
  expect(mark).toHaveBeenCalledTimes(1);
});
