import { makeGroupCommit } from './groupCommit.ts';

/**
 * Many small reads as a few large ones: what is asked for while a read is in flight waits for the next, so every answer
 * was read after it was asked for. A lone question is asked at once. It joins no transaction of its caller.
 *
 * @param read one value for each key, in the order of `keys`.
 */
export const makeGroupRead = <Key, Value>(
  read: (keys: readonly Key[]) => Promise<readonly Value[]>,
): ((key: Key) => Promise<Value>) =>
  makeGroupCommit({
    commit: async (keys: readonly Key[]) =>
      (await read(keys)).map((value): PromiseSettledResult<Value> => ({ status: 'fulfilled', value })),
    patienceMs: 0,
  });
