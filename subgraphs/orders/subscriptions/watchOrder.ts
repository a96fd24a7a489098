import type { EventQueue } from '#kernel/graphql/eventQueue.ts';
import type { OrderView } from '../domain/orderView.ts';
import { isFinal } from '../domain/transitions.ts';
import type { ChangeView, OrderReads, OrderStore, OrderStreams, Watched } from '../ports.ts';
import { orderNotFound } from '../usecases/changeOrder.ts';
import { invalidCursor } from './feedCursor.ts';
import type { LiveChange, LiveOrders } from './liveOrders.ts';

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
      if (after === undefined) return new OrderStream([stateNow(order)], order.version - 1, changes);
      if (after > order.version) throw invalidCursor('this order');
      if (after === order.version && isFinal(order.status)) changes.close();
      return new OrderStream(await reads.changesAfter(orderId, after), after, changes);
    } catch (error) {
      changes.close();
      throw error;
    }
  };

/** An order as it is, told as if it were a change. */
export const stateNow = (order: OrderView): ChangeView => ({
  order,
  previousStatus: null,
  at: order.history.at(-1)?.at ?? order.placedAt,
});

/** Ends after a final status. Not an async generator: see `EventQueue`. */
class OrderStream implements AsyncIterableIterator<Watched> {
  readonly #changes: EventQueue<LiveChange>;
  #backlog: ChangeView[];
  #version: number;

  /** @param version of the last change that was told. */
  constructor(backlog: readonly ChangeView[], version: number, changes: EventQueue<LiveChange>) {
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
    await this.#changes.return();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #nextChange(): Promise<IteratorResult<Watched>> {
    for (;;) {
      const { done, value } = await this.#changes.next();
      if (done) return { done, value };
      if (value instanceof Error) return { done: false, value };
      if (value.change.order.version > this.#version) return this.#given(value.change);
    }
  }

  #given(change: ChangeView): IteratorResult<Watched> {
    this.#version = change.order.version;
    if (isFinal(change.order.status) && this.#backlog.length === 0) this.#changes.close();
    return { done: false, value: { ...change, cursor: String(change.order.version), gap: false } };
  }
}
