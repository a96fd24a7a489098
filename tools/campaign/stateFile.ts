import { existsSync, readFileSync, rmSync } from 'node:fs';
import { writeWhole } from '../processes/writeWhole.ts';
import type { Profile, Wanted } from './plan.ts';
import type { LegRecord } from './record.ts';
import { type Commit, commitText } from './thisCommit.ts';
import type { Wishes } from './wishes.ts';

/** What a campaign that was interrupted goes on from. */
export type KeptState = {
  readonly seed: string;
  readonly profile: Profile;
  readonly transport: Wanted['transport'];
  readonly only: readonly string[];
  readonly commit: Commit | undefined;
  readonly startedAt: string;
  readonly legs: readonly LegRecord[];
};

export const stateFileOf = (report: string): string => `${report}.state.json`;

export const keepState = (report: string, state: KeptState): void =>
  writeWhole(stateFileOf(report), JSON.stringify(state));

type Asked = Pick<Wishes, 'report' | 'givenSeed' | 'transport' | 'only'>;

/**
 * What was kept beside the report.
 *
 * @throws Error when there is nothing to go on from, or when it is of another shop than the one that is asked for: what is
 * known of that says nothing about this one.
 */
export function readState(asked: Asked, commit: Commit | undefined): KeptState {
  const file = stateFileOf(asked.report);
  if (!existsSync(file)) throw new Error(`there is nothing to go on from: ${file} does not exist`);
  // Written by keepState alone.
  const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptState;
  for (const [what, before, now] of comparable(asked, kept)) {
    if (now && now !== before) throw new Error(`the campaign began with ${what} ${before}: it can't go on with ${now}`);
  }
  const [before, now] = [commitText(kept.commit), commitText(commit)];
  if (before !== now) throw new Error(`the campaign began on commit ${before}, and this is ${now}: begin anew`);
  return kept;
}

/** What was kept, and what is asked for now, if anything is. */
const comparable = (asked: Asked, kept: KeptState): (readonly [string, string, string | undefined])[] => [
  ['--seed', kept.seed, asked.givenSeed],
  ['--transport', kept.transport, asked.transport],
  ['--only', kept.only.join(','), asked.only.join(',')],
];

export const forgetState = (report: string): void => rmSync(stateFileOf(report), { force: true });
