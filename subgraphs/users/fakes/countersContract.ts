import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Counters } from '../throttlePorts.ts';

const MINUTE_MS = 60_000;
// MongoDB removes what has ended by real time.
const start = new Date();
const at = (minutes: number) => new Date(start.getTime() + minutes * MINUTE_MS);

/** What the throttle relies on, whatever stands behind the port. */
export function countsAttempts(counters: Counters): void {
  const add = (key: string, minute = 0) => counters.add(key, at(minute), 10 * MINUTE_MS);

  it('counts in a window that the first attempt starts', async () => {
    const key = randomUUID();
    expect(await counters.read(key, at(0))).toBeNull();

    expect(await add(key)).toEqual({ count: 1, endsAt: at(10) });
    expect(await add(key, 9)).toEqual({ count: 2, endsAt: at(10) });
    expect(await counters.read(key, at(9))).toEqual({ count: 2, endsAt: at(10) });

    expect(await counters.read(key, at(10))).toBeNull();
    expect(await add(key, 10)).toEqual({ count: 1, endsAt: at(20) });
  });

  it('gives each of many at once a count of its own', async () => {
    const key = randomUUID();

    const all = await Promise.all(Array.from({ length: 20 }, () => add(key)));

    const counts = all.map(({ count }) => count).toSorted((a, b) => a - b);
    expect(counts).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('takes back in the same window only, and clears', async () => {
    const key = randomUUID();
    const first = await add(key);
    await add(key);
    await counters.takeBack(key, first);
    expect(await counters.read(key, at(1))).toMatchObject({ count: 1 });

    await add(key, 10);
    await counters.takeBack(key, first);
    expect(await counters.read(key, at(11))).toMatchObject({ count: 1 });

    await counters.clear(key);
    expect(await counters.read(key, at(11))).toBeNull();
  });
}
