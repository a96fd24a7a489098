import type { Chronicle } from './chronicle.ts';
import type { Customers } from './parts.ts';
import type { Habits } from './workload/visits.ts';
import type { WorldOptions } from './world/world.ts';

export type Pace = {
  /** Behind each scenario nothing is done to the shop for so long: what is measured then is a healthy shop. */
  readonly calmMs: number;
  /** The same behind the last. */
  readonly lastCalmMs: number;
  /** No scenario begins later than so long after the start; what is left out then is in the record. */
  readonly latestMs: number;
};

export type LegOptions = Omit<WorldOptions, 'say'> & {
  readonly seed: string;
  readonly isFull: boolean;
  /** How long things took is a promise too; a short run, beside others on the machine, only draws it. */
  readonly judgesTimes: boolean;
  readonly pace: Pace;
  /** Customers that come in a second. */
  readonly rate: number;
  /** What customers do with their orders; as usual where nothing is said. */
  readonly endings?: Habits['endings'] | undefined;
  /** How long it may take to come to rest; what V6 promises where nothing is said. */
  readonly quietMs?: number;
  /** Called with the folder of all processes' logs, before it is removed, when a promise was broken or the trial failed. */
  readonly keepLogs?: (leg: string, logsDir: string) => Promise<void>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Told at every change of what a person who waits may want to know. */
  readonly onProgress: (at: Progress) => void;
};

export type Progress = {
  readonly chronicle: Chronicle;
  readonly stage: string;
  readonly customers: Customers | undefined;
};
