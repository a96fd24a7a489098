import { LRUCache } from 'lru-cache';
import { AppError } from '#kernel/errors.ts';
import { EventChannels } from '#kernel/graphql/eventChannels.ts';
import type { EventQueue } from '#kernel/graphql/eventQueue.ts';
import { type Position, type ReadUpTo, type Recent, RecentEvents } from '#kernel/graphql/recentEvents.ts';
import type { ChangeView, OrderReads } from '../ports.ts';

const WAITING_CHANGES = 100;
const REMEMBERED_ORDERS = 10_000;
const REMEMBERED_EVENTS = 100_000;
const ALL = 'all';

/** A change of an order as the log tells it, without the order. */
export type Told = { readonly orderId: string; readonly customerId: string; readonly version: number };

/** `readUpTo`: where somebody stands who has had this change and all before it. */
export type LiveChange = {
  readonly change: ChangeView;
  readonly event: Recent<Told>;
  readonly readUpTo: ReadUpTo;
};

/** Whose changes: those of a customer's orders, or undefined for all orders. */
export type Feed = string | undefined;

type Deps = {
  reads: Pick<OrderReads, 'changes'>;
  /** Every event since then is told, real time. */
  since: Date;
};

/** The subscribers of one process by what they watch: an order, all orders of a customer, or all there are. One feed serves them all. */
export class LiveOrders {
  /** Real time: every event since then has to be told. */
  readonly since: Date;
  readonly #reads: Deps['reads'];
  readonly #watchers = new EventChannels<LiveChange>(WAITING_CHANGES);
  readonly #versions = new LRUCache<string, number>({ max: REMEMBERED_ORDERS });
  readonly #recent: RecentEvents<Told>;

  constructor({ reads, since }: Deps) {
    this.since = since;
    this.#reads = reads;
    this.#recent = new RecentEvents({ since, limit: REMEMBERED_EVENTS });
  }

  watchOrder(orderId: string): EventQueue<LiveChange> {
    return this.#watchers.follow(`order:${orderId}`);
  }

  watch(feed: Feed): EventQueue<LiveChange> {
    return this.#watchers.follow(feed === undefined ? ALL : `customer:${feed}`);
  }

  /** Where somebody stands who begins to watch now. */
  now(): ReadUpTo {
    return this.#recent.now();
  }

  /** What was told behind a position, oldest first; undefined when some of it may be forgotten. */
  after(position: ReadUpTo, feed: Feed): Recent<Told>[] | undefined {
    const told = this.#recent.after(position);
    return feed === undefined ? told : told?.filter(({ item }) => item.customerId === feed);
  }

  /** Whether this version of an order, or a later one, was told. */
  wasTold(orderId: string, version: number): boolean {
    return version <= (this.#versions.get(orderId) ?? 0);
  }

  /**
   * Passes an event on to whom it concerns, with the order as of that event. Read once, however many watch; not at all
   * where nobody does. A redelivered event is told once. If it can't be read, its watchers are told to come again: they
   * must not miss it unawares.
   */
  async tell(told: Told, position: Position): Promise<void> {
    const { orderId, customerId, version } = told;
    if (this.wasTold(orderId, version)) return;
    const channels = [`order:${orderId}`, `customer:${customerId}`, ALL];
    try {
      const isWatched = this.#watchers.followers(...channels).length > 0;
      const [change] = isWatched ? await this.#reads.changes([told]) : [];
      // Noted and passed on in one go: whoever begins to watch gets it here, or finds it noted.
      const noted = this.#note(told, position);
      if (change) for (const queue of this.#watchers.followers(...channels)) queue.push({ change, ...noted });
    } catch (error) {
      this.#note(told, position);
      for (const queue of this.#watchers.followers(...channels)) queue.fail(interrupted(error));
      throw error;
    }
  }

  #note(told: Told, position: Position) {
    this.#versions.set(told.orderId, told.version);
    return this.#recent.note(position, told);
  }
}

const interrupted = (cause: unknown) =>
  new AppError('UNAVAILABLE', 'STREAM_INTERRUPTED', 'a change could not be read: subscribe again', { cause });
