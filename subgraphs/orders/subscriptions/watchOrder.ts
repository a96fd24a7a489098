import type { EventQueue } from '#kernel/graphql/eventQueue.ts';
import type { OrderView } from '../domain/orderView.ts';
import { isFinal } from '../domain/transitions.ts';
import type { ChangeView, OrderStore, OrderStreams, Watched } from '../ports.ts';
import { orderNotFound } from '../usecases/changeOrder.ts';
import type { LiveOrders } from './liveOrders.ts';

type Deps = { live: LiveOrders; store: Pick<OrderStore, 'view'> };

/**
 * The order now, then its changes. Attached to the feed before the snapshot is read, so that no change falls between
 * the two; what the snapshot already shows is dropped.
 */
export const makeWatchOrder =
  ({ live, store }: Deps): OrderStreams['watchOrder'] =>
  async (orderId, mayRead) => {
    const changes = live.watchOrder(orderId);
    try {
      const order = await store.view(orderId);
      if (!order || !mayRead(order)) throw orderNotFound();
      return new OrderStream(order, changes);
    } catch (error) {
      changes.close();
      throw error;
    }
  };

/** Ends after a final status. Not an async generator: see `EventQueue`. */
class OrderStream implements AsyncIterableIterator<Watched> {
  readonly #changes: EventQueue<ChangeView>;
  #snapshot: OrderView | undefined;
  #version: number;

  constructor(snapshot: OrderView, changes: EventQueue<ChangeView>) {
    this.#snapshot = snapshot;
    this.#version = snapshot.version;
    this.#changes = changes;
  }

  async next(): Promise<IteratorResult<Watched>> {
    const snapshot = this.#snapshot;
    if (!snapshot) return this.#nextChange();
    this.#snapshot = undefined;
    return this.#given({ order: snapshot, previousStatus: null, at: snapshot.history.at(-1)?.at ?? snapshot.placedAt });
  }

  async return(): Promise<IteratorResult<Watched>> {
    this.#snapshot = undefined;
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
    if (isFinal(change.order.status)) this.#changes.close();
    return { done: false, value: change };
  }
}
