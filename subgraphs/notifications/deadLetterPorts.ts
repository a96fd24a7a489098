import type { FilterInput } from '#kernel/graphql/filter.ts';
import type { Connection, Page } from '#kernel/graphql/page.ts';

/** The key of one topic that one consumer can't go on with. */
export type ParkedKey = { readonly consumer: string; readonly topic: string; readonly key: string };

/**
 * PARKED: waits. REPLAYING: was sent to its consumer again. REPLAYED: was handled. DROPPED: will not be handled; its key
 * flows again with the next replay.
 */
export type DeadLetterStatus = 'PARKED' | 'REPLAYING' | 'REPLAYED' | 'DROPPED';

/** An event that a consumer could not handle, or that follows one. */
export type DeadLetter = ParkedKey & {
  /** Of consumer and origin: an event that fails again is the same letter. */
  readonly id: string;
  readonly kind: 'POISON' | 'PARKED';
  readonly status: DeadLetterStatus;
  readonly reason: string | null;
  readonly message: string | null;
  /** Null where it was not tried, because it follows one that failed. */
  readonly attempts: number | null;
  readonly stack: string | null;
  readonly failedAt: Date | null;
  /** Real time, of the latest failure. */
  readonly recordedAt: Date;
  /** Topic, partition and offset at which it came first. */
  readonly origin: string;
  /** The event as it was published, JSON unless that is what is wrong with it. */
  readonly event: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The last replay failed at it, or at one before it of its key. */
  readonly failedAgain: boolean;
  /** Why an admin dropped it. */
  readonly note: string | null;
  /** Real time, when a replay released its key. Null while the key waits. */
  readonly settledAt: Date | null;
};

/** What a dead letter topic says of a letter; `position` grows with every record of a key. */
export type Recorded = Omit<DeadLetter, 'status' | 'note' | 'settledAt'> & { readonly position: number };

/** What a replay sends, oldest first, and how many letters the key has, those included that are not sent. */
export type Replay = { readonly letters: DeadLetter[]; readonly known: number };

export type DeadLetterStore = {
  /** A letter is PARKED, whatever it was before. Repeatable; an older record than the last one changes nothing. */
  record(letter: Recorded): Promise<void>;
  /** The key was released: its letters before `position` are REPLAYED, and settled `at` (real time) like dropped ones. */
  release(key: ParkedKey, position: number, at: Date): Promise<void>;
  /** The key was kept: what was REPLAYING before `position` is PARKED. */
  keep(key: ParkedKey, position: number): Promise<void>;
  byId(id: string): Promise<DeadLetter | null>;
  /** All letters of a key that were not settled by a replay yet, in the order in which their events came first. */
  openOf(key: ParkedKey): Promise<DeadLetter[]>;
  /** All open letters of the key but the dropped ones are REPLAYING, and can't be dropped while they are. */
  startReplay(key: ParkedKey, adminId: string): Promise<Replay>;
  /**
   * The same for what no replay has known of yet; dropped letters among it count as known from now on. Repeatable: once more
   * after the same `position`, where a replay has ended, gives the same letters.
   *
   * @returns null when there is nothing of that kind.
   */
  takeAlong(key: ParkedKey, position: number): Promise<Replay | null>;
  /** @returns null when it is not PARKED any more. */
  drop(id: string, decision: { adminId: string; note: string }): Promise<DeadLetter | null>;
  page(filter: FilterInput, page: Page): Promise<Connection<DeadLetter>>;
  count(filter: FilterInput): Promise<number>;
};

export type DeadLetterPage = Connection<DeadLetter> & { readonly filter: FilterInput };

export type ReplayRequest = ParkedKey & { readonly adminId: string; readonly dryRun: boolean };

export type DeadLetterActions = Pick<DeadLetterStore, 'byId' | 'page' | 'count'> & {
  /** @returns what comes again, oldest first. @throws AppError REFUSED (NOTHING_PARKED). */
  replay(request: ReplayRequest): Promise<DeadLetter[]>;
  /** @throws AppError NOT_FOUND (DEAD_LETTER_NOT_FOUND), REFUSED (DEAD_LETTER_SETTLED). */
  drop(request: { id: string; adminId: string; note: string }): Promise<DeadLetter>;
};
