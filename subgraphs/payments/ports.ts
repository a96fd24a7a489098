import type { BaseContext } from '#kernel/graphql/call.ts';
import type { FilterInput } from '#kernel/graphql/filter.ts';
import type { Connection, Page } from '#kernel/graphql/page.ts';
import type { Amount, Payment, PaymentEvent, ProviderName } from './domain/payment.ts';
import type { PaymentStep } from './domain/paymentSteps.ts';
import type { Refund } from './domain/refund.ts';

export type PayOrderRequest = {
  readonly customerId: string;
  readonly orderId: string;
  readonly paymentToken: string;
  readonly idempotencyKey: string;
};

/** What a key was first used for. `fingerprint` tells whether a second use means the same; it can't be turned back. */
export type Binding = { readonly idempotencyKey: string; readonly fingerprint: string };

/** One use of a key by an admin: which refund it stands for. */
export type RefundKey = Binding & {
  readonly requestedBy: string;
  readonly paymentId: string;
  readonly refundId: string;
};

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
   * Stores `after` and publishes `events` in one transaction, if the payment still is as `before` says. With
   * `refundKey` that key is bound too, and the payment is leased to the caller.
   *
   * @returns false when it is not: load it again.
   * @throws AppError CONFLICT (PAYMENT_RACE) when the key was bound meanwhile.
   */
  advance(before: Payment, after: Payment, events: readonly PaymentEvent[], refundKey?: RefundKey): Promise<boolean>;
  /** What the admin's key is bound to. */
  refundBoundTo(requestedBy: string, idempotencyKey: string): Promise<RefundKey | null>;
  /** Leases one payment that is unfinished and has no living driver. Real time, by the database's clock. */
  claimDue(): Promise<Payment | null>;
  /** Ends a lease: the payment is due again after a pause that grows with each call. */
  postpone(id: string): Promise<void>;
};

/** What the buyer's browser needs for the bank's challenge. */
export type Challenge = {
  /** For the provider's own library in the browser. Only the payment's customer may have it; it is not stored. */
  readonly clientSecret: string;
  /** A page to send the buyer to; null where the library shows the challenge. */
  readonly actionUrl: string | null;
};

/** `pending`: the provider has not decided. */
export type Authorization =
  | { readonly status: 'authorized'; readonly reference: string }
  | { readonly status: 'declined'; readonly reason: string }
  | ({ readonly status: 'requiresAction'; readonly reference: string } & Challenge)
  | { readonly status: 'pending' };

/** `unknown`: the call never arrived, or this provider can't tell: make the same call again. */
export type Lookup = Authorization | { readonly status: 'unknown' };

export type AuthorizeRequest = {
  readonly key: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly paymentToken: string;
  readonly amount: Amount;
};

export type RefundRequest = {
  readonly key: string;
  readonly paymentId: string;
  readonly reference: string;
  readonly amount: Amount;
};

/** `pending`: on its way; ask again with the same request. */
export type RefundAnswer = { status: 'succeeded' } | { status: 'pending' } | { status: 'refused'; reason: string };

/**
 * Whoever moves the money. Every call may be repeated: it then changes nothing, and tells how things stand now.
 *
 * @throws AppError UNAVAILABLE (PROVIDER_TIMED_OUT, PROVIDER_UNREACHABLE) from every call: what became of it is unknown,
 * ask again. INTERNAL (PROVIDER_REFUSED_CALL) when the call itself is wrong: a bad secret, a key with another body.
 */
export type PaymentProvider = {
  /**
   * Sets money aside, under `key`. Once it has said `declined` nothing can be set aside under that key any more, whatever
   * the buyer's browser does.
   */
  authorize(request: AuthorizeRequest): Promise<Authorization>;
  /** What became of `authorize`. `reference` is null where no answer has told it. */
  lookup(known: { key: string; reference: string | null }): Promise<Lookup>;
  /** Takes what was set aside, all of it. */
  capture(reference: string): Promise<{ status: 'captured' } | { status: 'refused'; reason: string }>;
  /** Gives back what was set aside, and ends an open challenge; `captured` when it was taken before: refund it then. */
  void(reference: string): Promise<'voided' | 'captured'>;
  /** Gives back some of what was taken, once for each `key`. */
  refund(request: RefundRequest): Promise<RefundAnswer>;
};

/** A payment is settled by the provider that it began with, whichever new ones go to. */
export type Providers = {
  /** For new payments. */
  readonly active: ProviderName;
  /** @throws AppError UNAVAILABLE (PROVIDER_NOT_CONFIGURED). */
  of(name: ProviderName): PaymentProvider;
};

/**
 * Records what a provider said of a payment, once for each `eventId`, and makes an unfinished payment due at once. A hint
 * that comes again changes nothing.
 */
export type WebhookInbox = (hint: { eventId: string; type: string; paymentId: string }) => Promise<void>;

/** Plays the bank: whether its customer has passed the challenge. @returns false when none is open. */
export type AnswerChallenge = (reference: string, approve: boolean) => Promise<boolean>;

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

/**
 * @throws AppError BAD_USER_INPUT (IDEMPOTENCY_KEY_REUSED), REFUSED (PAYMENT_DECLINED, PAYMENT_PENDING,
 * PAYMENT_REQUIRES_ACTION, ORDER_NOT_PAYABLE).
 */
export type PayOrder = (request: PayOrderRequest) => Promise<Payment>;

export type RefundPaymentRequest = {
  readonly requestedBy: string;
  readonly paymentId: string;
  /** Minor units; null for all that is left. */
  readonly amount: number | null;
  readonly reason: string;
  readonly idempotencyKey: string;
};

/**
 * @throws AppError BAD_USER_INPUT (IDEMPOTENCY_KEY_REUSED), REFUSED (NOT_REFUNDABLE, REFUND_TOO_LARGE, REFUND_PENDING,
 * REFUND_FAILED), NOT_FOUND (PAYMENT_NOT_FOUND).
 */
export type RefundPayment = (request: RefundPaymentRequest) => Promise<{ payment: Payment; refund: RefundView }>;

export type ChallengeAnswer = { readonly customerId: string; readonly paymentId: string; readonly approve: boolean };

/** @throws AppError REFUSED (SANDBOX_ONLY, NO_OPEN_CHALLENGE), NOT_FOUND (PAYMENT_NOT_FOUND). */
export type CompleteSandboxChallenge = (answer: ChallengeAnswer) => Promise<Payment>;

/** A refund with what its payment knows. */
export type RefundView = { readonly refund: Refund; readonly currency: string };

/** Which payments an admin wants to see. */
export type PaymentFilter = FilterInput;

/** A page, and what it was asked with, so that the rest can be counted. */
export type PaymentList = Connection<Payment> & { readonly filter: PaymentFilter };

/** Reads of one request; all that are asked for at once cost one query. */
export type PaymentReads = {
  byId(id: string): Promise<Payment | null>;
  /** Oldest first. */
  ofOrder(orderId: string): Promise<readonly Payment[]>;
  /** What happened to the payments of orders, oldest first for each payment. One query. */
  stepsOf(orderIds: readonly string[]): Promise<readonly PaymentStep[]>;
  /** Newest first. @throws AppError BAD_USER_INPUT (INVALID_FILTER, INVALID_PAGE). */
  page(filter: PaymentFilter, page: Page): Promise<Connection<Payment>>;
  count(filter: PaymentFilter): Promise<number>;
};

export type PaymentsContext = BaseContext & {
  readonly payments: PaymentReads;
  readonly payOrder: PayOrder;
  readonly refundPayment: RefundPayment;
  readonly completeSandboxChallenge: CompleteSandboxChallenge;
};
