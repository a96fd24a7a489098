import type { BaseContext } from '#kernel/graphql/call.ts';
import type { FilterInput } from '#kernel/graphql/filter.ts';
import type { Connection, Page } from '#kernel/graphql/page.ts';
import type { CouponActions, Coupons, LineQuote, Quote, QuoteRequest } from './couponPorts.ts';
import type { Coupon } from './domain/coupon.ts';
import type { Order } from './domain/order.ts';
import type { Failure, HeldLine, OrderEvent, OrderStatus, PaymentMethod, WantedLine } from './domain/orderEvents.ts';
import type { OrderView } from './domain/orderView.ts';
import type { TimelineEntry, TimelineFact, TimelineSource } from './domain/timeline.ts';

/** Where to send an order. Kept apart from events and views, so that it can be erased. */
export type Address = {
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
};

export type PlaceOrderRequest = {
  readonly customerId: string;
  readonly idempotencyKey: string;
  /** Equal for equal inputs; the key is not part of it. */
  readonly inputHash: string;
  readonly lines: readonly WantedLine[];
  readonly shippingAddress: Address;
  readonly paymentMethod: PaymentMethod;
  /** As it was typed; null for none. */
  readonly couponCode: string | null;
};

/** The order that an idempotency key of a customer stands for. */
export type Placement = { readonly orderId: string; readonly inputHash: string };

export type NewOrder = {
  readonly orderId: string;
  readonly events: readonly OrderEvent[];
  readonly request: PlaceOrderRequest;
  /** The refused order that the key stood for until now. */
  readonly instead: string | undefined;
  /** What the order uses, as it was when it was judged. */
  readonly coupon: Coupon | undefined;
};

export type OrderStore = {
  /** An unknown order is in its initial state at version 0. */
  load(orderId: string): Promise<{ state: Order; version: number }>;
  /**
   * Records the events with view and outgoing messages: all or nothing.
   *
   * @throws AppError CONFLICT (VERSION_CONFLICT) when `version` is no longer the latest: load and decide again.
   */
  append(orderId: string, version: number, events: readonly OrderEvent[]): Promise<OrderView>;
  /**
   * Like `append`, binds the key and counts the use of the coupon; an end without a sale gives the use back.
   *
   * @throws AppError CONFLICT (KEY_TAKEN) when the key got another order meanwhile, CONFLICT (COUPON_CHANGED), REFUSED
   * (COUPON_REJECTED: USED_UP, ALREADY_USED).
   */
  place(order: NewOrder): Promise<OrderView>;
  placementOf(customerId: string, idempotencyKey: string): Promise<Placement | undefined>;
  view(orderId: string): Promise<OrderView | undefined>;
};

/** One event of an order, with the order as that event left it. */
export type ChangeView = {
  readonly order: OrderView;
  readonly previousStatus: OrderStatus | null;
  readonly at: Date;
};

export type OrderVersion = { readonly orderId: string; readonly version: number };

/** All customers' orders where `customerId` is undefined. */
export type OrderQuery = { readonly customerId: string | undefined; readonly filter: FilterInput | undefined };

/** A page, and how many match in all, for whoever asks. */
export type OrderList = Connection<OrderView> & { count(): Promise<number> };

export type OrderReads = {
  /** In the order of `ids`, undefined for unknown ones. */
  views(ids: readonly string[]): Promise<(OrderView | undefined)[]>;
  /** In the order of `ids`, undefined for erased ones. */
  addresses(ids: readonly string[]): Promise<(Address | undefined)[]>;
  /** Newest first. Where the filter says nothing of the status, all but FAILED. @throws AppError BAD_USER_INPUT. */
  list(query: OrderQuery, page: Page): Promise<OrderList>;
  /** As it stood at this instant of business time; undefined before it was placed. */
  asOf(orderId: string, instant: Date): Promise<OrderView | undefined>;
  /** In the order of `wanted`, each folded up to its version, whatever came later; undefined for unknown ones. */
  changes(wanted: readonly OrderVersion[]): Promise<(ChangeView | undefined)[]>;
  /** The events of these orders, oldest first for each. */
  recorded(orderIds: readonly string[]): Promise<readonly RecordedEvent[]>;
  /** Every change of an order behind a version, oldest first. */
  changesAfter(orderId: string, version: number): Promise<ChangeView[]>;
};

export type Hold = { readonly orderId: string; readonly lines: readonly WantedLine[]; readonly heldUntil: Date };

/** The products subgraph, as far as checkout needs it. All calls are repeatable. @throws AppError UNAVAILABLE. */
export type Stock = {
  /** All lines or none. @throws AppError CONFLICT (HOLD_RELEASED) when the hold was given back before. */
  reserve(hold: Hold): Promise<{ held: readonly HeldLine[] } | { refused: Failure }>;
  release(orderId: string): Promise<void>;
  commit(orderId: string): Promise<void>;
  /** Puts what was sold back into stock, once. */
  takeBack(orderId: string): Promise<void>;
  /** What the lines would cost and whether there are enough units, in their order. */
  quote(lines: readonly WantedLine[]): Promise<readonly LineQuote[]>;
};

/** How one event of an order came about. */
export type RecordedEvent = {
  readonly orderId: string;
  readonly version: number;
  readonly eventId: string;
  /** Real time. Null for events of the first version. */
  readonly recordedAt: Date | null;
  readonly requestId: string | null;
  readonly causationId: string | null;
};

/** What other services tell of these orders. @throws AppError UNAVAILABLE. */
export type TimelineSources = Readonly<
  Record<TimelineSource, (orderIds: readonly string[]) => Promise<readonly TimelineFact[]>>
>;

/** Where in the log an event stands, as far as anybody noticed. */
export type Place = { readonly topic: string; readonly partition: number; readonly offset: string };
export type Places = { find(eventIds: readonly string[]): Promise<ReadonlyMap<string, Place>> };

export type Timeline = {
  readonly entries: readonly TimelineEntry[];
  /** Who did not answer: what they know is missing. */
  readonly incomplete: readonly TimelineSource[];
};

type Loader<Value> = { load(id: string): Promise<Value | undefined> };

/** Business time: `from` inclusive, `to` exclusive. */
export type Period = { readonly from: Date; readonly to: Date };

/** Amounts in minor units of the shop's currency. */
export type SalesFigures = {
  readonly orders: number;
  readonly units: number;
  readonly subtotal: number;
  readonly discount: number;
  readonly refunded: number;
};

export type ProductSales = {
  readonly productId: string;
  readonly name: string;
  readonly units: number;
  readonly amount: number;
};

/** Counted from the recorded events, so a later change of an order changes no report of earlier days. */
export type Sales = {
  /** Oldest first; days in UTC on which nothing happened are left out. */
  days(period: Period): Promise<readonly (SalesFigures & { readonly day: Date })[]>;
  /** Most units first. */
  topProducts(period: Period, first: number): Promise<readonly ProductSales[]>;
};

export type RequestedReport = Period & { readonly currency: string };

/** How one update of several ended. */
export type SettledUpdate = { readonly orderId: string; readonly result: PromiseSettledResult<OrderView> };

/** A service's question about an order, for a payment or for its expiry. */
export type PaymentStep = { readonly orderId: string; readonly paymentId: string };

export type StatusRequest = { readonly orderId: string; readonly status: 'FULFILLING' | 'SHIPPED' | 'DELIVERED' };

export type CancelRequest = {
  readonly orderId: string;
  readonly userId: string;
  readonly isAdmin: boolean;
  readonly restock: boolean;
  readonly reason: string | null;
};

export type OrderActions = {
  placeOrder(request: PlaceOrderRequest): Promise<OrderView>;
  cancelOrder(request: CancelRequest): Promise<OrderView>;
  updateOrderStatus(request: StatusRequest): Promise<OrderView>;
  /** One result for each item, in the same order. */
  updateOrderStatuses(requests: readonly StatusRequest[]): Promise<SettledUpdate[]>;
  beginPayment(step: PaymentStep): Promise<OrderView>;
  confirmPayment(step: PaymentStep): Promise<OrderView>;
  failPayment(step: PaymentStep): Promise<OrderView>;
  expireOrder(orderId: string): Promise<OrderView>;
};

export type OrderStreams = {
  /**
   * The order now, then its later changes, until its last. With a version: the changes behind it, and none twice.
   *
   * @throws AppError NOT_FOUND unless `mayRead` says so, BAD_USER_INPUT (INVALID_CURSOR) for a version it never had.
   */
  watchOrder(
    orderId: string,
    mayRead: (order: OrderView) => boolean,
    after?: number,
  ): Promise<AsyncIterableIterator<Watched>>;
  /**
   * The newest orders that still go on (at most 100), as they are now, then every change of any order: of one customer's, or
   * of everybody's. With a cursor: the changes behind it, and none twice; behind a cursor that is too old, the orders as they
   * are now, marked as a gap.
   *
   * @throws AppError BAD_USER_INPUT (INVALID_CURSOR).
   */
  watchOrders(customerId: string | undefined, after?: string): Promise<AsyncIterableIterator<Watched>>;
};

/** An error is the last thing that a stream gives. */
export type Watched = ToldChange | Error;

/** `cursor` is where to go on behind it. `gap`: it stands for changes that can't be told any more. */
export type ToldChange = ChangeView & { readonly cursor: string; readonly gap: boolean };

export type OrdersContext = BaseContext &
  OrderActions &
  CouponActions &
  OrderStreams & {
    readonly orders: Loader<OrderView>;
    readonly addresses: Loader<Address>;
    readonly timelines: { load(order: OrderView): Promise<Timeline> };
    readonly quoteOrder: (request: QuoteRequest) => Promise<Quote>;
    readonly coupons: Loader<Coupon>;
    readonly listCoupons: Coupons['list'];
    readonly list: OrderReads['list'];
    readonly asOf: OrderReads['asOf'];
    readonly sales: Sales;
    /** The shop's, ISO 4217. */
    readonly currency: string;
    readonly now: () => Date;
    /** @throws AppError REFUSED (CLOCK_FIXED). */
    readonly advanceClock: (ms: number) => Promise<Date>;
  };
