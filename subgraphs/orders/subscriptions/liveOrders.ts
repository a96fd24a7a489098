import { LRUCache } from 'lru-cache';
import { AppError } from '#kernel/errors.ts';
import { EventChannels } from '#kernel/graphql/eventChannels.ts';
import type { EventQueue } from '#kernel/graphql/eventQueue.ts';
import type { ChangeView, OrderReads } from '../ports.ts';

const WAITING_CHANGES = 100;
const REMEMBERED_ORDERS = 10_000;
const ALL = 'all';

/** The subscribers of one process by what they watch: an order, all orders of a customer, or all there are. One feed serves them all. */
export class LiveOrders {
  readonly #reads: Pick<OrderReads, 'changeOf'>;
  readonly #watchers = new EventChannels<ChangeView>(WAITING_CHANGES);
  readonly #told = new LRUCache<string, number>({ max: REMEMBERED_ORDERS });

  constructor(reads: Pick<OrderReads, 'changeOf'>) {
    this.#reads = reads;
  }

  watchOrder(orderId: string): EventQueue<ChangeView> {
    return this.#watchers.follow(`order:${orderId}`);
  }

  watchCustomer(customerId: string): EventQueue<ChangeView> {
    return this.#watchers.follow(`customer:${customerId}`);
  }

  watchAll(): EventQueue<ChangeView> {
    return this.#watchers.follow(ALL);
  }

  /**
   * Passes an event on to whom it concerns, with the order as of that event. Read once, however many watch; not at all
   * where nobody does. A redelivered event is told once. If it can't be read, its watchers are told to come again: they
   * must not miss it unawares.
   */
  async tell({ id, orderId, customerId }: { id: string; orderId: string; customerId: string }): Promise<void> {
    const channels = [`order:${orderId}`, `customer:${customerId}`, ALL];
    if (this.#watchers.followers(...channels).length === 0) return;
    try {
      const change = await this.#reads.changeOf(orderId, id);
      if (!change || change.order.version <= (this.#told.get(orderId) ?? 0)) return;
      this.#told.set(orderId, change.order.version);
      for (const queue of this.#watchers.followers(...channels)) queue.push(change);
    } catch (error) {
      for (const queue of this.#watchers.followers(...channels)) queue.fail(interrupted(error));
      throw error;
    }
  }
}

const interrupted = (cause: unknown) =>
  new AppError('UNAVAILABLE', 'STREAM_INTERRUPTED', 'a change could not be read: subscribe again', { cause });
