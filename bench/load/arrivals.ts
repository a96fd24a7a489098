import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

type Options = {
  /** A second, evenly spread. */
  readonly rate: number;
  readonly seconds: number;
  /** Rejects when it came to nothing. */
  readonly act: (index: number) => Promise<void>;
  readonly signal: AbortSignal;
};

export type Arrivals = {
  /** Ms from the moment when each was due until it had done what it came for. */
  readonly latencies: readonly number[];
  /** What the others met. */
  readonly failures: readonly unknown[];
  /** A second, once the first fifth of the time had passed. */
  readonly reached: number;
};

/** Of the time: what begins in it is not in the rate that was reached, since nobody could have ended at once. */
const WARM = 0.2;
/** Customers that may be about at the same time, in seconds of arrivals: beyond that the shop is lost anyway. */
const MOST_SECONDS = 20;

/**
 * Open loop: each comes when its time has come, however many are still about. Resolves when the last has gone; those who
 * came too late because too many were about count from when they were due.
 */
export async function arrive({ rate, seconds, act, signal }: Options): Promise<Arrivals> {
  const startedAt = performance.now();
  const [warmAt, endsAt] = [WARM * seconds, seconds].map((after) => startedAt + after * 1_000) as [number, number];
  const latencies: number[] = [];
  const failures: unknown[] = [];
  const about = new Set<Promise<void>>();
  let ended = 0;
  const visit = async (index: number, dueAt: number) => {
    try {
      await act(index);
    } catch (error) {
      failures.push(error);
      return;
    }
    const now = performance.now();
    latencies.push(now - dueAt);
    if (now >= warmAt && now <= endsAt) ended += 1;
  };
  for (let index = 0; index < rate * seconds && !signal.aborted; index += 1) {
    const dueAt = startedAt + (index * 1_000) / rate;
    const inMs = dueAt - performance.now();
    if (inMs > 1) await pause(inMs);
    while (about.size > rate * MOST_SECONDS) await Promise.race(about);
    const one = visit(index, dueAt).finally(() => about.delete(one));
    about.add(one);
  }
  await Promise.all(about);
  return { latencies, failures, reached: (ended * 1_000) / (endsAt - warmAt) };
}
