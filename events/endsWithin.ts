import { setTimeout as delay } from 'node:timers/promises';

/** Waits for `work`, but no longer than `ms`. @returns whether it has ended. Rejects as `work` does. */
export async function endsWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const late = delay(ms, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    timer.abort();
  }
}
