import { existsSync, readFileSync, rmSync } from 'node:fs';
import { writeWhole } from '../processes/writeWhole.ts';
import type { LegRecord } from './record.ts';

/** What a campaign that was interrupted goes on from. */
export type KeptState = {
  readonly seed: string;
  readonly profile: string;
  readonly transport: string;
  readonly startedAt: string;
  readonly legs: readonly LegRecord[];
};

export const stateFileOf = (report: string): string => `${report}.state.json`;

export const keepState = (report: string, state: KeptState): void =>
  writeWhole(stateFileOf(report), JSON.stringify(state));

/** @throws Error when there is nothing to go on from. */
export function readState(report: string): KeptState {
  const file = stateFileOf(report);
  if (!existsSync(file)) throw new Error(`there is nothing to go on from: ${file} does not exist`);
  // Written by keepState alone.
  return JSON.parse(readFileSync(file, 'utf8')) as KeptState;
}

export const forgetState = (report: string): void => rmSync(stateFileOf(report), { force: true });
