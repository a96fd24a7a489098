import { clockTime } from '../plots/scale.ts';
import { shortfallsOf, verdictOf } from './outcome.ts';
import { type CampaignRecord, joined, type LegRecord } from './record.ts';
import type { Finding } from './types.ts';

/** What a person wants to know who has waited: on standard output. */
export function printVerdict(record: CampaignRecord, report: string): void {
  const all = joined(record.legs);
  const told = [...all.findings.flatMap(linesOf), ...troubles(all), ...shortfallsOf(record), summary(all)];
  for (const line of told) console.log(line);
  console.log(`report: ${report}`);
  console.log(`${verdictOf(record)}.`);
}

function linesOf({ promise, check, looked, broken }: Finding): string[] {
  const found = broken.length > 0 ? 'BROKEN' : looked === 0 ? 'nothing to look at' : 'kept';
  const count = looked.toLocaleString('en').padStart(9);
  return [`${promise.padEnd(4)} ${check.padEnd(24)} ${count}  ${found}`, ...broken.map((each) => `       ${each}`)];
}

const troubles = ({ scenarios }: LegRecord): string[] => [
  ...scenarios.flatMap(({ name, error }) => (error ? [`${name} did not end as it should: ${error}`] : [])),
  ...scenarios.flatMap(({ name, leftOut }) =>
    leftOut ? [`${name} was left out: the machine was too slow for it`] : [],
  ),
];

function summary({ faults, ends, samples, durationMs }: LegRecord): string {
  const { ordersPlaced = 0 } = samples.at(-1) ?? {};
  return `${faults.length} faults, ${ends.length} process ends, ${ordersPlaced} orders in ${clockTime(durationMs)}`;
}
