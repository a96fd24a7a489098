/**
 * Maps a stream without an async generator, whose `return()` would wait behind a pending `next()` and so keep the
 * source open for as long as it is idle.
 */
export function mapStream<In, Out>(
  source: AsyncIterator<In>,
  map: (value: In) => Promise<Out> | Out,
): AsyncIterableIterator<Out> {
  const mapped = async (result: IteratorResult<In>): Promise<IteratorResult<Out>> =>
    result.done ? { done: true, value: undefined } : { done: false, value: await map(result.value) };
  return {
    next: async () => mapped(await source.next()),
    return: async () => {
      await source.return?.();
      return { done: true, value: undefined };
    },
    throw: async (error: unknown) => {
      await source.return?.();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
