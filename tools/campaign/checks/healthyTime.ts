import type { Fault } from '../types.ts';

/** What was broken has so long to be itself again: V1. */
export const RECOVERY_MS = 5_000;
/** What gathered during a fault is worked off for as long again, but for no longer than this. */
const MOST_CATCHING_UP_MS = 15_000;

/** How much of the time between two moments the shop was healthy, in ms. The moments count in ms since the start, as faults do. */
export function healthyMs(from: number, to: number, faults: readonly Fault[]): number {
  let healthy = 0;
  let reached = from;
  for (const { begin, end } of faults.map(brokenTimeOf).toSorted((one, other) => one.begin - other.begin)) {
    healthy += Math.max(0, Math.min(begin, to) - reached);
    reached = Math.max(reached, end);
  }
  return healthy + Math.max(0, to - reached);
}

/** No fault lasts, none has just healed, and what gathered behind it has had its time. */
export const isHealthy = (at: number, faults: readonly Fault[]): boolean =>
  faults.map(brokenTimeOf).every(({ begin, end }) => at < begin || at > end);

function brokenTimeOf({ at, healedAt = at }: Fault) {
  return { begin: at, end: healedAt + RECOVERY_MS + Math.min(healedAt - at, MOST_CATCHING_UP_MS) };
}
