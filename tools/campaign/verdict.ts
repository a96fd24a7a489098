import { type CampaignRecord, isBroken, joined } from './record.ts';
import { clockTime } from './report/scale.ts';

/** What a person wants to know who has waited: on standard output. */
export function printVerdict(record: CampaignRecord, report: string): void {
  const { legs, isInterrupted } = record;
  const { findings, scenarios, faults, ends, samples, durationMs } = joined(legs);
  for (const { promise, check, looked, broken } of findings) {
    const found = broken.length > 0 ? 'BROKEN' : looked === 0 ? 'nothing to look at' : 'kept';
    console.log(`${promise.padEnd(4)} ${check.padEnd(28)} ${String(looked).padStart(7)} looked at  ${found}`);
    for (const sentence of broken) console.log(`       ${sentence}`);
  }
  for (const { name, error } of scenarios) if (error) console.log(`${name} did not end as it should: ${error}`);
  const last = samples.at(-1);
  console.log(
    `${faults.length} faults, ${ends.length} process ends, ${last?.ordersPlaced ?? 0} orders in ${clockTime(durationMs)}; report: ${report}`,
  );
  console.log(
    isInterrupted ? 'Interrupted.' : legs.some(isBroken) ? 'A promise was broken.' : 'All promises were kept.',
  );
}
