import type { LegOptions } from './legOptions.ts';
import type { CampaignParts } from './parts.ts';
import type { Leg } from './plan.ts';
import { type CampaignRecord, isBroken, joined, type LegRecord, thisMachine } from './record.ts';
import { runLeg } from './runLeg.ts';
import { findingsOfTimes } from './times.ts';

type Options = Omit<LegOptions, 'preload'> &
  Pick<CampaignRecord, 'profile' | 'command' | 'startedAt' | 'commit' | 'isWhole'> & {
    /** Legs of an earlier run; those that failed are tried again. */
    readonly earlier: readonly LegRecord[];
    /** Told after each leg, with all there are. */
    readonly onLeg: (legs: readonly LegRecord[]) => void;
  };

/** Runs what is left of a plan. An interruption ends it early: what is known by then is in the record. */
export async function runCampaign(
  plan: readonly Leg[],
  parts: CampaignParts,
  options: Options,
): Promise<CampaignRecord> {
  const { seed, profile, transport, startedAt, command, commit, isWhole, signal, earlier, say, onLeg } = options;
  const legs = earlier.filter(({ error }) => error === undefined);
  const done = legs.map(({ name }) => name);
  for (const leg of plan) {
    if (signal.aborted || done.includes(leg.name)) continue;
    const record = await runLeg(leg, parts, options);
    legs.push(record);
    say(`${leg.name}: ${record.error ?? (isBroken(record) ? 'a promise was broken' : 'every promise was kept')}`);
    if (!signal.aborted) onLeg(legs);
  }
  if (options.judgesTimes && options.isFull && !signal.aborted) legs.push(timesOf(legs, transport));
  const isInterrupted = signal.aborted;
  const machine = thisMachine();
  return { seed, profile, transport, startedAt, machine, command, commit, isWhole, isInterrupted, legs };
}

/** What can be told of all legs together only, as one more that took no time. */
function timesOf(legs: readonly LegRecord[], transport: CampaignRecord['transport']): LegRecord {
  const findings = findingsOfTimes(joined(legs), transport);
  return { name: 'all together', durationMs: 0, scenarios: [], faults: [], samples: [], ends: [], findings };
}
