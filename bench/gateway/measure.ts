import type { Usage } from './gateways/child.ts';
import { loadOn } from './load.ts';
import type { Child } from './processes.ts';
import type { Workload } from './workloads.ts';

export type Figures = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly bytes: number;
};

/** One round of one gateway. CPU is what the process used while it was under load, for each request. */
export async function measure(
  gateway: Child,
  workload: Workload,
  options: Parameters<typeof loadOn>[2],
): Promise<Figures> {
  const before = await gateway.ask<Usage>();
  const { requests, seconds, latencies, bytes } = await loadOn(Number(gateway.first['port']), workload, options);
  const after = await gateway.ask<Usage>();
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    perSecond: requests / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuMs: (after.cpuMs - before.cpuMs) / requests,
    rssMb: after.rssMb,
    bytes,
  };
}

/** The middle of several rounds, each figure by itself. */
export function medianOf(rounds: readonly Figures[]): Figures {
  const middle = (read: (figures: Figures) => number) => {
    const sorted = rounds.map(read).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return {
    perSecond: middle(({ perSecond }) => perSecond),
    p50Ms: middle(({ p50Ms }) => p50Ms),
    p99Ms: middle(({ p99Ms }) => p99Ms),
    cpuMs: middle(({ cpuMs }) => cpuMs),
    rssMb: middle(({ rssMb }) => rssMb),
    bytes: middle(({ bytes }) => bytes),
  };
}
