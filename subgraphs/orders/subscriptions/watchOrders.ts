import { AppError } from '#kernel/errors.ts';
import type { EventQueue } from '#kernel/graphql/eventQueue.ts';
import type { FilterInput } from '#kernel/graphql/filter.ts';
import { MAX_PAGE, type Page } from '#kernel/graphql/page.ts';
import type { ReadUpTo, Recent } from '#kernel/graphql/recentEvents.ts';
import { statuses } from '../domain/axes.ts';
import type { OrderView } from '../domain/orderView.ts';
import { isFinal } from '../domain/transitions.ts';
import type { ChangeView, OrderReads, OrderStreams, Watched } from '../ports.ts';
import { type FeedCursor, invalidCursor, readFeedCursor } from './feedCursor.ts';
import { FeedPosition } from './feedPosition.ts';
import type { Feed, LiveChange, LiveOrders, Told } from './liveOrders.ts';
import { stateNow } from './watchOrder.ts';

/** Missed changes that are read at once. */
const READ_AT_ONCE = 50;
const NEWEST: Page = { size: 1, backwards: false, cursor: undefined };
const NEWEST_OPEN: Page = { size: MAX_PAGE, backwards: false, cursor: undefined };
const OPEN: FilterInput = { status: { in: statuses.filter((status) => !isFinal(status)) } };

type Reads = Pick<OrderReads, 'list' | 'changes'>;
type Deps = { live: LiveOrders; reads: Reads };
type ReadChange = { readonly event: Recent<Told>; readonly change: ChangeView | undefined };
type State = { readonly cursor: string; readonly node: OrderView };

/** What a stream has to tell before the changes that come from now on. */
type Beginning = {
  /** Where the reader stands before it. */
  readonly cursor: FeedCursor;
  readonly states: readonly State[];
  readonly missed: readonly Recent<Told>[];
  /** Where it stands after it. */
  readonly readUpTo: ReadUpTo;
  /** The states stand for changes that can't be told any more. */
  readonly gap: boolean;
};

/**
 * The newest orders that still go on, as they are now, oldest first; then every change of any order of the feed, without an
 * end. For someone who comes back: what was missed, change by change, or the states again when that is too long ago.
 * Attached to the feed before anything is read, so that no change falls between.
 */
export const makeWatchOrders =
  ({ live, reads }: Deps): OrderStreams['watchOrders'] =>
  async (feed, after) => {
    const cursor = after === undefined ? undefined : readFeedCursor(after);
    const changes = live.watch(feed);
    const readUpTo = live.now();
    const missed = cursor && live.after(cursor, feed);
    try {
      const beginning =
        cursor && missed
          ? { cursor, states: await statesLeft(reads, feed, cursor), missed, readUpTo, gap: false }
          : await fromNow(reads, feed, { readUpTo, gap: cursor !== undefined });
      return new OrdersStream(beginning, { live, reads, changes });
    } catch (error) {
      changes.close();
      throw error;
    }
  };

async function fromNow(reads: Reads, feed: Feed, begun: Pick<Beginning, 'readUpTo' | 'gap'>): Promise<Beginning> {
  const open = await statesOf(reads, feed, OPEN, NEWEST_OPEN);
  // Somebody who missed changes learns of it, though nothing goes on.
  const states = begun.gap && open.length === 0 ? await statesOf(reads, feed, undefined, NEWEST) : open;
  return { ...begun, cursor: { ...begun.readUpTo, shown: {} }, states, missed: [] };
}

/** The rest of a beginning that was broken off. */
async function statesLeft(reads: Reads, feed: Feed, { lastShown }: FeedCursor): Promise<State[]> {
  if (lastShown === undefined) return [];
  try {
    return await statesOf(reads, feed, OPEN, { size: MAX_PAGE, backwards: true, cursor: lastShown });
  } catch (error) {
    throw error instanceof AppError && error.reason === 'INVALID_PAGE' ? invalidCursor('this stream') : error;
  }
}

async function statesOf(reads: Reads, feed: Feed, filter: FilterInput | undefined, page: Page): Promise<State[]> {
  return (await reads.list({ customerId: feed, filter }, page)).edges.toReversed();
}

type Parts = { readonly live: LiveOrders; readonly reads: Reads; readonly changes: EventQueue<LiveChange> };

/** Not an async generator: see `EventQueue`. */
class OrdersStream implements AsyncIterableIterator<Watched> {
  readonly #parts: Parts;
  readonly #position: FeedPosition;
  readonly #readUpTo: ReadUpTo;
  readonly #gap: boolean;
  #states: readonly State[];
  #missed: readonly Recent<Told>[];
  #read: readonly ReadChange[] = [];

  constructor({ cursor, states, missed, readUpTo, gap }: Beginning, parts: Parts) {
    this.#parts = parts;
    this.#position = new FeedPosition(cursor);
    this.#readUpTo = readUpTo;
    this.#gap = gap;
    this.#states = states;
    this.#missed = missed;
  }

  async next(): Promise<IteratorResult<Watched>> {
    return this.#nextState() ?? (await this.#nextMissed()) ?? this.#nextChange();
  }

  async return(): Promise<IteratorResult<Watched>> {
    this.#states = [];
    this.#missed = [];
    this.#read = [];
    await this.#parts.changes.return();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #nextState(): IteratorResult<Watched> | undefined {
    const [state, ...rest] = this.#states;
    if (!state) return undefined;
    this.#states = rest;
    this.#position.show(state.node);
    const cursor = this.#position.cursor(rest.length > 0 ? state.cursor : undefined);
    return { done: false, value: { ...stateNow(state.node), cursor, gap: this.#gap } };
  }

  async #nextMissed(): Promise<IteratorResult<Watched> | undefined> {
    for (;;) {
      if (this.#read.length === 0) await this.#readMissed();
      const [next, ...rest] = this.#read;
      if (!next) return undefined;
      this.#read = rest;
      const { event, change } = next;
      this.#position.moveTo({ at: 0, offsets: { [event.partition]: event.offset } });
      if (change && !this.#position.hasShown(change.order)) return this.#told(change);
    }
  }

  async #readMissed(): Promise<void> {
    const batch = this.#missed.slice(0, READ_AT_ONCE);
    if (batch.length === 0) return;
    const changes = await this.#parts.reads.changes(batch.map(({ item }) => item));
    this.#missed = this.#missed.slice(READ_AT_ONCE);
    this.#read = batch.map((event, index) => ({ event, change: changes[index] }));
  }

  async #nextChange(): Promise<IteratorResult<Watched>> {
    this.#position.moveTo(this.#readUpTo);
    for (;;) {
      const { done, value } = await this.#parts.changes.next();
      if (done) return { done, value };
      if (value instanceof Error) return { done: false, value };
      const { event, change, readUpTo } = value;
      const isNews = !this.#position.hasRead(event) && !this.#position.hasShown(change.order);
      this.#position.moveTo(readUpTo);
      if (isNews) return this.#told(change);
    }
  }

  #told(change: ChangeView): IteratorResult<Watched> {
    return { done: false, value: { ...change, cursor: this.#position.cursor(), gap: false } };
  }
}
