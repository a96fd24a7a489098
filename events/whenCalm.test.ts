import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { makeLoad, whenCalm } from './whenCalm.ts';

const never = new AbortController().signal;

describe('whenCalm', () => {
  it('lets everything through while the process has time', async () => {
    let asked = 0;

    await whenCalm(never, () => {
      asked += 1;
      return 0.5;
    });

    expect(asked).toBe(1);
  });

  it('waits while the process is at its limit, and goes on once it is not', async () => {
    const loads = [1, 0.95, 0.2];

    await whenCalm(never, () => loads.shift() ?? 0);

    expect(loads).toEqual([]);
  });

  it('waits half a second at most', async () => {
    const startedAt = performance.now();

    await whenCalm(never, () => 1);

    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(475);
  });

  it('gives up when it is told so', async () => {
    const stopping = new AbortController();
    const waiting = whenCalm(stopping.signal, () => 1);

    stopping.abort();

    await expect(waiting).rejects.toThrow('aborted');
  });
});

it('measures how busy the process is', async () => {
  const load = makeLoad();
  for (const busyUntil = performance.now() + 120; performance.now() < busyUntil; );
  await new Promise(setImmediate);

  expect(load()).toBeGreaterThan(0.5);
});
