import type { CrashPoint } from '#kernel/crashPoints.ts';
import type { Habits } from '../workload/visits.ts';

/** A guard of the shop that is taken away, to see that the campaign notices. */
export type Mutant = {
  readonly name: string;
  /** What is missing, and what follows from that. */
  readonly about: string;
  /** From the project's folder. */
  readonly file: string;
  readonly edits: readonly Edit[];
  /** Scenarios that expose it, with how many rounds. */
  readonly scenarios: readonly (readonly [name: string, rounds: number])[];
  /** Where `crash-points` kills; everywhere when nothing is said. */
  readonly points?: readonly CrashPoint[];
  /** What customers do with their orders, where few usually come to where the guard stands. */
  readonly endings?: Habits['endings'];
  /** Customers that come in a second, where the machine is needed for something else. */
  readonly rate?: number;
  /** Of products, orders and the workers; 1 where nothing else is said. */
  readonly replicas?: 1 | 2;
  /** Checks of which at least one has to be broken. */
  readonly caughtBy: readonly string[];
};

/** `find`: exactly as it stands in the file, and once. */
export type Edit = { readonly find: string; readonly replace: string };
