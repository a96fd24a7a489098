import { expect, it, vi } from 'vitest';

type Results = AsyncIterator<{ data: number }>;
type Buffer = { push(result: { data: number }): void; end(): void; iterate(left: () => void): Results };
/** The page is plain JavaScript for browsers. */
const { makeBuffer } = (await import(new URL('./page/buffer.js', import.meta.url).href)) as { makeBuffer(): Buffer };

it('results come in their order, to who waits and to who comes later, up to the end', async () => {
  const buffer = makeBuffer();
  const results = buffer.iterate(() => undefined);
  const first = results.next();
  for (const data of [1, 2, 3]) buffer.push({ data });
  buffer.end();

  const seen = [await first, await results.next(), await results.next(), await results.next()];

  expect(seen.map(({ done, value }) => (done ? 'end' : value.data))).toEqual([1, 2, 3, 'end']);
});

it('what comes when nobody listens any more is not kept', async () => {
  const buffer = makeBuffer();
  const left = vi.fn();
  const results = buffer.iterate(left);
  buffer.push({ data: 1 });

  await results.return?.();
  buffer.push({ data: 2 });

  expect(left).toHaveBeenCalledOnce();
  expect(await results.next()).toEqual({ done: true, value: undefined });
});
