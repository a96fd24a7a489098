import type { OrderEvent, OrderStatus, PaymentStatus } from './orderEvents.ts';

export type FulfilmentAxis = 'UNFULFILLED' | 'PREPARING' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED';

/** `total` in minor units, null until the stock is held. */
type Paying = { readonly paymentStatus: PaymentStatus; readonly total: { readonly amount: number } | null };

/** The order's money after one more event. What does not move money leaves it as it was. */
export function paymentAfter({ paymentStatus, total }: Paying, event: OrderEvent): PaymentStatus {
  switch (event.type) {
    case 'OrderPaymentStarted':
      return 'PENDING';
    case 'OrderPaymentFailed':
      return 'UNPAID';
    case 'OrderPaid':
      return event.paymentId === undefined ? 'NOT_REQUIRED' : 'PAID';
    case 'OrderRefunded':
      return event.refundedTotal.amount < (total?.amount ?? 0) ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
    default:
      return paymentStatus;
  }
}

/** How far the goods are. CANCELLED: they will never go out. */
export const fulfilmentOf: Readonly<Record<OrderStatus, FulfilmentAxis>> = {
  PENDING: 'UNFULFILLED',
  AWAITING_PAYMENT: 'UNFULFILLED',
  PAYING: 'UNFULFILLED',
  PAID: 'UNFULFILLED',
  FULFILLING: 'PREPARING',
  SHIPPED: 'SHIPPED',
  DELIVERED: 'DELIVERED',
  FAILED: 'CANCELLED',
  EXPIRED: 'CANCELLED',
  CANCELLED: 'CANCELLED',
};

export const statuses = Object.keys(fulfilmentOf) as readonly OrderStatus[];
