import { randomUUID } from 'node:crypto';
import { currentCausationId, currentRequestId } from '#kernel/callContext.ts';
import { AppError } from '#kernel/errors.ts';
import { mentions } from '#kernel/graphql/filter.ts';
import { connectionOf } from '#kernel/graphql/page.ts';
import { matches } from '#testing/matchesFilter.ts';
import type { Trail } from '../adapters/orderModels.ts';
import { causeOf } from '../domain/eventCause.ts';
import { endsUnsold, orderDecider } from '../domain/order.ts';
import type { OrderEvent } from '../domain/orderEvents.ts';
import { type OrderView, project } from '../domain/orderView.ts';
import { draftOf } from '../outgoing.ts';
import type { Address, OrderReads, OrderStore, Placement } from '../ports.ts';
import { MemoryCoupons } from './memoryCoupons.ts';

const valuesOf = ({ status, customerId, placedAt, total }: OrderView) => ({
  status,
  customerId,
  placedAt,
  total: total?.amount,
});

type Recorded = { id: string; event: OrderEvent } & Trail;

/** Both order ports without a database; keeps the same contract as the real ones (orderStore.contract.ts). */
export class MemoryOrders implements OrderStore, OrderReads {
  /** Messages in the order in which they were written. */
  readonly written: (ReturnType<typeof draftOf> & { readonly sequence: number })[] = [];
  readonly coupons = new MemoryCoupons();
  readonly #events = new Map<string, Recorded[]>();
  readonly #placements = new Map<string, Placement>();
  readonly #addresses = new Map<string, Address>();

  load: OrderStore['load'] = async (orderId) => {
    const events = this.#eventsOf(orderId).map(({ event }) => event);
    return { state: events.reduce(orderDecider.evolve, orderDecider.initial), version: events.length };
  };

  append: OrderStore['append'] = async (orderId, version, added) => {
    const before = this.#eventsOf(orderId);
    if (before.length !== version) throw new AppError('CONFLICT', 'VERSION_CONFLICT', 'the order has just changed');
    const [requestId, causationId] = [currentRequestId(), currentCausationId()];
    const trailOf = (event: OrderEvent) => {
      return { recordedAt: new Date(), requestId, causationId: causeOf(event, orderId, causationId) };
    };
    const statusBefore = before.length > 0 ? this.#viewOf(orderId).status : 'NEW';
    const recorded = added.map((event) => ({ id: randomUUID(), event, ...trailOf(event) }));

    this.#events.set(orderId, [...before, ...recorded]);
    const last = added.at(-1);
    if (last && endsUnsold(last.type, statusBefore)) this.coupons.giveBack(orderId);
    for (const { id, event } of recorded) {
      const view = this.#viewOf(orderId, id);
      this.written.push({ ...draftOf(id, event, view), sequence: view.version });
    }
    return this.#viewOf(orderId);
  };

  place: OrderStore['place'] = async ({ orderId, events, request, instead, coupon }) => {
    const key = `${request.customerId}:${request.idempotencyKey}`;
    const taken = this.#placements.get(key)?.orderId !== instead;
    if (taken) throw new AppError('CONFLICT', 'KEY_TAKEN', 'a request with the same key was faster');
    if (coupon) this.coupons.redeem(coupon, { orderId, customerId: request.customerId });
    this.#placements.set(key, { orderId, inputHash: request.inputHash });
    this.#addresses.set(orderId, request.shippingAddress);
    return this.append(orderId, 0, events);
  };

  placementOf: OrderStore['placementOf'] = async (customerId, key) => this.#placements.get(`${customerId}:${key}`);

  view: OrderStore['view'] = async (orderId) => (this.#events.has(orderId) ? this.#viewOf(orderId) : undefined);

  views: OrderReads['views'] = (ids) => Promise.all(ids.map((id) => this.view(id)));

  addresses: OrderReads['addresses'] = async (ids) => ids.map((id) => this.#addresses.get(id));

  list: OrderReads['list'] = async ({ customerId, filter }, page) => {
    const all = [...this.#events.keys()].map((id) => this.#viewOf(id));
    const wanted = all
      .filter((order) => customerId === undefined || order.customerId === customerId)
      .filter(({ status }) => status !== 'FAILED' || (filter && mentions(filter, 'status')))
      .filter((order) => matches(filter ?? {}, valuesOf(order)));
    wanted.sort((a, b) => b.placedAt.getTime() - a.placedAt.getTime() || (a.id < b.id ? 1 : -1));
    const ordered = page.backwards ? wanted.toReversed() : wanted;
    const start = page.cursor === undefined ? 0 : ordered.findIndex(({ id }) => id === page.cursor) + 1;
    const rows = ordered.slice(start, start + page.size).map((node) => ({ cursor: node.id, node }));
    const connection = connectionOf(page, page.backwards ? rows.reverse() : rows, ordered.length > start + page.size);
    return { ...connection, count: async () => wanted.length };
  };

  asOf: OrderReads['asOf'] = async (orderId, instant) => {
    const last = this.#eventsOf(orderId).findLast(({ event }) => event.at <= instant);
    return last && this.#viewOf(orderId, last.id);
  };

  recorded: OrderReads['recorded'] = async (orderIds) =>
    orderIds.flatMap((orderId) =>
      this.#eventsOf(orderId).map(({ id: eventId, ...trail }, index) => ({
        orderId,
        version: index + 1,
        eventId,
        recordedAt: trail.recordedAt,
        requestId: trail.requestId ?? null,
        causationId: trail.causationId ?? null,
      })),
    );

  changesAfter: OrderReads['changesAfter'] = async (orderId, version) => {
    const versions = this.#eventsOf(orderId).map((_event, index) => ({ orderId, version: index + 1 }));
    const changes = await this.changes(versions.slice(version));
    return changes.filter((change) => change !== undefined);
  };

  changes: OrderReads['changes'] = async (wanted) =>
    wanted.map(({ orderId, version }) => {
      const event = this.#eventsOf(orderId)[version - 1];
      if (!event) return undefined;
      const order = this.#viewOf(orderId, event.id);
      const last = order.history.at(-1);
      return last && { order, previousStatus: last.previousStatus, at: last.at };
    });

  #eventsOf(orderId: string): readonly Recorded[] {
    return this.#events.get(orderId) ?? [];
  }

  /** As of the event `upTo`, or now. */
  #viewOf(orderId: string, upTo?: string): OrderView {
    let view: OrderView | undefined;
    for (const { id, event } of this.#eventsOf(orderId)) {
      view = project(orderId, view, event);
      if (id === upTo) break;
    }
    if (!view) throw new AppError('INTERNAL', 'NO_EVENTS', `order ${orderId} has no events`);
    return view;
  }
}
