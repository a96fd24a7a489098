import { percentile } from '../measure/buyers.ts';
import { isHealthy, RECOVERY_MS } from './checks/healthyTime.ts';
import type { LegRecord } from './record.ts';
import type { Fault, Finding, Sample } from './types.ts';
import type { World } from './world/world.ts';

const RECOVERY_P99_MS = { embedded: 10_000, kafka: 15_000 } as const;
const HEALTHY_LAG_P99_MS = 1_000;

/** How fast the shop was itself again, and how late events were while nothing was broken. */
export function findingsOfTimes(
  { faults, samples }: Pick<LegRecord, 'faults' | 'samples'>,
  transport: World['transport'],
): Finding[] {
  return [recovery(faults, RECOVERY_P99_MS[transport]), publishedInTime(faults, samples), healthyLag(faults, samples)];
}

function recovery(faults: readonly Fault[], mostMs: number): Finding {
  const times = recoveries(faults).map(({ recoveryMs }) => recoveryMs);
  const p99 = percentile(times, 0.99);
  const broken =
    p99 > mostMs ? [`the 99th percentile of all recoveries is ${seconds(p99)}, not ${seconds(mostMs)}`] : [];
  return { promise: 'V1', check: 'recovery-time', looked: times.length, broken };
}

export type Recovery = Fault & { readonly recoveryMs: number };

export const recoveries = (faults: readonly Fault[]): Recovery[] =>
  faults.flatMap((fault) => (fault.recoveryMs === undefined ? [] : [{ ...fault, recoveryMs: fault.recoveryMs }]));

/** From when everything was healed, an event of any age has so long. */
function publishedInTime(faults: readonly Fault[], samples: readonly Sample[]): Finding {
  const lags = samples.filter(({ at }) => isRecovered(at, faults)).map(({ outboxLagMs }) => outboxLagMs);
  const late = lags.filter((ms) => ms > RECOVERY_MS);
  const broken =
    late.length > 0
      ? [`${seconds(RECOVERY_MS)} after the last fault an event had waited for ${seconds(Math.max(...late))}`]
      : [];
  return { promise: 'V1', check: 'published-in-time', looked: lags.length, broken };
}

function healthyLag(faults: readonly Fault[], samples: readonly Sample[]): Finding {
  const healthy = samples.filter(({ at }) => isHealthy(at, faults)).map(({ outboxLagMs }) => outboxLagMs);
  const p99 = percentile(healthy, 0.99);
  const broken =
    p99 > HEALTHY_LAG_P99_MS
      ? [`while all is well events wait up to ${seconds(p99)} (99th percentile), not ${seconds(HEALTHY_LAG_P99_MS)}`]
      : [];
  return { promise: 'V1', check: 'healthy-outbox-lag', looked: healthy.length, broken };
}

const healedAtOf = ({ at, healedAt = at }: Fault): number => healedAt;

const isRecovered = (at: number, faults: readonly Fault[]): boolean =>
  faults.every((fault) => at < fault.at || at > healedAtOf(fault) + RECOVERY_MS);

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
