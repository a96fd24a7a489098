import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { makeGroupCommit } from './groupCommit.ts';

const conflict = () => new AppError('CONFLICT', 'MOVED', 'somebody else was faster');
const doubled = (batch: readonly number[]) =>
  batch.map((value): PromiseSettledResult<number> => ({ status: 'fulfilled', value: value * 2 }));

/** A commit that waits until it is told to go on, and remembers its batches. */
function gated() {
  const batches: (readonly number[])[] = [];
  const gates: (() => void)[] = [];
  const commit = async (batch: readonly number[]) => {
    batches.push(batch);
    await new Promise<void>((resolve) => gates.push(resolve));
    return doubled(batch);
  };
  return { commit, batches, open: () => gates.shift()?.() };
}

describe('a group commit', () => {
  it('commits a lone request at once', async () => {
    const submit = makeGroupCommit({ commit: async (batch: readonly number[]) => doubled(batch) });

    expect(await submit(21)).toBe(42);
  });

  it('gathers what arrives while a commit is in flight, in the order of arrival and up to the limit', async () => {
    const { commit, batches, open } = gated();
    const submit = makeGroupCommit({ commit, maxBatch: 3 });

    const answers = Promise.all([1, 2, 3, 4, 5].map(submit));
    for (const _batch of [1, 2, 3]) {
      open();
      await new Promise(setImmediate);
    }

    expect(await answers).toEqual([2, 4, 6, 8, 10]);
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('gives each request its own answer', async () => {
    const refusal = new AppError('REFUSED', 'ODD', 'even ones only');
    const commit = async (batch: readonly number[]) =>
      batch.map(
        (value): PromiseSettledResult<number> =>
          value % 2 ? { status: 'rejected', reason: refusal } : { status: 'fulfilled', value },
      );
    const submit = makeGroupCommit({ commit });

    expect(await Promise.allSettled([1, 2, 3].map(submit))).toEqual([
      { status: 'rejected', reason: refusal },
      { status: 'fulfilled', value: 2 },
      { status: 'rejected', reason: refusal },
    ]);
  });

  it('runs the whole batch again after a conflict', async () => {
    let conflicts = 3;
    const commit = async (batch: readonly number[]) => {
      if (conflicts-- > 0) throw conflict();
      return doubled(batch);
    };
    const submit = makeGroupCommit({ commit });

    expect(await Promise.all([1, 2].map(submit))).toEqual([2, 4]);
  });

  it('gives up with UNAVAILABLE when its patience is over, and serves the next request', async () => {
    let isContended = true;
    const commit = async (batch: readonly number[]) => {
      if (isContended) throw conflict();
      return doubled(batch);
    };
    const submit = makeGroupCommit({ commit, patienceMs: 0 });

    const failed = await submit(1).catch((error: unknown) => error);
    isContended = false;

    expect(failed).toMatchObject({ code: 'UNAVAILABLE', reason: 'COMMIT_CONTENDED' });
    expect(await submit(2)).toBe(4);
  });

  it('does not let a request that can never be written harm the others', async () => {
    const broken = new Error('a bug');
    const commit = async (batch: readonly number[]) => {
      if (batch.includes(13)) throw broken;
      return doubled(batch);
    };
    const submit = makeGroupCommit({ commit });

    expect(await Promise.allSettled([1, 2, 13, 4].map(submit))).toEqual([
      { status: 'fulfilled', value: 2 },
      { status: 'fulfilled', value: 4 },
      { status: 'rejected', reason: broken },
      { status: 'fulfilled', value: 8 },
    ]);
  });

  it('refuses at once what would make the queue too long', async () => {
    const { commit, open } = gated();
    const submit = makeGroupCommit({ commit, maxWaiting: 1 });

    const [inFlight, queued, refused] = [submit(1), submit(2), submit(3)];

    await expect(refused).rejects.toThrow(expect.objectContaining({ code: 'UNAVAILABLE', reason: 'QUEUE_FULL' }));
    open();
    await inFlight;
    await new Promise(setImmediate);
    open();
    expect(await queued).toBe(4);
  });

  it('runs outside the context of whoever asked, whose transaction or request it is not', async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    const submit = makeGroupCommit({
      commit: async (batch: readonly number[]) => {
        seen.push(storage.getStore());
        return doubled(batch);
      },
    });

    await storage.run("the caller's", () => submit(1));

    expect(seen).toEqual([undefined]);
  });
});
