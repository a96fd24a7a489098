/**
 * Work with the same key one after the other, in the order of arrival; other keys go on beside it. Transactions that all
 * write one document don't make each other start again, within this process.
 */
export function makeLanes() {
  const last = new Map<string, Promise<void>>();
  return async <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
    const before = last.get(key);
    const { promise: done, resolve } = Promise.withResolvers<void>();
    last.set(key, done);
    await before;
    try {
      return await work();
    } finally {
      if (last.get(key) === done) last.delete(key);
      resolve();
    }
  };
}
