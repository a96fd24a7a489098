/** In a healthy log no event comes later than this, and no clock is further off. */
const LATEST_MS = 60_000;
/** A reader who is further ahead of this instance has read another log: ours was made anew. */
const FURTHEST_AHEAD = 10_000;

/** Where an event lies in its topic. */
export type Position = {
  readonly partition: number;
  /** A decimal number that grows within the partition. */
  readonly offset: string;
  /** When the log took it, real time. */
  readonly timestamp: Date;
};

/** Who has had every event up to these offsets, by partition. `at` is when the last of them came, in ms. */
export type ReadUpTo = { readonly at: number; readonly offsets: Readonly<Record<string, number>> };

export type Recent<Item> = { readonly partition: number; readonly offset: number; readonly item: Item };

type Noted<Item> = Recent<Item> & { readonly time: number };

type Options = {
  /** Every event since then is noted, real time. */
  readonly since: Date;
  /** How many are remembered. */
  readonly limit: number;
};

/**
 * The latest events of one topic as this instance passed them on, for readers who were away. Positions are the log's own,
 * so a reader may come back to another instance than the one that it had.
 */
export class RecentEvents<Item> {
  readonly #options: Options;
  readonly #newest = new Map<number, number>();
  readonly #forgotten = new Map<number, Noted<undefined>>();
  #events: Noted<Item>[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  /** `readUpTo`: where somebody stands who has had this and all before it. */
  note({ partition, offset, timestamp }: Position, item: Item): { event: Recent<Item>; readUpTo: ReadUpTo } {
    const time = timestamp.getTime();
    const event = { partition, offset: Number(offset), time, item };
    this.#newest.set(partition, event.offset);
    this.#events.push(event);
    if (this.#events.length > this.#options.limit * 1.1) this.#forgetOldest();
    return { event, readUpTo: { at: time, offsets: this.#offsets() } };
  }

  /** Where somebody stands who needs nothing of what was noted until now. */
  now(): ReadUpTo {
    return { at: Date.now(), offsets: this.#offsets() };
  }

  /** What was noted behind a position, in that order; undefined when some of it may be forgotten. */
  after(position: ReadUpTo): Recent<Item>[] | undefined {
    const isKnown = position.at >= this.#options.since.getTime() + LATEST_MS;
    if (!isKnown || this.#isOfAnotherLog(position)) return undefined;
    if ([...this.#forgotten.values()].some((event) => isBehind(position, event))) return undefined;
    return this.#events.filter((event) => isBehind(position, event));
  }

  #offsets(): Record<string, number> {
    return Object.fromEntries(this.#newest);
  }

  #isOfAnotherLog({ offsets }: ReadUpTo): boolean {
    return Object.entries(offsets).some(
      ([partition, offset]) => offset > (this.#newest.get(Number(partition)) ?? 0) + FURTHEST_AHEAD,
    );
  }

  #forgetOldest(): void {
    const old = this.#events.length - this.#options.limit;
    for (const event of this.#events.slice(0, old)) this.#forgotten.set(event.partition, { ...event, item: undefined });
    this.#events = this.#events.slice(old);
  }
}

/** Whether a reader who stands here has not had the event. */
function isBehind({ at, offsets }: ReadUpTo, { partition, offset, time }: Noted<unknown>): boolean {
  const had = offsets[partition];
  // Nothing had come in that partition while the reader was there.
  return had === undefined ? time >= at - LATEST_MS : offset > had;
}
