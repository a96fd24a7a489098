import type { Line, RecordedEvent } from './evidence.ts';
import { type Status, statusAfter } from './orderLaws.ts';

/** One order, as its events alone have it. */
export type OrderBook = {
  readonly orderId: string;
  readonly customerId: string | undefined;
  readonly events: readonly RecordedEvent[];
  /** Behind each of the events. */
  readonly statuses: readonly Status[];
  readonly status: Status;
  /** In shop time; undefined of an order that was never placed. */
  readonly deadline: Date | undefined;
  /** From when it was placed to its deadline. */
  readonly holdMs: number;
  readonly wanted: readonly Line[];
  /** Undefined while nothing is held. */
  readonly heldLines: readonly Line[] | undefined;
  /** Minor units; undefined while nothing is held. */
  readonly total: number | undefined;
  readonly wasPaid: boolean;
  /** Minor units that have gone back, as the order knows it. */
  readonly refunded: number;
};

/** @param orderEvents by order and version. */
export function bookOrders(orderEvents: readonly RecordedEvent[]): Map<string, OrderBook> {
  const byOrder = Map.groupBy(orderEvents, ({ orderId }) => orderId);
  return new Map([...byOrder].map(([orderId, events]) => [orderId, bookOf(orderId, events)]));
}

function bookOf(orderId: string, events: readonly RecordedEvent[]): OrderBook {
  const statuses: Status[] = [];
  for (const { event } of events) statuses.push(statusAfter(event.type, statuses.at(-1) ?? 'NEW'));
  const all = events.map(({ event }) => event);
  const placed = all.find((event) => event.type === 'OrderPlaced');
  const paid = all.find((event) => event.type === 'OrderPaid');
  const held = all.find((event) => event.type === 'OrderAwaitingPayment') ?? paid?.free;
  const refunds = all.flatMap((event) => (event.type === 'OrderRefunded' ? [event.amount.amount] : []));
  return {
    orderId,
    customerId: placed?.customerId,
    events,
    statuses,
    status: statuses.at(-1) ?? 'NEW',
    deadline: placed?.expiresAt,
    holdMs: placed ? placed.expiresAt.getTime() - placed.at.getTime() : 0,
    wanted: placed?.lines ?? [],
    heldLines: held?.lines,
    total: held?.total.amount,
    wasPaid: paid !== undefined,
    refunded: refunds.reduce((sum, amount) => sum + amount, 0),
  };
}

/** Equal for the same units of the same products, in whatever order. */
export const keyOfLines = (lines: readonly Line[]): string =>
  lines
    .map(({ productId, quantity }) => `${productId} ${quantity}`)
    .toSorted()
    .join(', ');
