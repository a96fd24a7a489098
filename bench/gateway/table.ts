import type { Figures } from './measure.ts';

/** Markdown, with the CPU of each gateway as a multiple of ours. */
export function tableOf(workload: string, figures: ReadonlyMap<string, Figures>): string {
  const ours = figures.get('ours')?.cpuMs ?? Number.NaN;
  const rows = [...figures].map(([name, { cpuMs, perSecond, p50Ms, p99Ms, rssMb }]) =>
    [
      name,
      cpuMs.toFixed(3),
      `${(cpuMs / ours).toFixed(2)} ×`,
      perSecond.toFixed(0),
      p50Ms.toFixed(1),
      p99Ms.toFixed(1),
      rssMb.toFixed(0),
    ].join(' | '),
  );
  const bytes = figures.get('ours')?.bytes ?? 0;
  return [
    `### ${workload} (${bytes} bytes)`,
    '| gateway | CPU ms a request | of ours | requests a second | p50 ms | p99 ms | RSS MB |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}
