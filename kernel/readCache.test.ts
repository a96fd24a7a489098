import { describe, expect, it } from 'vitest';
import { makeReadCache } from './readCache.ts';

type Row = { readonly name: string };

/** A cache over `rows`, whose reads are recorded and end when `release` says so. */
function cacheUnderTest(rows: Record<string, Row>, { max = 10 } = {}) {
  const reads: (readonly string[])[] = [];
  const waiting: (() => void)[] = [];
  const clock = { now: 1 };
  let holdsBack = false;
  const cache = makeReadCache<Row>({
    max,
    ttlMs: 1_000,
    now: () => clock.now,
    load: async (keys) => {
      reads.push(keys);
      const values = keys.map((key) => rows[key]);
      if (holdsBack) await new Promise<void>((resolve) => waiting.push(resolve));
      return values;
    },
  });
  return {
    cache,
    reads,
    clock,
    holdBack: () => {
      holdsBack = true;
    },
    release: () => {
      holdsBack = false;
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

const lamp = { name: 'Lamp' };
const mug = { name: 'Mug' };

describe('a read cache', () => {
  it('reads a value once, and what is missing in one go', async () => {
    const { cache, reads } = cacheUnderTest({ lamp, mug });

    expect(await cache.loadMany(['lamp'])).toEqual([lamp]);
    expect(await cache.loadMany(['mug', 'lamp', 'mug', 'nothing'])).toEqual([mug, lamp, mug, undefined]);
    expect(await cache.load('mug')).toEqual(mug);

    expect(reads).toEqual([['lamp'], ['mug', 'nothing']]);
  });

  it('reads again what was dropped, cleared or kept for too long', async () => {
    const rows: Record<string, Row> = { lamp };
    const { cache, clock } = cacheUnderTest(rows);
    await cache.load('lamp');

    rows['lamp'] = { name: 'Second' };
    expect(await cache.load('lamp')).toEqual(lamp);
    cache.drop('lamp');
    expect(await cache.load('lamp')).toEqual({ name: 'Second' });
    rows['lamp'] = { name: 'Third' };
    cache.clear();
    expect(await cache.load('lamp')).toEqual({ name: 'Third' });
    rows['lamp'] = { name: 'Fourth' };
    clock.now += 1_001;
    expect(await cache.load('lamp')).toEqual({ name: 'Fourth' });
  });

  it('asks anew for what does not exist, and after a read that failed', async () => {
    const rows: Record<string, Row> = {};
    let isAway = true;
    const cache = makeReadCache<Row>({
      max: 10,
      load: async (keys) => {
        if (isAway) throw new Error('the database is away');
        return keys.map((key) => rows[key]);
      },
    });

    await expect(cache.loadMany(['lamp', 'mug'])).rejects.toThrow('the database is away');
    isAway = false;
    expect(await cache.load('lamp')).toBeUndefined();
    rows['lamp'] = lamp;
    expect(await cache.load('lamp')).toEqual(lamp);
  });

  it('shares one read between those who ask while it runs', async () => {
    const { cache, reads, holdBack, release } = cacheUnderTest({ lamp, mug });
    holdBack();

    const asked = [cache.load('lamp'), cache.loadMany(['mug', 'lamp'])];
    release();

    expect(await Promise.all(asked)).toEqual([lamp, [mug, lamp]]);
    expect(reads).toEqual([['lamp'], ['mug']]);
  });

  it.each(['drop', 'clear'] as const)('neither keeps nor shares what was being read at a %s', async (how) => {
    const rows: Record<string, Row> = { lamp };
    const { cache, holdBack, release } = cacheUnderTest(rows);
    holdBack();
    const before = cache.load('lamp');
    rows['lamp'] = { name: 'Second' };

    cache[how]('lamp');
    const after = cache.load('lamp');
    release();

    expect(await before).toEqual(lamp);
    expect(await after).toEqual({ name: 'Second' });
    expect(await cache.load('lamp')).toEqual({ name: 'Second' });
  });

  it('does not let an old read that ends last replace the newer one', async () => {
    const rows: Record<string, Row> = { lamp };
    const ends: (() => void)[] = [];
    const cache = makeReadCache<Row>({
      max: 10,
      load: async (keys) => {
        const values = keys.map((key) => rows[key]);
        await new Promise<void>((resolve) => ends.push(resolve));
        return values;
      },
    });
    const old = cache.load('lamp');
    rows['lamp'] = { name: 'Second' };
    cache.drop('lamp');
    const newer = cache.load('lamp');

    ends[1]?.();
    await newer;
    ends[0]?.();

    expect(await old).toEqual(lamp);
    expect(await cache.load('lamp')).toEqual({ name: 'Second' });
  });

  it('keeps no more than it may', async () => {
    const { cache, reads } = cacheUnderTest({ lamp, mug }, { max: 1 });

    await cache.load('lamp');
    await cache.load('mug');
    await cache.load('mug');
    await cache.load('lamp');

    expect(reads).toEqual([['lamp'], ['mug'], ['lamp']]);
  });
});
