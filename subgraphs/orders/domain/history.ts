import type { Actor, Money, OrderEvent, OrderStatus } from './orderEvents.ts';

export type HistoryEntry = {
  readonly type: OrderEvent['type'];
  readonly previousStatus: OrderStatus | null;
  readonly status: OrderStatus;
  readonly at: Date;
  readonly by: Actor;
  /** Why, in words or as a code. Null where nobody said. */
  readonly reason: string | null;
  /** The money that moved, or became due. Null where none did. */
  readonly amount: Money | null;
};

type Moved = Pick<HistoryEntry, 'previousStatus' | 'status'> & { readonly due: Money | null };

/** @param due what the order costs, as far as it was known before. */
export const historyEntry = (event: OrderEvent, { previousStatus, status, due }: Moved): HistoryEntry => ({
  type: event.type,
  previousStatus,
  status,
  at: event.at,
  by: actorOf(event),
  reason: reasonOf(event),
  amount: amountOf(event, due),
});

function actorOf(event: OrderEvent): Actor {
  switch (event.type) {
    case 'OrderPlaced':
    case 'OrderPaymentStarted':
      return 'customer';
    case 'OrderFulfilling':
    case 'OrderShipped':
    case 'OrderDelivered':
      return 'admin';
    case 'OrderCancelled':
      return event.cancelledBy;
    default:
      return 'system';
  }
}

function reasonOf(event: OrderEvent): string | null {
  if (event.type === 'OrderFailed') return event.failure.reason;
  return (event.type === 'OrderCancelled' && event.reason) || null;
}

function amountOf(event: OrderEvent, due: Money | null): Money | null {
  if (event.type === 'OrderAwaitingPayment') return event.total;
  if (event.type === 'OrderPaid') return event.free?.total ?? due;
  return event.type === 'OrderRefunded' ? event.amount : null;
}
