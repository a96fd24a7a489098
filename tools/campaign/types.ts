import type { OperationLog } from './workload/operationLog.ts';
import type { World } from './world/world.ts';

/** The promises of docs/reliability.md. */
export type Promised = 'V1' | 'V2' | 'V3' | 'V4' | 'V5' | 'V6' | 'V7' | 'V8' | 'V9' | 'V10' | 'V11' | 'V12';

/** One thing that was done to the shop. `at` and `healedAt` in ms since the start of the campaign. */
export type Fault = {
  readonly at: number;
  /** Such as `kill`, `freeze`, `cut`, `slow`, `clock`. */
  readonly kind: string;
  /** Such as `orders`, `mongod`, `gateway→kafka`. */
  readonly target: string;
  readonly detail?: string;
  /** When the shop answered again as it did before; undefined when it never stopped. */
  readonly healedAt?: number;
  /** From the moment when it could begin to recover (the kill, the end of a freeze, MongoDB or Kafka being back) until it was ready. */
  readonly recoveryMs?: number;
};

/** What a scenario says of a fault. */
export type Injury = Pick<Fault, 'kind' | 'target' | 'detail'>;

/** What one look at a finished and quiet shop found. */
export type Finding = {
  readonly promise: Promised;
  /** Stable, such as `stock-equation`; a mutant names the one that has to catch it. */
  readonly check: string;
  /** How many things were looked at: a check that looked at nothing proves nothing. */
  readonly looked: number;
  /** What is not as promised, one plain sentence each; empty when all is well. At most 20 are kept. */
  readonly broken: readonly string[];
};

/** Numbers over time for the report's plots; `at` in ms since the start. */
export type Sample = {
  readonly at: number;
  readonly ordersPlaced: number;
  readonly ordersFinished: number;
  /** Events that are committed and not published, in all outboxes. */
  readonly outboxPending: number;
  /** Age of the oldest of them, in ms. */
  readonly outboxLagMs: number;
};

export type Scenario = {
  /** For `--only`, such as `crash-points`. */
  readonly name: string;
  readonly about: string;
  /** How much of it belongs to each profile; undefined leaves it out. What a unit is says `about`. */
  readonly rounds: { readonly quick?: number; readonly default?: number; readonly full: number };
  /** Where only one transport has what it breaks. */
  readonly needs?: World['transport'];
  /** Customers are at work meanwhile. Resolves when its faults are over; healing is waited for outside. */
  run(campaign: CampaignInProgress): Promise<void>;
};

/** A message that was put into a topic to do harm, and the consumers that can't handle it. */
export type Poison = {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly consumers: readonly string[];
};

/** What is on sale, and who decides what customers take of it. */
export type Sale = { readonly products: number; readonly units: number; random(): number };

export type CampaignInProgress = {
  readonly world: World;
  readonly log: OperationLog;
  readonly rounds: number;
  /**
   * Puts new products on their shelves. @returns what lets so many more customers in at once, who want nothing else; it
   * resolves when all have ended their visits.
   */
  openSale(sale: Sale): Promise<(customers: number) => Promise<void>>;
  /** Seeded: 0 ≤ n < 1. The only source of chance. */
  random(): number;
  /** Notes a fault that nothing stops for. */
  fault(fault: Injury): void;
  /** Notes a fault, does it, and notes how it healed: `work` gives how long recovery took, in ms, if anything was down. */
  inflict(fault: Injury, work: () => Promise<number | undefined>): Promise<void>;
  /** A message that was put into a topic to do harm. */
  injected(poison: Poison): void;
  /** How long a process took to end after SIGTERM. */
  drained(member: string, drainMs: number): void;
  /** Mails that the mail server took, and did not say so. */
  keptQuiet(mails: number): void;
  /** What the scenario itself saw of a promise. */
  find(finding: Finding): void;
  /** Faults last as long as can be expected of the world; otherwise no longer than it takes to see what they do. */
  readonly isFull: boolean;
  /** Customers go on meanwhile. Rejects when the campaign is interrupted. */
  pause(ms: number): Promise<void>;
  readonly signal: AbortSignal;
};
