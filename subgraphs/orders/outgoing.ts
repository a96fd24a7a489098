import type { Draft } from '#events/outbox/outbox.ts';
import { AppError, unreachable } from '#kernel/errors.ts';
import type { OrderEvent } from './domain/orderEvents.ts';
import type { OrderView } from './domain/orderView.ts';

/** `id` is the event's own, so that whoever gets the message finds the event. */
type OrderDraft = Extract<Draft, { topic: 'orders.v1' }> & { readonly id: string };

/** What the rest of the shop is told of an event. `order` is the view as this event left it. */
export function draftOf(id: string, event: OrderEvent, order: OrderView): OrderDraft {
  const previousStatus = order.history.at(-1)?.previousStatus ?? null;
  const moved = { orderId: order.id, customerId: order.customerId, previousStatus, status: order.status };
  const envelope = { topic: 'orders.v1', key: order.id, id, occurredAt: event.at } as const;
  const expiresAt = order.expiresAt.toISOString();
  switch (event.type) {
    case 'OrderPlaced':
      return { ...envelope, type: event.type, data: { ...moved, expiresAt } };
    case 'OrderAwaitingPayment':
      return { ...envelope, type: event.type, data: { ...moved, ...heldOf(order), ...reducedOf(order), expiresAt } };
    case 'OrderFailed':
      return { ...envelope, type: event.type, data: { ...moved, reason: event.failure.reason } };
    case 'OrderPaymentStarted':
    case 'OrderPaymentFailed':
      return { ...envelope, type: event.type, data: { ...moved, paymentId: event.paymentId } };
    case 'OrderPaid':
      return { ...envelope, type: event.type, data: { ...moved, ...heldOf(order), ...paymentOf(event) } };
    case 'OrderCancelled': {
      const { cancelledBy, restock } = event;
      const data = { ...moved, cancelledBy, ...paymentOf(event), ...(restock && { restock }) };
      return { ...envelope, type: event.type, data };
    }
    case 'OrderRefunded': {
      const { paymentId, amount, refundedTotal } = event;
      return { ...envelope, type: event.type, data: { ...moved, paymentId, amount, refundedTotal } };
    }
    case 'OrderFulfilling':
    case 'OrderShipped':
    case 'OrderDelivered':
    case 'OrderExpired':
      return { ...envelope, type: event.type, data: moved };
    default:
      return unreachable(event);
  }
}

function heldOf({ id, items, total }: OrderView) {
  const lines = items.map(({ productId, quantity, name, unitPrice }) => {
    if (name === null || unitPrice === null) throw notHeld(id);
    return { productId, name, quantity, unitPrice };
  });
  if (total === null) throw notHeld(id);
  return { lines, total };
}

const reducedOf = ({ coupon, subtotal, discount }: OrderView) =>
  coupon && subtotal && discount ? { subtotal, discount } : {};

const paymentOf = ({ paymentId }: { readonly paymentId?: string }) => (paymentId === undefined ? {} : { paymentId });

const notHeld = (id: string) => new AppError('INTERNAL', 'BROKEN_HISTORY', `order ${id} moves on without held stock`);
