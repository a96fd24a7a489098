/** From PENDING to DELIVERED, or an early end. The same words as in the contract and in the schema. */
export type OrderStatus =
  | 'PENDING'
  | 'AWAITING_PAYMENT'
  | 'PAYING'
  | 'PAID'
  | 'FULFILLING'
  | 'SHIPPED'
  | 'DELIVERED'
  | 'FAILED'
  | 'EXPIRED'
  | 'CANCELLED';

export type PaymentMethod = 'CARD';

/** Minor units of an ISO 4217 currency. */
export type Money = { readonly amount: number; readonly currency: string };

export type WantedLine = { readonly productId: string; readonly quantity: number };

/** A line whose units are held, with the name and price that the catalogue gave it at that moment. */
export type HeldLine = WantedLine & { readonly name: string; readonly unitPrice: Money };

/** Why nothing could be held, as the customer is told. */
export type Failure = {
  /** BEING_CHECKED_OUT, OUT_OF_STOCK or PRODUCT_UNAVAILABLE. */
  readonly reason: string;
  readonly message: string;
  /** The line, such as `lines.0`. */
  readonly param: string | null;
  /** When the first of the holds ends. Only with BEING_CHECKED_OUT. */
  readonly retryAfter?: Date;
  /** Units that could be ordered. Only with OUT_OF_STOCK. */
  readonly available?: number;
};

/** What happened to an order. `at` is business time. Stored for ever: a change of shape needs a reader for the old one. */
export type OrderEvent = { readonly at: Date } & (
  | {
      readonly type: 'OrderPlaced';
      readonly customerId: string;
      readonly lines: readonly WantedLine[];
      readonly paymentMethod: PaymentMethod;
      readonly expiresAt: Date;
    }
  | { readonly type: 'OrderAwaitingPayment'; readonly lines: readonly HeldLine[]; readonly total: Money }
  | { readonly type: 'OrderFailed'; readonly failure: Failure }
  | { readonly type: 'OrderPaymentStarted'; readonly paymentId: string }
  | { readonly type: 'OrderPaymentFailed'; readonly paymentId: string }
  | { readonly type: 'OrderPaid'; readonly paymentId: string }
  | { readonly type: 'OrderFulfilling' }
  | { readonly type: 'OrderShipped' }
  | { readonly type: 'OrderDelivered' }
  | { readonly type: 'OrderExpired' }
  | { readonly type: 'OrderCancelled'; readonly cancelledBy: 'customer' | 'admin'; readonly paymentId?: string }
);

/** Where an event leaves the order. */
export const statusAfter: Readonly<Record<OrderEvent['type'], OrderStatus>> = {
  OrderPlaced: 'PENDING',
  OrderAwaitingPayment: 'AWAITING_PAYMENT',
  OrderFailed: 'FAILED',
  OrderPaymentStarted: 'PAYING',
  OrderPaymentFailed: 'AWAITING_PAYMENT',
  OrderPaid: 'PAID',
  OrderFulfilling: 'FULFILLING',
  OrderShipped: 'SHIPPED',
  OrderDelivered: 'DELIVERED',
  OrderExpired: 'EXPIRED',
  OrderCancelled: 'CANCELLED',
};

const FINAL: readonly OrderStatus[] = ['DELIVERED', 'FAILED', 'EXPIRED', 'CANCELLED'];

/** Nothing happens to the order any more. */
export const isFinal = (status: OrderStatus): boolean => FINAL.includes(status);
