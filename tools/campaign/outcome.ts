import { sometimesLeftOut } from './checks/runChecks.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import { type CampaignRecord, isBroken, joined, leftOut } from './record.ts';

/** What a whole `--full` campaign has to come to; docs/reliability.md promises it. */
const FULL = { orders: 10_000, kills: 400 } as const;
const KILLS: readonly string[] = ['kill', 'crash'];

/** Why less is proven than was wanted; a sentence each. */
export function shortfallsOf(record: CampaignRecord): string[] {
  const failed = record.legs.flatMap(({ name, error }) =>
    error === undefined ? [] : [`${name} could not be tried: ${error}`],
  );
  return record.isInterrupted ? failed : [...failed, ...outOfReach(record)];
}

function outOfReach({ profile, isWhole, legs }: CampaignRecord): string[] {
  if (profile !== 'full' || !isWhole) return [];
  const { samples, faults, findings } = joined(legs);
  const orders = samples.at(-1)?.ordersPlaced ?? 0;
  const kills = faults.filter(({ kind }) => KILLS.includes(kind)).length;
  const unseen = findings.flatMap(({ check, looked }) => (looked === 0 ? [check] : []));
  const absent = sometimesLeftOut.filter((name) => !findings.some(({ check }) => check === name));
  return [
    ...(orders < FULL.orders ? [`${orders} orders were placed, not ${FULL.orders}`] : []),
    ...(kills < FULL.kills ? [`${kills} processes were killed, not ${FULL.kills}`] : []),
    ...[...unseen, ...absent].map((check) => `${check} had nothing to look at`),
  ];
}

/** In a few words, for people. */
export function verdictOf(record: CampaignRecord): string {
  const { isInterrupted, legs } = record;
  if (isInterrupted) return 'Interrupted: nothing is proven';
  if (legs.some(isBroken)) return 'A promise was broken';
  if (shortfallsOf(record).length > 0) return 'Not proven: less was tried than is needed';
  const all = joined(legs);
  const missing = leftOut(all);
  if (missing > 0) return `Kept, though ${missing} scenarios were left out for want of time`;
  const unseen = all.findings.flatMap(({ check, looked }) => (looked === 0 ? [check] : []));
  return unseen.length === 0 ? 'All promises were kept' : `Kept, though nothing was there for ${unseen.join(', ')}`;
}

/** For the shell. */
export function exitCodeOf(record: CampaignRecord): ExitCode {
  if (record.isInterrupted) return EXIT.interrupted;
  if (record.legs.some(isBroken)) return EXIT.broken;
  return shortfallsOf(record).length > 0 ? EXIT.unproven : EXIT.kept;
}
