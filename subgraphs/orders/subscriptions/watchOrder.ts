import { AppError } from '#kernel/errors.ts';
import type { EventQueue } from '#kernel/graphql/eventQueue.ts';
import type { FilterInput } from '#kernel/graphql/filter.ts';
import { statuses } from '../domain/axes.ts';
import type { OrderView } from '../domain/orderView.ts';
import { isFinal } from '../domain/transitions.ts';
import type { ChangeView, OrderReads, OrderStore, OrderStreams, Watched } from '../ports.ts';
import { orderNotFound } from '../usecases/changeOrder.ts';
import type { LiveOrders } from './liveOrders.ts';

type Deps = { live: LiveOrders; store: Pick<OrderStore, 'view'>; reads: Pick<OrderReads, 'changesAfter'> };

/**
 * The order now, then its changes; or, for someone who comes back, every change behind the last one that was seen. Attached
 * to the feed before the rest is read, so that no change falls between the two; what was told already is dropped.
 */
export const makeWatchOrder =
  ({ live, store, reads }: Deps): OrderStreams['watchOrder'] =>
  async (orderId, mayRead, after) => {
    const changes = live.watchOrder(orderId);
    try {
      const order = await store.view(orderId);
      if (!order || !mayRead(order)) throw orderNotFound();
      if (after === undefined) return new OrderStream([changeNow(order)], order.version - 1, changes);
      if (after > order.version) throw unknownCursor();
      if (after === order.version && isFinal(order.status)) changes.close();
      return new OrderStream(await reads.changesAfter(orderId, after), after, changes);
    } catch (error) {
      changes.close();
      throw error;
    }
  };

const changeNow = (order: OrderView): ChangeView => ({
  order,
  previousStatus: null,
  at: order.history.at(-1)?.at ?? order.placedAt,
});

function unknownCursor(): AppError {
  const message = 'is not a cursor of this order';
  return new AppError('BAD_USER_INPUT', 'INVALID_CURSOR', message, { reasons: [{ param: 'after', message }] });
}

type ManyDeps = { live: LiveOrders; reads: Pick<OrderReads, 'list'> };

/** So many orders that still go on are shown at first. */
const MOST_OPEN = 100;
const OPEN: FilterInput = { status: { in: statuses.filter((status) => !isFinal(status)) } };

/**
 * The newest orders that still go on, as they are now, oldest first; then every change of any order, without an end: those of
 * a customer, or of all.
 */
export const makeWatchOrders =
  ({ live, reads }: ManyDeps): OrderStreams['watchOrders'] =>
  async (customerId) => {
    const changes = customerId === undefined ? live.watchAll() : live.watchCustomer(customerId);
    try {
      const page = { size: MOST_OPEN, backwards: false, cursor: undefined };
      const { nodes } = await reads.list({ customerId, filter: OPEN }, page);
      return new ManyOrdersStream(nodes.toReversed(), changes);
    } catch (error) {
      changes.close();
      throw error;
    }
  };

class ManyOrdersStream implements AsyncIterableIterator<Watched> {
  readonly #changes: EventQueue<ChangeView>;
  readonly #shown: Map<string, number>;
  #backlog: readonly OrderView[];

  constructor(open: readonly OrderView[], changes: EventQueue<ChangeView>) {
    this.#backlog = open;
    // What was attached to before they were read may bring these versions again.
    this.#shown = new Map(open.map(({ id, version }) => [id, version]));
    this.#changes = changes;
  }

  async next(): Promise<IteratorResult<Watched>> {
    const [first, ...rest] = this.#backlog;
    this.#backlog = rest;
    return first ? { done: false, value: changeNow(first) } : this.#nextChange();
  }

  async return(): Promise<IteratorResult<Watched>> {
    this.#backlog = [];
    return this.#changes.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #nextChange(): Promise<IteratorResult<Watched>> {
    for (;;) {
      const result = await this.#changes.next();
      if (result.done || result.value instanceof Error) return result;
      const { id, version } = result.value.order;
      if (version > (this.#shown.get(id) ?? 0)) return result;
    }
  }
}

/** Ends after a final status. Not an async generator: see `EventQueue`. */
class OrderStream implements AsyncIterableIterator<Watched> {
  readonly #changes: EventQueue<ChangeView>;
  #backlog: ChangeView[];
  #version: number;

  /** @param version of the last change that was told. */
  constructor(backlog: readonly ChangeView[], version: number, changes: EventQueue<ChangeView>) {
    this.#backlog = [...backlog];
    this.#version = version;
    this.#changes = changes;
  }

  async next(): Promise<IteratorResult<Watched>> {
    const first = this.#backlog.shift();
    return first ? this.#given(first) : this.#nextChange();
  }

  async return(): Promise<IteratorResult<Watched>> {
    this.#backlog = [];
    return this.#changes.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #nextChange(): Promise<IteratorResult<Watched>> {
    for (;;) {
      const result = await this.#changes.next();
      if (result.done || result.value instanceof Error) return result;
      if (result.value.order.version > this.#version) return this.#given(result.value);
    }
  }

  #given(change: ChangeView): IteratorResult<Watched> {
    this.#version = change.order.version;
    if (isFinal(change.order.status) && this.#backlog.length === 0) this.#changes.close();
    return { done: false, value: change };
  }
}
