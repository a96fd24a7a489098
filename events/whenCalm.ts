import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

const SAMPLE_MS = 100;
const STEP_MS = 25;
/** Of the event loop's time. */
const BUSY = 0.9;
/** However busy the process is, its events go on. */
const PATIENCE_MS = 500;

/** How much of its time this process's event loop was busy of late, from 0 to 1. */
export type Load = () => number;

export function makeLoad(): Load {
  let before: EventLoopUtilization = performance.eventLoopUtilization();
  let sampledAt = performance.now();
  let load = 0;
  return () => {
    if (performance.now() - sampledAt < SAMPLE_MS) return load;
    const now = performance.eventLoopUtilization();
    load = performance.eventLoopUtilization(now, before).utilization;
    before = now;
    sampledAt = performance.now();
    return load;
  };
}

const loadOfProcess = makeLoad();

/**
 * Lets those go first who wait for an answer: while the process is at its limit, what may be done a little later waits,
 * half a second at most. Where nobody waits, it is the waiting itself that makes the process calm, so a backlog is worked off at
 * nine tenths of full speed.
 *
 * Rejects when `signal` is aborted.
 */
export async function whenCalm(signal: AbortSignal, load: Load = loadOfProcess): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (load() > BUSY && performance.now() < deadline) await delay(STEP_MS, undefined, { signal });
}
