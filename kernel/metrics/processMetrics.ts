import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metrics } from './metrics.ts';

const RESOLUTION_MS = 20;
/** What was long ago hides what is now. */
const FORGET_MS = 60_000;
const QUANTILES = [0.5, 0.99, 1] as const;

let delays: ReturnType<typeof started> | undefined;

/** What every process tells: memory, processor, event loop. Services that share a process tell the same. */
export function addProcessMetrics(metrics: Metrics): void {
  metrics.read({ name: 'process_resident_memory_bytes', help: 'Memory that the process has of the machine.' }, () =>
    process.memoryUsage.rss(),
  );
  metrics.read({ name: 'nodejs_heap_used_bytes', help: 'What lives on the heap of JavaScript.' }, () => {
    return process.memoryUsage().heapUsed;
  });
  const cpu = { name: 'process_cpu_seconds_total', help: 'Processor time, user and system.', type: 'counter' } as const;
  metrics.read(cpu, () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  const start = { name: 'process_start_time_seconds', help: 'When the process began, seconds since 1970.' };
  metrics.read(start, () => Date.now() / 1_000 - process.uptime());
  const delay = {
    name: 'bazaar_event_loop_delay_seconds',
    help: 'How long work waited for the event loop within the last minute or two; quantile 1 is the longest.',
  };
  metrics.read(delay, eventLoopDelays);
}

function eventLoopDelays() {
  delays ??= started();
  const { histogram } = delays;
  const values = QUANTILES.map((quantile) => ({
    labels: { quantile: String(quantile) },
    value: Math.max(0, histogram.percentile(quantile * 100) / 1e9 - RESOLUTION_MS / 1_000),
  }));
  if (performance.now() - delays.since > FORGET_MS) {
    histogram.reset();
    delays.since = performance.now();
  }
  return values;
}

function started() {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return { histogram, since: performance.now() };
}
