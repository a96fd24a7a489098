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

export type PaymentStatus = 'UNPAID' | 'PENDING' | 'PAID' | 'PARTIALLY_REFUNDED' | 'REFUNDED' | 'NOT_REQUIRED';

/** Who did it: a person as the order's customer, an operator, or the shop by itself. */
export type Actor = 'customer' | 'admin' | 'system';

/** What a coupon takes off. Basis points are hundredths of a percent, 1 to 10,000; money in minor units. */
export type Reduction =
  | { readonly kind: 'PERCENTAGE'; readonly basisPointsOff: number }
  | { readonly kind: 'FIXED'; readonly amountOff: number }
  | { readonly kind: 'FREE' };

/** A coupon as it was when the order took it: a later change of the coupon changes no order. */
export type FrozenCoupon = {
  readonly code: string;
  readonly description: string;
  readonly reduction: Reduction;
  /** In minor units; null for none. */
  readonly minimumSubtotal: number | null;
};

export type CouponRejection =
  | 'UNKNOWN'
  | 'INACTIVE'
  | 'NOT_YET_VALID'
  | 'EXPIRED'
  | 'USED_UP'
  | 'ALREADY_USED'
  | 'MINIMUM_NOT_REACHED';

/** Why nothing could be held, as the customer is told. */
export type Failure = {
  /** BEING_CHECKED_OUT, OUT_OF_STOCK, PRODUCT_UNAVAILABLE or COUPON_REJECTED. */
  readonly reason: string;
  readonly message: string;
  /** The line, such as `lines.0`, or `couponCode`. */
  readonly param: string | null;
  /** When the first of the holds ends. Only with BEING_CHECKED_OUT. */
  readonly retryAfter?: Date;
  /** Units that could be ordered. Only with OUT_OF_STOCK. */
  readonly available?: number;
  /** Only with COUPON_REJECTED. */
  readonly coupon?: CouponRejection;
};

/** The stock is held, names and prices are frozen. */
export type Held = {
  readonly lines: readonly HeldLine[];
  /** Both are there when a coupon was used: subtotal − discount = total. */
  readonly subtotal?: Money;
  readonly discount?: Money;
  readonly total: Money;
};

/**
 * What happened to an order. `at` is business time. Stored for ever: what was added since the first version is optional.
 */
export type OrderEvent = { readonly at: Date } & (
  | {
      readonly type: 'OrderPlaced';
      readonly customerId: string;
      readonly lines: readonly WantedLine[];
      readonly paymentMethod: PaymentMethod;
      readonly expiresAt: Date;
      readonly coupon?: FrozenCoupon;
    }
  | ({ readonly type: 'OrderAwaitingPayment' } & Held)
  | { readonly type: 'OrderFailed'; readonly failure: Failure }
  | { readonly type: 'OrderPaymentStarted'; readonly paymentId: string }
  | { readonly type: 'OrderPaymentFailed'; readonly paymentId: string }
  /** With its payment; or, when it costs nothing, with what was held: it is paid at once. */
  | { readonly type: 'OrderPaid'; readonly paymentId?: string; readonly free?: Held }
  | { readonly type: 'OrderFulfilling' }
  | { readonly type: 'OrderShipped' }
  | { readonly type: 'OrderDelivered' }
  | { readonly type: 'OrderExpired' }
  | {
      readonly type: 'OrderCancelled';
      readonly cancelledBy: 'customer' | 'admin';
      /** The payment that is then refunded. */
      readonly paymentId?: string;
      /** What was sold comes back into stock. */
      readonly restock?: true;
      /** In the words of whoever cancelled. */
      readonly reason?: string;
    }
  | {
      readonly type: 'OrderRefunded';
      readonly paymentId: string;
      /** Missing for refunds that payments told without one. */
      readonly refundId?: string;
      readonly amount: Money;
      /** This refund and all before it. */
      readonly refundedTotal: Money;
    }
);
