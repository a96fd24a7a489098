import type { Person } from './person.ts';

/** What time it is in the shop, whose clock may be far ahead. */
export type ShopClock = {
  now(): Date;
  /** Reads the shop's clock; again after it was moved. */
  read(): Promise<void>;
  /** How long before `at` (this machine's clock) something happened at `instant` (the shop's), in milliseconds. */
  msSince(instant: string, at: number): number;
};

const SAMPLES = 5;

/** The sample that took least time is the one that can be least wrong: by half of that time. */
export function makeShopClock(visitor: Person): ShopClock {
  let offsetMs = 0;
  const sample = async () => {
    const askedAt = Date.now();
    const { shopTime } = await visitor.ask<{ shopTime: string }>('query ShopTime { shopTime }');
    const tookMs = Date.now() - askedAt;
    return { tookMs, offsetMs: new Date(shopTime).getTime() - askedAt - tookMs / 2 };
  };
  return {
    now: () => new Date(Date.now() + offsetMs),
    msSince: (instant, at) => Math.max(0, at + offsetMs - new Date(instant).getTime()),
    read: async () => {
      let best = await sample();
      for (let taken = 1; taken < SAMPLES; taken += 1) {
        const next = await sample();
        if (next.tookMs < best.tookMs) best = next;
      }
      offsetMs = best.offsetMs;
    },
  };
}
