import type { BaseContext } from '#kernel/graphql/call.ts';
import type { Amount, Payment, PaymentEvent } from './domain/payment.ts';

export type PayOrderRequest = {
  readonly customerId: string;
  readonly orderId: string;
  readonly paymentToken: string;
  readonly idempotencyKey: string;
};

/** What a key was first used for. `fingerprint` tells whether a second use means the same; it can't be turned back. */
export type Binding = { readonly idempotencyKey: string; readonly fingerprint: string };

export type PaymentStore = {
  /** What the customer's key is bound to. */
  boundTo(customerId: string, idempotencyKey: string): Promise<{ payment: Payment; fingerprint: string } | null>;
  /** The one payment that pays, or may still pay, the order. */
  claimOf(orderId: string): Promise<Payment | null>;
  ofOrder(orderId: string): Promise<readonly Payment[]>;
  load(id: string): Promise<Payment | null>;
  /**
   * Stores a new payment, leased to the caller: `claimDue` passes it over for a while.
   *
   * @throws AppError CONFLICT (PAYMENT_RACE) when the key, the attempt or the order was taken meanwhile.
   */
  insert(payment: Payment, binding: Binding): Promise<void>;
  /**
   * Stores `after` and publishes `events` in one transaction, if the payment still is as `before` says.
   *
   * @returns false when it is not: load it again.
   */
  advance(before: Payment, after: Payment, events: readonly PaymentEvent[]): Promise<boolean>;
  /** Leases one payment that is unfinished and has no living driver. Real time, by the database's clock. */
  claimDue(): Promise<Payment | null>;
  /** Ends a lease: the payment is due again after a pause that grows with each call. */
  postpone(id: string): Promise<void>;
};

export type Authorization =
  | { readonly status: 'authorized'; readonly reference: string }
  | { readonly status: 'declined'; readonly reason: string };

/** `unknown`: the call never arrived. `pending`: the provider has not decided. */
export type Lookup = Authorization | { readonly status: 'pending' } | { readonly status: 'unknown' };

/**
 * Whoever moves the money. Every call may be repeated and then changes nothing.
 *
 * @throws AppError UNAVAILABLE (PROVIDER_TIMED_OUT) from every call: what became of it is unknown, ask again.
 */
export type PaymentProvider = {
  /** Sets money aside. The same `key` gives the first answer, whatever else is passed. */
  authorize(request: { key: string; paymentToken: string; amount: Amount }): Promise<Authorization>;
  /** What became of `authorize`. */
  lookup(key: string): Promise<Lookup>;
  /** Takes what was set aside, all of it. */
  capture(reference: string): Promise<{ status: 'captured' } | { status: 'refused'; reason: string }>;
  /** Gives back what was set aside; `captured` when it was taken before, so that only a refund is left. */
  void(reference: string): Promise<'voided' | 'captured'>;
  /** Gives back what was taken, all of it. */
  refund(reference: string): Promise<void>;
};

export type PayableOrder = {
  readonly customerId: string;
  /** It waits for a payment, and its stock is held. */
  readonly awaitsPayment: boolean;
  /** Null until its prices are frozen. */
  readonly total: Amount | null;
  readonly expiresAt: Date;
};

/** The orders subgraph. Its word on a payment is final and may be asked for again. @throws AppError UNAVAILABLE. */
export type Orders = {
  payable(orderId: string): Promise<PayableOrder | null>;
  /** May the authorised payment be captured? From then on the order waits for it and does not expire. */
  begin(orderId: string, paymentId: string): Promise<'accepted' | 'refused'>;
  /** The payment was captured. */
  confirm(orderId: string, paymentId: string): Promise<'accepted' | 'refused'>;
  /** The payment that had begun was not captured. */
  fail(orderId: string, paymentId: string): Promise<'accepted' | 'refused'>;
};

/** @throws AppError BAD_USER_INPUT (IDEMPOTENCY_KEY_REUSED), REFUSED (PAYMENT_DECLINED, PAYMENT_PENDING, ORDER_NOT_PAYABLE). */
export type PayOrder = (request: PayOrderRequest) => Promise<Payment>;

/** Reads of one request; all that are asked for at once cost one query. */
export type PaymentReads = {
  byId(id: string): Promise<Payment | null>;
  /** Oldest first. */
  ofOrder(orderId: string): Promise<readonly Payment[]>;
};

export type PaymentsContext = BaseContext & { readonly payments: PaymentReads; readonly payOrder: PayOrder };
