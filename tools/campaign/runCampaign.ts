import type { LegOptions } from './legOptions.ts';
import type { CampaignParts } from './parts.ts';
import type { Leg } from './plan.ts';
import { type CampaignRecord, type LegRecord, thisMachine } from './record.ts';
import { runLeg } from './runLeg.ts';

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
  const { seed, profile, transport, startedAt, command, commit, isWhole, signal, earlier, onLeg } = options;
  const legs = earlier.filter(({ error }) => error === undefined);
  const done = legs.map(({ name }) => name);
  for (const leg of plan) {
    if (signal.aborted || done.includes(leg.name)) continue;
    legs.push(await runLeg(leg, parts, options));
    if (!signal.aborted) onLeg(legs);
  }
  const isInterrupted = signal.aborted;
  const machine = thisMachine();
  return { seed, profile, transport, startedAt, machine, command, commit, isWhole, isInterrupted, legs };
}
