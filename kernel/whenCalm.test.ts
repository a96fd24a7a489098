import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { type Load, makeLoad, makeWhenCalm } from './whenCalm.ts';

const steady = (load: number): ReturnType<Load> => [load, load];
const never = new AbortController().signal;

describe('whenCalm', () => {
  it('lets everything through while the process has time', async () => {
    let asked = 0;
    const whenCalm = makeWhenCalm(() => {
      asked += 1;
      return steady(0.5);
    });

    await whenCalm(never);

    expect(asked).toBe(1);
  });

  it('waits while the process is at its limit, and goes on once it is not', async () => {
    const loads = [1, 0.95, 0.2];
    const whenCalm = makeWhenCalm(() => steady(loads.shift() ?? 0));

    await whenCalm(never);

    expect(loads).toEqual([]);
  });

  it('lets a few go each half second however busy it is, those first that came first', async () => {
    const whenCalm = makeWhenCalm(() => steady(1));
    const startedAt = performance.now();
    const gone: number[] = [];
    const all = Array.from({ length: 6 }, async (_, place) => {
      await whenCalm(never);
      gone.push(place);
      return performance.now() - startedAt;
    });

    await Promise.any(all);
    expect(gone).toEqual([0, 1, 2, 3]);
    const waits = await Promise.all(all);

    expect(gone).toEqual(Array.from({ length: 6 }, (_, place) => place));
    expect(waits[0]).toBeGreaterThanOrEqual(475);
    expect(waits[5]).toBeGreaterThanOrEqual(975);
  });

  it('lets few go at first when it was busy for long, then more and more', async () => {
    let sample = 0;
    const whenCalm = makeWhenCalm(() => steady(sample++ < 8 ? 1 : 0.5));
    const leftIn = await Promise.all(Array.from({ length: 14 }, () => whenCalm(never).then(() => sample)));

    const perSample = [...new Set(leftIn)].map((one) => leftIn.filter((other) => other === one).length);
    expect(perSample.slice(0, 3)).toEqual([2, 4, 8]);
  });

  it('waits for nothing after one full sample', async () => {
    let asked = 0;
    const whenCalm = makeWhenCalm(() => {
      asked += 1;
      return [1, 0.5];
    });

    await whenCalm(never);

    expect(asked).toBe(1);
  });

  it('lets through what is late, however busy the process is', async () => {
    let asked = 0;
    const whenCalm = makeWhenCalm(() => {
      asked += 1;
      return steady(1);
    });

    await whenCalm(never, new Date(Date.now() - 21_000));

    expect(asked).toBe(0);
  });

  it('gives up when it is told so', async () => {
    const stopping = new AbortController();
    const waiting = makeWhenCalm(() => steady(1))(stopping.signal);

    stopping.abort();

    await expect(waiting).rejects.toThrow('aborted');
  });
});

describe('the load of the process', () => {
  const clocks = { at: 0, ran: 0, active: 0, idle: 0 };
  const pass = (share: Omit<typeof clocks, 'at'>, ms = 100) => {
    const { ran, active, idle } = clocks;
    Object.assign(clocks, {
      at: clocks.at + ms,
      ran: ran + share.ran * ms,
      active: active + share.active * ms,
      idle: idle + share.idle * ms,
    });
  };
  const thread = { now: () => clocks.at, clocks: () => ({ ...clocks }) };
  const BUSY = { ran: 0.95, active: 1, idle: 0 };
  const CALM = { ran: 0.5, active: 0.5, idle: 0.5 };

  it('is told of the last sample and of the one before', () => {
    const load = makeLoad(thread);

    const told = [BUSY, CALM, CALM].map((share) => {
      pass(share);
      return load();
    });

    expect(told).toEqual([
      [1, 0],
      [0.5, 1],
      [0.5, 0.5],
    ]);
  });

  it('is that of the sample before until the next is 50 ms long', () => {
    const load = makeLoad(thread);
    pass(BUSY);
    load();

    pass(CALM, 49);
    expect(load()).toEqual([1, 0]);
    pass(CALM, 1);
    expect(load()).toEqual([0.5, 1]);
  });

  it('is small where others have the processor, though the loop always has something to do', () => {
    const load = makeLoad(thread);

    pass({ ran: 0.3, active: 1, idle: 0 });

    expect(load()[0]).toBeCloseTo(0.3);
  });

  it('is that of this thread', async () => {
    const load = makeLoad();
    const startedAt = performance.now();
    while (performance.now() - startedAt < 60);
    await new Promise(setImmediate);

    expect(load()[0]).toBeGreaterThan(0);
    expect(load()[0]).toBeLessThanOrEqual(1);
  });
});

it('lets a backlog flow as fast as it is handled, once the process is calm', async () => {
  let sample = 0;
  const whenCalm = makeWhenCalm(() => steady(sample++ < 1 ? 1 : 0.5));
  const leftIn = await Promise.all(Array.from({ length: 800 }, () => whenCalm(never).then(() => sample)));

  expect(new Set(leftIn).size).toBeLessThanOrEqual(3);
});
