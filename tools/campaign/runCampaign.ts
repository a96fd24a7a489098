import type { LegOptions } from './legOptions.ts';
import type { CampaignParts } from './parts.ts';
import type { Leg } from './plan.ts';
import { type CampaignRecord, isBroken, type LegRecord, thisMachine } from './record.ts';
import { runLeg } from './runLeg.ts';

type Options = Omit<LegOptions, 'preload'> & {
  readonly profile: string;
  readonly command: string;
  readonly startedAt: string;
  /** Legs that an earlier run has ended. */
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
  const { seed, profile, transport, startedAt, command, signal, earlier, onLeg } = options;
  const legs = [...earlier];
  for (const leg of plan) {
    if (signal.aborted || earlier.some(({ name }) => name === leg.name)) continue;
    legs.push(await runLeg(leg, parts, options));
    if (!signal.aborted) onLeg(legs);
  }
  const isInterrupted = signal.aborted;
  return { seed, profile, transport, startedAt, machine: thisMachine(), command, isInterrupted, legs };
}

/** 0: every promise was kept; 1: one was not; 130: nobody waited for the end. */
export function exitCodeOf({ isInterrupted, legs }: CampaignRecord): 0 | 1 | 130 {
  if (isInterrupted) return 130;
  return legs.some(isBroken) ? 1 : 0;
}
