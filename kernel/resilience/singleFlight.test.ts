import { describe, expect, it } from 'vitest';
import { singleFlight } from './singleFlight.ts';

describe('singleFlight', () => {
  it('lets callers with the same key share one run, and others have their own', async () => {
    const runs: string[] = [];
    const run = singleFlight(async (key) => {
      runs.push(key);
      return `${key}${runs.length}`;
    });

    expect(await Promise.all([run('a'), run('a'), run('b')])).toEqual(['a1', 'a1', 'b2']);
  });

  it('runs anew once the last run has ended, also after a failure', async () => {
    let runs = 0;
    const run = singleFlight(async () => {
      runs += 1;
      if (runs === 1) throw new Error('first');
      return runs;
    });

    await expect(Promise.all([run('a'), run('a')])).rejects.toThrow('first');
    expect(await run('a')).toBe(2);
  });
});
