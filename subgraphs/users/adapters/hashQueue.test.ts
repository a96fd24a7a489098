import { describe, expect, it } from 'vitest';
import { makeHashQueue } from './hashQueue.ts';

/** Jobs that end when the test says so; `begun` tells the order in which they began. */
function jobs() {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<string>>();
  const endOf = (name: string) => {
    const end = ends.get(name) ?? Promise.withResolvers<string>();
    ends.set(name, end);
    return end;
  };
  const job = (name: string) => () => {
    begun.push(name);
    return endOf(name).promise;
  };
  return {
    begun,
    job,
    end: (name: string) => endOf(name).resolve(name),
    fail: (name: string) => endOf(name).reject(new Error(name)),
  };
}

describe('the hash queue', () => {
  it('runs so many at once and the others in turn', async () => {
    const { begun, job, end } = jobs();
    const inTurn = makeHashQueue({ atOnce: 2, waiting: 9 });

    const all = ['a', 'b', 'c', 'd'].map((name) => inTurn(job(name)));
    await Promise.resolve();
    expect(begun).toEqual(['a', 'b']);
    end('b');
    await all[1];
    await expect.poll(() => begun).toEqual(['a', 'b', 'c']);
    end('a');
    end('c');
    await expect.poll(() => begun).toEqual(['a', 'b', 'c', 'd']);
    end('d');

    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('passes the turn on after a failure', async () => {
    const { job, end, fail } = jobs();
    const inTurn = makeHashQueue({ atOnce: 1, waiting: 9 });
    const [first, second] = [inTurn(job('first')), inTurn(job('second'))];

    end('second');
    fail('first');

    await expect(first).rejects.toThrow('first');
    expect(await second).toBe('second');
  });

  it('turns away whom it can not take on, and recovers', async () => {
    const { begun, job, end } = jobs();
    const inTurn = makeHashQueue({ atOnce: 1, waiting: 1 });
    const taken = [inTurn(job('a')), inTurn(job('b'))];

    await expect(inTurn(job('c'))).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'SIGN_IN_BUSY' });
    end('a');
    await expect.poll(() => begun).toEqual(['a', 'b']);
    end('b');
    await Promise.all(taken);

    const late = inTurn(job('d'));
    await expect.poll(() => begun).toContain('d');
    end('d');
    expect(await late).toBe('d');
  });
});
