import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Commit } from './thisCommit.ts';
import type { Fault, Finding, Sample } from './types.ts';
import type { World } from './world/world.ts';

/** What a scenario came to; times in ms since the start of its leg. */
export type ScenarioRecord = {
  readonly name: string;
  readonly about: string;
  readonly rounds: number;
  readonly from: number;
  readonly to: number;
  /** There was no time for it. */
  readonly leftOut?: boolean;
  /** Why it did not end as it should. */
  readonly error?: string;
};

/** Everything that is known of one shop's trial; times in ms since its start. Plain data: it is kept as JSON. */
export type LegRecord = {
  readonly name: string;
  readonly durationMs: number;
  readonly scenarios: readonly ScenarioRecord[];
  readonly faults: readonly Fault[];
  readonly samples: readonly Sample[];
  readonly ends: World['ends'];
  readonly findings: readonly Finding[];
  /** How far from its order's deadline each payment came that was meant for it, in ms; negative is before. */
  readonly paidNearDeadline?: readonly number[];
  /** Why nothing is known of its promises: the trial itself failed. */
  readonly error?: string;
};

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
};

export type CampaignRecord = {
  readonly seed: string;
  readonly profile: string;
  readonly transport: World['transport'];
  /** ISO 8601, real time. */
  readonly startedAt: string;
  readonly machine: Machine;
  /** The command that does the same again. */
  readonly command: string;
  /** Undefined where that is not known. */
  readonly commit: Commit | undefined;
  /** All scenarios of the profile were wanted. */
  readonly isWhole: boolean;
  readonly isInterrupted: boolean;
  readonly legs: readonly LegRecord[];
};

export const thisMachine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
});

const KEPT_SENTENCES = 20;

/** One after the other on one axis of time, and each check once. */
export function joined(legs: readonly LegRecord[]): LegRecord {
  const shifted: LegRecord[] = [];
  let start = 0;
  for (const leg of legs) {
    shifted.push(later(leg, start));
    start += leg.durationMs;
  }
  return {
    name: legs.map(({ name }) => name).join(', '),
    durationMs: start,
    scenarios: shifted.flatMap(({ scenarios }) => scenarios),
    faults: shifted.flatMap(({ faults }) => faults),
    samples: accumulated(shifted),
    ends: shifted.flatMap(({ ends }) => ends),
    paidNearDeadline: shifted.flatMap(({ paidNearDeadline = [] }) => paidNearDeadline),
    findings: together(shifted.flatMap(({ findings }) => findings)),
  };
}

function later(leg: LegRecord, byMs: number): LegRecord {
  const moved = <Timed extends { readonly at: number }>(each: Timed): Timed => ({ ...each, at: each.at + byMs });
  return {
    ...leg,
    scenarios: leg.scenarios.map((each) => ({ ...each, from: each.from + byMs, to: each.to + byMs })),
    faults: leg.faults.map((each) => ({
      ...moved(each),
      ...(each.healedAt !== undefined && { healedAt: each.healedAt + byMs }),
    })),
    samples: leg.samples.map(moved),
    ends: leg.ends.map(moved),
  };
}

/** Each shop counts its orders from 0. */
function accumulated(legs: readonly LegRecord[]): Sample[] {
  let [placed, finished] = [0, 0];
  return legs.flatMap(({ samples }) => {
    const counted = samples.map((sample) => ({
      ...sample,
      ordersPlaced: sample.ordersPlaced + placed,
      ordersFinished: sample.ordersFinished + finished,
    }));
    const last = samples.at(-1);
    placed += last?.ordersPlaced ?? 0;
    finished += last?.ordersFinished ?? 0;
    return counted;
  });
}

function together(findings: readonly Finding[]): Finding[] {
  const same = Map.groupBy(findings, ({ promise, check }) => `${promise} ${check}`);
  return [...same.values()].map((each) => ({
    promise: each[0]?.promise ?? 'V1',
    check: each[0]?.check ?? '',
    looked: each.reduce((sum, { looked }) => sum + looked, 0),
    broken: each.flatMap(({ broken }) => broken).slice(0, KEPT_SENTENCES),
  }));
}

/** A check was, or a scenario did not end, or there was time for none. */
export const isBroken = (leg: LegRecord): boolean =>
  (leg.scenarios.length > 0 && leftOut(leg) === leg.scenarios.length) ||
  leg.findings.some(({ broken }) => broken.length > 0) ||
  leg.scenarios.some(({ error }) => error !== undefined);

export const leftOut = ({ scenarios }: LegRecord): number => scenarios.filter((scenario) => scenario.leftOut).length;
