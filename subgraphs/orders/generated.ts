// Written by `npm run codegen`; change the .graphql file instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { OrderView, ItemView } from './domain/orderView.ts';
import type { ChangeView, OrderList, RequestedReport, SettledUpdate, OrdersContext } from './ports.ts';
import type { FrozenCoupon, Money as MoneyValue } from './domain/orderEvents.ts';
import type { Coupon as CouponTerms } from './domain/coupon.ts';
import type { CouponList, Quote, QuotedLine } from './couponPorts.ts';
import type { TimelineEntry as TimelineEntryValue } from './domain/timeline.ts';
import type { HistoryEntry } from './domain/history.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in UTC, ISO 8601 with milliseconds. */
  DateTime: { input: Date; output: Date; }
  /** A whole number of minor units of a currency (cents), up to 2⁵³ − 1. */
  MinorUnits: { input: number; output: number; }
  link__Import: { input: unknown; output: unknown; }
  federation__FieldSet: { input: unknown; output: unknown; }
  federation__Scope: { input: unknown; output: unknown; }
  federation__Policy: { input: unknown; output: unknown; }
  federation__ContextFieldValue: { input: unknown; output: unknown; }
};

export type Query = {
  __typename?: 'Query';
  /** One of the caller's orders, or any for an admin. Null when it does not exist or is someone else's. */
  order?: Maybe<Order>;
  /**
   * The caller's orders, newest first; failed ones only on request. Pages of 1 to 100. Requires a signed-in user. Null when
   * the orders subgraph is away.
   */
  myOrders?: Maybe<OrderConnection>;
  /**
   * All orders, newest first; failed ones only where `filter` says something of the status. Pages of 1 to 100. Admins only.
   * Null when the orders subgraph is away.
   */
  orders?: Maybe<OrderConnection>;
  /**
   * What was sold and what went back, in shop time: `from` inclusive, `to` exclusive, at most 366 days. Admins only.
   * BAD_USER_INPUT (INVALID_INPUT) for an empty or longer period. May take a minute where it is the only field of orders that
   * is asked for. Null when the orders subgraph is away.
   */
  salesReport?: Maybe<SalesReport>;
  /**
   * What time it is for the shop: real time, but where the clock was moved (`advanceClock`). Null when the orders subgraph
   * is away.
   */
  shopTime?: Maybe<Scalars['DateTime']['output']>;
  /**
   * What an order of these lines would cost now, by the rules of `placeOrder`; nothing is held or redeemed, so it may be
   * different a moment later. Requires a signed-in user. Null when the orders or the products subgraph is away.
   */
  quoteOrder?: Maybe<OrderQuote>;
  /** All coupons, newest first. Pages of 1 to 100. Admins only. Null when the orders subgraph is away. */
  coupons?: Maybe<CouponConnection>;
  /** One coupon, by its code in any case. Admins only. Null when there is none, or the orders subgraph is away. */
  coupon?: Maybe<Coupon>;
  /** What a payment needs to know. For services. */
  payableOrder?: Maybe<PayableOrder>;
  /** What is to become of the stock that these orders hold, one verdict for each, in the same order. For services. */
  holdVerdicts: Array<HoldVerdict>;
};

export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
};

export type QueryMyOrdersArgs = {
  filter?: InputMaybe<OrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type QueryOrdersArgs = {
  filter?: InputMaybe<OrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type QuerySalesReportArgs = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};

export type QueryQuoteOrderArgs = {
  input: QuoteOrderInput;
};

export type QueryCouponsArgs = {
  filter?: InputMaybe<CouponFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type QueryCouponArgs = {
  code: Scalars['String']['input'];
};

export type QueryPayableOrderArgs = {
  orderId: Scalars['ID']['input'];
};

export type QueryHoldVerdictsArgs = {
  orderIds: Array<Scalars['ID']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Holds the stock of all lines, or none, at today's prices and for 15 minutes. Requires a signed-in user.
   * Safe to repeat with the same `idempotencyKey` once it was accepted; the same key with other input is BAD_USER_INPUT
   * (IDEMPOTENCY_KEY_REUSED). A refusal does not bind the key. An order that costs nothing is PAID at once.
   */
  placeOrder: PlaceOrderResult;
  /**
   * Gives an order up. A paid one is refunded. The customer until it is shipped, an admin alike; nobody while a payment is
   * being decided. Repeatable. `Order.availableActions` says beforehand what is possible.
   */
  cancelOrder: CancelOrderResult;
  /** Moves a paid order along: FULFILLING, SHIPPED, DELIVERED. Admins only. */
  updateOrderStatus: UpdateOrderStatusResult;
  /** Moves many orders, each by itself: one that is refused stops no other. Admins only. */
  updateOrderStatuses: UpdateOrderStatusesPayload;
  /**
   * Adds a coupon. Admins only. Safe to repeat with the same `idempotencyKey`; the same key with other input is
   * BAD_USER_INPUT (IDEMPOTENCY_KEY_REUSED).
   */
  createCoupon: CreateCouponResult;
  /**
   * Changes what is given and leaves the rest; orders keep the terms with which they were placed. What it takes off can't be
   * changed: make another coupon. Admins only.
   */
  updateCoupon: UpdateCouponResult;
  /** No order takes the coupon any more; orders that have it keep it. Repeatable. Admins only. */
  deactivateCoupon: UpdateCouponResult;
  /** Moves the shop's clock forward, to see an order expire without waiting. Admins only; refused in production. */
  advanceClock: AdvanceClockPayload;
  /** A payment was authorised: may it be captured? For services. Repeatable. */
  beginPayment: PayableOrder;
  /** The payment was captured. For services. Repeatable. */
  confirmPayment: PayableOrder;
  /** The payment was not captured after all. For services. Repeatable. */
  failPayment: PayableOrder;
  /** Its time may have come: the order decides. For services. Repeatable. */
  expireOrder: PayableOrder;
};

export type MutationPlaceOrderArgs = {
  input: PlaceOrderInput;
};

export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};

export type MutationUpdateOrderStatusArgs = {
  input: UpdateOrderStatusInput;
};

export type MutationUpdateOrderStatusesArgs = {
  input: UpdateOrderStatusesInput;
};

export type MutationCreateCouponArgs = {
  input: CreateCouponInput;
};

export type MutationUpdateCouponArgs = {
  input: UpdateCouponInput;
};

export type MutationDeactivateCouponArgs = {
  input: DeactivateCouponInput;
};

export type MutationAdvanceClockArgs = {
  input: AdvanceClockInput;
};

export type MutationBeginPaymentArgs = {
  input: PaymentStepInput;
};

export type MutationConfirmPaymentArgs = {
  input: PaymentStepInput;
};

export type MutationFailPaymentArgs = {
  input: PaymentStepInput;
};

export type MutationExpireOrderArgs = {
  orderId: Scalars['ID']['input'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * One order, the caller's own or any for an admin: its state now, then every change in order.
   * Ends after a final status (DELIVERED, FAILED, EXPIRED, CANCELLED).
   */
  orderStatusChanged: OrderChange;
  /**
   * The caller's orders that still go on (at most 100), each as it is now, then every change of any of the caller's orders.
   * Requires a signed-in user.
   */
  myOrdersChanged: OrderChange;
  /** The newest orders that still go on (at most 100), each as it is now, then every change of any order. Admins only. */
  ordersChanged: OrderChange;
};

export type SubscriptionOrderStatusChangedArgs = {
  orderId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type SubscriptionMyOrdersChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

export type SubscriptionOrdersChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What is given must all hold. At most 4 levels deep and 50 conditions. */
export type OrderFilter = {
  status?: InputMaybe<OrderStatusFilter>;
  customerId?: InputMaybe<StringFilter>;
  /** In shop time. */
  placedAt?: InputMaybe<DateTimeFilter>;
  /** Of orders whose stock was held. */
  total?: InputMaybe<MinorUnitsFilter>;
  and?: InputMaybe<Array<OrderFilter>>;
  or?: InputMaybe<Array<OrderFilter>>;
};

export type OrderStatusFilter = {
  eq?: InputMaybe<OrderStatus>;
  in?: InputMaybe<Array<OrderStatus>>;
};

export type StringFilter = {
  eq?: InputMaybe<Scalars['String']['input']>;
  in?: InputMaybe<Array<Scalars['String']['input']>>;
};

export type DateTimeFilter = {
  gt?: InputMaybe<Scalars['DateTime']['input']>;
  gte?: InputMaybe<Scalars['DateTime']['input']>;
  lt?: InputMaybe<Scalars['DateTime']['input']>;
  lte?: InputMaybe<Scalars['DateTime']['input']>;
};

export type MinorUnitsFilter = {
  eq?: InputMaybe<Scalars['MinorUnits']['input']>;
  gt?: InputMaybe<Scalars['MinorUnits']['input']>;
  gte?: InputMaybe<Scalars['MinorUnits']['input']>;
  lt?: InputMaybe<Scalars['MinorUnits']['input']>;
  lte?: InputMaybe<Scalars['MinorUnits']['input']>;
};

export type PlaceOrderInput = {
  /** Chosen by the client, unique per user; 8 to 100 characters, not only spaces, no control characters. */
  idempotencyKey: Scalars['ID']['input'];
  /** 1 to 50 lines; each product at most once. */
  lines: Array<OrderLineInput>;
  shippingAddress: AddressInput;
  paymentMethod?: PaymentMethod;
  /** In any case. It is used from now on, and comes back if the order ends unpaid. */
  couponCode?: InputMaybe<Scalars['String']['input']>;
};

export type QuoteOrderInput = {
  /** 1 to 50 lines; each product at most once. */
  lines: Array<OrderLineInput>;
  /** In any case. */
  couponCode?: InputMaybe<Scalars['String']['input']>;
};

export type OrderLineInput = {
  productId: Scalars['ID']['input'];
  /** Whole units, 1 to 1,000. */
  quantity: Scalars['Int']['input'];
};

export type AddressInput = {
  /** Who receives it: 2 to 100 characters. */
  name: Scalars['String']['input'];
  /** 1 to 200 characters. */
  street: Scalars['String']['input'];
  /** 1 to 100 characters. */
  city: Scalars['String']['input'];
  /** 1 to 20 characters. */
  postalCode: Scalars['String']['input'];
  /** ISO 3166-1 alpha-2, such as `RO`. */
  country: Scalars['String']['input'];
};

export type PaymentMethod =
  | 'CARD';

export type CancelOrderInput = {
  orderId: Scalars['ID']['input'];
  /** Whether what was sold comes back into stock; what was only held always does. Admins only. */
  restock?: InputMaybe<Scalars['Boolean']['input']>;
  /** For the order's history: 1 to 200 characters. It stays there for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type CreateCouponInput = {
  /** 3 to 40 letters, digits, `-` and `_`, in any case. One that can't be guessed is made up where none is given. */
  code?: InputMaybe<Scalars['String']['input']>;
  kind: CouponKind;
  /** With PERCENTAGE: hundredths of a percent, 1 to 10,000; 1,250 is 12.5 %. */
  basisPointsOff?: InputMaybe<Scalars['Int']['input']>;
  /** With FIXED: minor units of the shop's currency, 1 or more. */
  amountOff?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** What it is for, as customers read it: 1 to 200 characters. */
  description: Scalars['String']['input'];
  /** Orders that may use it in all; 1 or more. Without limit where it is missing. */
  usageLimit?: InputMaybe<Scalars['Int']['input']>;
  /** Orders of one customer that may use it; 1 or more. Without limit where it is missing. */
  perCustomerLimit?: InputMaybe<Scalars['Int']['input']>;
  /** In shop time, inclusive. */
  validFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** In shop time, exclusive; later than `validFrom`. */
  validUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** What the lines must cost before the discount, in minor units of the shop's currency. */
  minimumSubtotal?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** Chosen by the client, unique per user; 8 to 100 characters, not only spaces, no control characters. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};

export type UpdateCouponInput = {
  /** In any case. */
  code: Scalars['String']['input'];
  /** 1 to 200 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Below what was used already: nobody uses it any more. */
  usageLimit?: InputMaybe<Scalars['Int']['input']>;
  perCustomerLimit?: InputMaybe<Scalars['Int']['input']>;
  validFrom?: InputMaybe<Scalars['DateTime']['input']>;
  validUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** In minor units of the shop's currency. */
  minimumSubtotal?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** Whether orders may take it. */
  isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Limits that end. Not together with a new value of the same limit. */
  remove?: InputMaybe<Array<CouponLimit>>;
};

export type CouponLimit =
  | 'USAGE_LIMIT'
  | 'PER_CUSTOMER_LIMIT'
  | 'VALID_FROM'
  | 'VALID_UNTIL'
  | 'MINIMUM_SUBTOTAL';

export type DeactivateCouponInput = {
  /** In any case. */
  code: Scalars['String']['input'];
};

/** What is given must all hold. At most 4 levels deep and 50 conditions. */
export type CouponFilter = {
  /** As it is written in capitals. */
  code?: InputMaybe<StringFilter>;
  kind?: InputMaybe<CouponKindFilter>;
  isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** In shop time. */
  createdAt?: InputMaybe<DateTimeFilter>;
  and?: InputMaybe<Array<CouponFilter>>;
  or?: InputMaybe<Array<CouponFilter>>;
};

export type CouponKindFilter = {
  eq?: InputMaybe<CouponKind>;
  in?: InputMaybe<Array<CouponKind>>;
};

export type UpdateOrderStatusInput = {
  orderId: Scalars['ID']['input'];
  status: OrderStatus;
};

export type UpdateOrderStatusesInput = {
  /** 1 to 100; those of one order are taken in this order. */
  items: Array<UpdateOrderStatusInput>;
};

/** One result for each item, in the same order. */
export type UpdateOrderStatusesPayload = {
  __typename?: 'UpdateOrderStatusesPayload';
  results: Array<SettledOrderUpdate>;
};

export type SettledOrderUpdate = {
  __typename?: 'SettledOrderUpdate';
  orderId: Scalars['ID']['output'];
  settled: Settled;
  /** Null, with an error beside the data, when the update failed for a reason that is none of the caller's. */
  outcome?: Maybe<UpdateOrderStatusResult>;
};

export type Settled =
  /** The order has the status that was asked for. */
  | 'FULFILLED'
  /** Nothing changed; `outcome` says why. */
  | 'REJECTED';

export type AdvanceClockInput = {
  /** 1 to 2,592,000 (30 days). */
  seconds: Scalars['Int']['input'];
};

export type AdvanceClockPayload = {
  __typename?: 'AdvanceClockPayload';
  /** What time it is for the shop now. */
  shopTime: Scalars['DateTime']['output'];
};

export type PaymentStepInput = {
  orderId: Scalars['ID']['input'];
  paymentId: Scalars['ID']['input'];
};

export type PlaceOrderResult = OrderPlaced | BeingCheckedOut | OutOfStock | ProductUnavailable | CouponRejected;

export type CreateCouponResult = CouponCreated | CouponCodeTaken;

export type UpdateCouponResult = CouponUpdated | CouponNotFound;

export type CancelOrderResult = OrderCancelled | OrderNotFound | ActionNotAllowed;

export type UpdateOrderStatusResult = OrderStatusUpdated | OrderNotFound | ActionNotAllowed;

export type OrderPlaced = {
  __typename?: 'OrderPlaced';
  order: Order;
};

export type OrderCancelled = {
  __typename?: 'OrderCancelled';
  order: Order;
};

export type OrderStatusUpdated = {
  __typename?: 'OrderStatusUpdated';
  order: Order;
};

/** A purchase by one customer. Prices are frozen when its stock is held. */
export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
  /** Where it is on its way from the first click to the door. */
  status: OrderStatus;
  /** Its money, apart from its way. */
  paymentStatus: OrderPaymentStatus;
  /** Its goods, apart from its money. */
  fulfilmentStatus: FulfilmentStatus;
  /** What the caller may do now, and why not; one entry for each action. */
  availableActions: Array<OrderAction>;
  items: Array<OrderItem>;
  /** Σ unit price × quantity. Null until the stock is held. */
  subtotal?: Maybe<Money>;
  /** What the coupon takes off: 0 to `subtotal`; percentages are rounded half up. Null until the stock is held. */
  discount?: Maybe<Money>;
  /** Subtotal − discount. Null until the stock is held. */
  total?: Maybe<Money>;
  /** Null for an order without one. */
  coupon?: Maybe<AppliedCoupon>;
  /** What has gone back to the customer. Null where nothing was paid. */
  refunded?: Maybe<Money>;
  /** When an unpaid order is given up. */
  expiresAt: Scalars['DateTime']['output'];
  placedAt: Scalars['DateTime']['output'];
  paymentMethod: PaymentMethod;
  /** Null once it was erased. */
  shippingAddress?: Maybe<Address>;
  /** Everything that happened to it, oldest first. */
  history: Array<OrderHistoryEntry>;
  /**
   * What happened to it in the whole shop, as of now: its own events, its stock, payments, mails and notifications. Nothing
   * stands before its cause; at most 300 entries, the latest. Customers are told what concerns them, admins everything.
   */
  timeline: Array<TimelineEntry>;
  /** Whose part of `timeline` is missing, because that service is away. Empty when it is whole. */
  timelineIncomplete: Array<TimelineSource>;
  /** Null when the users subgraph is away or the account was deleted. */
  customer?: Maybe<User>;
  /** Why it failed (BEING_CHECKED_OUT, OUT_OF_STOCK, PRODUCT_UNAVAILABLE, COUPON_REJECTED). Null for any other status. */
  failureReason?: Maybe<Scalars['String']['output']>;
};

export type OrderItem = {
  __typename?: 'OrderItem';
  /** Null when the products subgraph is away. */
  product?: Maybe<Product>;
  /** As it was called when it was bought. Null until the stock is held. */
  name?: Maybe<Scalars['String']['output']>;
  quantity: Scalars['Int']['output'];
  /** Null until the stock is held. */
  unitPrice?: Maybe<Money>;
  /** Unit price × quantity. Null until the stock is held. */
  lineTotal?: Maybe<Money>;
};

export type OrderHistoryEntry = {
  __typename?: 'OrderHistoryEntry';
  /** What happened, such as `OrderPaid`. */
  type: Scalars['String']['output'];
  previousStatus?: Maybe<OrderStatus>;
  status: OrderStatus;
  at: Scalars['DateTime']['output'];
  by: OrderActor;
  /** Why: what whoever cancelled wrote, or the code of a failure. Null where nobody said. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The money that moved, or became due. Null where none did. */
  amount?: Maybe<Money>;
};

/** One thing that happened around an order. Where it says "for admins", everybody else reads null. */
export type TimelineEntry = {
  __typename?: 'TimelineEntry';
  /** Unique, and the same whenever it is asked for. */
  id: Scalars['ID']['output'];
  kind: TimelineKind;
  /** Such as `OrderPaid`, `PaymentCaptured`, `StockHeld`, `MailSent`. */
  type: Scalars['String']['output'];
  /** What happened, in plain English words. */
  title: Scalars['String']['output'];
  /** In whose books it stands, such as `payments`. */
  service: Scalars['String']['output'];
  /** Shop time. Null where only real time is known. */
  at?: Maybe<Scalars['DateTime']['output']>;
  /** Real time. Null for what was recorded before the shop kept it. */
  recordedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who did it, where the order says so. */
  by?: Maybe<OrderActor>;
  /** The money that moved, or became due. Null where none did. */
  amount?: Maybe<Money>;
  /** The entry that it follows from. Null for what a person or the clock began, and where the cause is not known. */
  causedBy?: Maybe<Scalars['ID']['output']>;
  /** Why. For customers only what orders and payments tell them as well: why a card was declined, an order failed or was cancelled. */
  reason?: Maybe<Scalars['String']['output']>;
  /** How often it was tried. For admins. */
  attempts?: Maybe<Scalars['Int']['output']>;
  /** Whom a message is for. For admins; null once the account was deleted. */
  recipientId?: Maybe<Scalars['ID']['output']>;
  /** Of the message that tells the shop of it. For admins; null for what no message tells. */
  eventId?: Maybe<Scalars['ID']['output']>;
  /** Where that message was published. For admins. */
  topic?: Maybe<Scalars['String']['output']>;
  /** Where the log has it; for admins. Null when nobody noted it, and a week later, when the log has forgotten it. */
  partition?: Maybe<Scalars['Int']['output']>;
  /** See `partition`. */
  offset?: Maybe<Scalars['String']['output']>;
  /** Of the request that it was done for, as logs and errors show it. For admins; null where it is not known. */
  requestId?: Maybe<Scalars['String']['output']>;
};

/** What an entry is about. */
export type TimelineKind =
  | 'ORDER'
  | 'STOCK'
  | 'PAYMENT'
  | 'MAIL'
  /** The inbox, browsers and webhooks. */
  | 'NOTIFICATION';

/** Who has something to tell of an order. */
export type TimelineSource =
  /** Products. */
  | 'STOCK'
  /** Payments. */
  | 'PAYMENTS'
  /** Mails and notifications. */
  | 'MESSAGES';

/** Who did something to an order. */
export type OrderActor =
  | 'CUSTOMER'
  | 'ADMIN'
  /** The shop by itself. */
  | 'SYSTEM';

export type OrderPaymentStatus =
  | 'UNPAID'
  /** A payment is being decided. */
  | 'PENDING'
  | 'PAID'
  | 'PARTIALLY_REFUNDED'
  | 'REFUNDED'
  /** The order costs nothing. */
  | 'NOT_REQUIRED';

export type FulfilmentStatus =
  | 'UNFULFILLED'
  | 'PREPARING'
  | 'SHIPPED'
  | 'DELIVERED'
  /** Nothing will be sent. */
  | 'CANCELLED';

export type OrderAction = {
  __typename?: 'OrderAction';
  action: OrderActionName;
  allowed: Scalars['Boolean']['output'];
  /** Null where it is allowed. */
  reason?: Maybe<ActionRefusal>;
};

export type OrderActionName =
  /** `payOrder`. */
  | 'PAY'
  /** `cancelOrder`. */
  | 'CANCEL'
  /** `updateOrderStatus` to FULFILLING. */
  | 'START_FULFILMENT'
  /** `updateOrderStatus` to SHIPPED. */
  | 'SHIP'
  /** `updateOrderStatus` to DELIVERED. */
  | 'DELIVER'
  /** A refund of what was paid, in part or in full. */
  | 'REFUND';

export type ActionRefusal = {
  __typename?: 'ActionRefusal';
  code: ActionRefusalCode;
  /** For people. */
  message: Scalars['String']['output'];
};

export type ActionRefusalCode =
  | 'ADMINS_ONLY'
  | 'CUSTOMER_ONLY'
  /** A payment is being decided: try again in a moment. */
  | 'PAYMENT_RUNNING'
  | 'ORDER_FAILED'
  | 'ORDER_EXPIRED'
  | 'ORDER_CANCELLED'
  | 'NOT_AWAITING_PAYMENT'
  | 'NOT_PAID'
  | 'NOT_IN_PREPARATION'
  | 'NOT_SHIPPED'
  | 'COSTS_NOTHING'
  | 'ALREADY_PAID'
  | 'ALREADY_STARTED'
  | 'ALREADY_SHIPPED'
  | 'ALREADY_DELIVERED'
  | 'ALREADY_REFUNDED'
  | 'NOT_NOW';

/** A coupon as an order took it. */
export type AppliedCoupon = {
  __typename?: 'AppliedCoupon';
  code: Scalars['String']['output'];
  description: Scalars['String']['output'];
};

/** What an order would cost. */
export type OrderQuote = {
  __typename?: 'OrderQuote';
  /** In the order of the input. */
  lines: Array<QuotedOrderLine>;
  /** Null where a line has no price, as are `discount` and `total`. */
  subtotal?: Maybe<Money>;
  discount?: Maybe<Money>;
  total?: Maybe<Money>;
  /** Null for none, or one that would be refused. */
  coupon?: Maybe<AppliedCoupon>;
  /** Why `placeOrder` would refuse the coupon. Null for none, or one that it would take. */
  couponRejected?: Maybe<CouponRejected>;
  /** Whether `placeOrder` would succeed now. */
  canBePlaced: Scalars['Boolean']['output'];
};

export type QuotedOrderLine = {
  __typename?: 'QuotedOrderLine';
  /** Null when the products subgraph is away. */
  product?: Maybe<Product>;
  quantity: Scalars['Int']['output'];
  /** Null for a product that does not exist, as are the prices. */
  name?: Maybe<Scalars['String']['output']>;
  unitPrice?: Maybe<Money>;
  /** Unit price × quantity. */
  lineTotal?: Maybe<Money>;
  /** Units that could be held now. */
  available: Scalars['Int']['output'];
  /** Null where the line could be held now. */
  problem?: Maybe<QuoteProblem>;
};

export type QuoteProblem =
  /** It is not sold. */
  | 'PRODUCT_UNAVAILABLE'
  /** There are not so many units. */
  | 'OUT_OF_STOCK'
  /** The units are in somebody's checkout; they may come back. */
  | 'BEING_CHECKED_OUT';

/** Takes something off an order. Admins only. */
export type Coupon = {
  __typename?: 'Coupon';
  /** In capitals. */
  code: Scalars['String']['output'];
  kind: CouponKind;
  /** Hundredths of a percent, 1 to 10,000. Only with PERCENTAGE; rounded half up to a whole minor unit. */
  basisPointsOff?: Maybe<Scalars['Int']['output']>;
  /** Only with FIXED; never more than an order costs. */
  amountOff?: Maybe<Money>;
  description: Scalars['String']['output'];
  /** Orders that may use it in all. Null for no limit. */
  usageLimit?: Maybe<Scalars['Int']['output']>;
  /** Orders of one customer that may use it. Null for no limit. */
  perCustomerLimit?: Maybe<Scalars['Int']['output']>;
  /** Inclusive, in shop time. */
  validFrom?: Maybe<Scalars['DateTime']['output']>;
  /** Exclusive, in shop time. */
  validUntil?: Maybe<Scalars['DateTime']['output']>;
  /** What the lines must cost before the discount. */
  minimumSubtotal?: Maybe<Money>;
  /** Whether orders may take it, within its limits. */
  isActive: Scalars['Boolean']['output'];
  /** Orders that use it now. Those that ended unpaid gave their use back. */
  redemptions: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
};

export type CouponKind =
  | 'PERCENTAGE'
  | 'FIXED'
  /** The order costs nothing. */
  | 'FREE';

export type CouponConnection = {
  __typename?: 'CouponConnection';
  edges: Array<CouponEdge>;
  nodes: Array<Coupon>;
  pageInfo: PageInfo;
  /** How many coupons match in all. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type CouponEdge = {
  __typename?: 'CouponEdge';
  cursor: Scalars['String']['output'];
  node: Coupon;
};

export type CouponCreated = {
  __typename?: 'CouponCreated';
  coupon: Coupon;
};

export type CouponUpdated = {
  __typename?: 'CouponUpdated';
  coupon: Coupon;
};

/** The coupon can't be used for this order; without it, the order may be placed. */
export type CouponRejected = UserError & {
  __typename?: 'CouponRejected';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** `couponCode`. */
  param?: Maybe<Scalars['String']['output']>;
  reason: CouponRejection;
};

export type CouponRejection =
  | 'UNKNOWN'
  | 'INACTIVE'
  | 'NOT_YET_VALID'
  | 'EXPIRED'
  /** Used as often as it may be. Uses come back when orders end unpaid. */
  | 'USED_UP'
  /** Used by this customer as often as one may. */
  | 'ALREADY_USED'
  /** The lines cost less than the coupon asks for. */
  | 'MINIMUM_NOT_REACHED';

/** There is a coupon with this code already. */
export type CouponCodeTaken = UserError & {
  __typename?: 'CouponCodeTaken';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** `code`. */
  param?: Maybe<Scalars['String']['output']>;
};

export type CouponNotFound = UserError & {
  __typename?: 'CouponNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

export type OrderChange = {
  __typename?: 'OrderChange';
  /** Where this message stands in its stream: whoever comes back gives the last one that was seen as `after`. */
  cursor: Scalars['String']['output'];
  /**
   * True for an order as it is now that stands for changes which can't be told any more, since `after` was too old: drop what
   * you have and read what you need anew.
   */
  gap: Scalars['Boolean']['output'];
  /** The order as this change left it, whatever has happened since. */
  order: Order;
  /** Null for the first message of `orderStatusChanged`, which tells the state now. */
  previousStatus?: Maybe<OrderStatus>;
  /** When it happened, in shop time. */
  at: Scalars['DateTime']['output'];
};

/** From PENDING to AWAITING_PAYMENT, PAYING, PAID, FULFILLING, SHIPPED, DELIVERED; or it ends early. */
export type OrderStatus =
  /** Recorded; its stock is being held. */
  | 'PENDING'
  /** The stock is held until `expiresAt`: pay now. */
  | 'AWAITING_PAYMENT'
  /** A payment is being captured. */
  | 'PAYING'
  | 'PAID'
  | 'FULFILLING'
  | 'SHIPPED'
  | 'DELIVERED'
  /** Its stock could not be held. */
  | 'FAILED'
  /** Not paid in time. */
  | 'EXPIRED'
  | 'CANCELLED';

export type Address = {
  __typename?: 'Address';
  name: Scalars['String']['output'];
  street: Scalars['String']['output'];
  city: Scalars['String']['output'];
  postalCode: Scalars['String']['output'];
  country: Scalars['String']['output'];
};

export type OrderConnection = {
  __typename?: 'OrderConnection';
  edges: Array<OrderEdge>;
  nodes: Array<Order>;
  pageInfo: PageInfo;
  /** How many orders match in all. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type OrderEdge = {
  __typename?: 'OrderEdge';
  cursor: Scalars['String']['output'];
  node: Order;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** Sales of a period, by when orders were paid; refunds by when the money went back. */
export type SalesReport = {
  __typename?: 'SalesReport';
  from: Scalars['DateTime']['output'];
  to: Scalars['DateTime']['output'];
  /** All together. */
  total: SalesFigures;
  /** Days in UTC, oldest first; days on which nothing happened are left out. */
  days: Array<SalesDay>;
  /** Most units first. */
  topProducts: Array<ProductSales>;
};

/** Sales of a period, by when orders were paid; refunds by when the money went back. */
export type SalesReportTopProductsArgs = {
  first?: Scalars['Int']['input'];
};

export type SalesDay = {
  __typename?: 'SalesDay';
  /** The day's beginning, in UTC. */
  day: Scalars['DateTime']['output'];
  figures: SalesFigures;
};

export type SalesFigures = {
  __typename?: 'SalesFigures';
  /** Orders that were paid, free ones included, whatever became of them. */
  orders: Scalars['Int']['output'];
  units: Scalars['Int']['output'];
  /** At the prices of the time, before coupons. */
  subtotal: Money;
  discount: Money;
  /** Subtotal − discount. */
  revenue: Money;
  /** What went back to customers in this time, also for earlier orders. */
  refunded: Money;
  /** Revenue − refunded; it may be negative. */
  net: Money;
};

export type ProductSales = {
  __typename?: 'ProductSales';
  /** Null when the products subgraph is away. */
  product?: Maybe<Product>;
  /** As it was called when it was last bought. */
  name: Scalars['String']['output'];
  units: Scalars['Int']['output'];
  /** Unit price × quantity, before coupons. */
  amount: Money;
};

export type HoldVerdict =
  /** The order may still be paid. */
  | 'KEEP'
  /** The order has ended without a payment, or was never recorded. */
  | 'RELEASE'
  /** The order was paid. */
  | 'COMMIT';

export type PayableOrder = {
  __typename?: 'PayableOrder';
  id: Scalars['ID']['output'];
  customerId: Scalars['ID']['output'];
  status: OrderStatus;
  total?: Maybe<Money>;
  expiresAt: Scalars['DateTime']['output'];
  /** When to ask `expireOrder` again. Null when never. */
  wakeAt?: Maybe<Scalars['DateTime']['output']>;
};

/** An amount of money in minor units. */
export type Money = {
  __typename?: 'Money';
  amount: Scalars['MinorUnits']['output'];
  /** ISO 4217. */
  currency: Scalars['String']['output'];
  /** For people, such as `€19.99`. */
  formatted: Scalars['String']['output'];
};

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
  /** The user's orders, newest first: for the user and admins, null to anyone else. */
  orders?: Maybe<OrderConnection>;
};

export type UserOrdersArgs = {
  filter?: InputMaybe<OrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type Product = {
  __typename?: 'Product';
  id: Scalars['ID']['output'];
};

/** Something a client is expected to handle. `code` is stable, `message` is for people. */
export type UserError = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** Path of the input field, such as `lines.0`. Null when no single field is to blame. */
  param?: Maybe<Scalars['String']['output']>;
};

/** The units are in somebody's checkout; they may come back. */
export type BeingCheckedOut = UserError & {
  __typename?: 'BeingCheckedOut';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** The line, such as `lines.0`. */
  param?: Maybe<Scalars['String']['output']>;
  /** When the first of the holds ends. */
  retryAfter: Scalars['DateTime']['output'];
};

/** There are not so many units. */
export type OutOfStock = UserError & {
  __typename?: 'OutOfStock';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** The line, such as `lines.0`. */
  param?: Maybe<Scalars['String']['output']>;
  /** Units that could be ordered now. */
  available: Scalars['Int']['output'];
};

/** The product is not sold, or never was. */
export type ProductUnavailable = UserError & {
  __typename?: 'ProductUnavailable';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** The line, such as `lines.0`. */
  param?: Maybe<Scalars['String']['output']>;
};

/** No such order, or it is someone else's. */
export type OrderNotFound = UserError & {
  __typename?: 'OrderNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** The order's status does not allow it. */
export type ActionNotAllowed = UserError & {
  __typename?: 'ActionNotAllowed';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
  status: OrderStatus;
  /** What stands in the way, as in `Order.availableActions`. */
  reason: ActionRefusalCode;
};

export type Link__Purpose =
  /** `SECURITY` features provide metadata necessary to securely resolve fields. */
  | 'SECURITY'
  /** `EXECUTION` features provide metadata necessary for operation execution. */
  | 'EXECUTION';

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Order: Order;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  PlaceOrderResult:
    | ( Omit<OrderPlaced, 'order'> & { order: _RefType['Order'] } )
    | ( BeingCheckedOut )
    | ( OutOfStock )
    | ( ProductUnavailable )
    | ( CouponRejected )
  ;
  CreateCouponResult:
    | ( Omit<CouponCreated, 'coupon'> & { coupon: _RefType['Coupon'] } )
    | ( CouponCodeTaken )
  ;
  UpdateCouponResult:
    | ( Omit<CouponUpdated, 'coupon'> & { coupon: _RefType['Coupon'] } )
    | ( CouponNotFound )
  ;
  CancelOrderResult:
    | ( Omit<OrderCancelled, 'order'> & { order: _RefType['Order'] } )
    | ( OrderNotFound )
    | ( ActionNotAllowed )
  ;
  UpdateOrderStatusResult:
    | ( Omit<OrderStatusUpdated, 'order'> & { order: _RefType['Order'] } )
    | ( OrderNotFound )
    | ( ActionNotAllowed )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( CouponRejected )
    | ( CouponCodeTaken )
    | ( CouponNotFound )
    | ( BeingCheckedOut )
    | ( OutOfStock )
    | ( ProductUnavailable )
    | ( OrderNotFound )
    | ( ActionNotAllowed )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OrderFilter: OrderFilter;
  OrderStatusFilter: OrderStatusFilter;
  StringFilter: StringFilter;
  DateTimeFilter: DateTimeFilter;
  MinorUnitsFilter: MinorUnitsFilter;
  PlaceOrderInput: PlaceOrderInput;
  QuoteOrderInput: QuoteOrderInput;
  OrderLineInput: OrderLineInput;
  AddressInput: AddressInput;
  PaymentMethod: PaymentMethod;
  CancelOrderInput: CancelOrderInput;
  CreateCouponInput: CreateCouponInput;
  UpdateCouponInput: UpdateCouponInput;
  CouponLimit: CouponLimit;
  DeactivateCouponInput: DeactivateCouponInput;
  CouponFilter: CouponFilter;
  CouponKindFilter: CouponKindFilter;
  UpdateOrderStatusInput: UpdateOrderStatusInput;
  UpdateOrderStatusesInput: UpdateOrderStatusesInput;
  UpdateOrderStatusesPayload: ResolverTypeWrapper<Omit<UpdateOrderStatusesPayload, 'results'> & { results: Array<ResolversTypes['SettledOrderUpdate']> }>;
  SettledOrderUpdate: ResolverTypeWrapper<SettledUpdate>;
  Settled: Settled;
  AdvanceClockInput: AdvanceClockInput;
  AdvanceClockPayload: ResolverTypeWrapper<AdvanceClockPayload>;
  PaymentStepInput: PaymentStepInput;
  PlaceOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PlaceOrderResult']>;
  CreateCouponResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateCouponResult']>;
  UpdateCouponResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateCouponResult']>;
  CancelOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelOrderResult']>;
  UpdateOrderStatusResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateOrderStatusResult']>;
  OrderPlaced: ResolverTypeWrapper<Omit<OrderPlaced, 'order'> & { order: ResolversTypes['Order'] }>;
  OrderCancelled: ResolverTypeWrapper<Omit<OrderCancelled, 'order'> & { order: ResolversTypes['Order'] }>;
  OrderStatusUpdated: ResolverTypeWrapper<Omit<OrderStatusUpdated, 'order'> & { order: ResolversTypes['Order'] }>;
  Order: ResolverTypeWrapper<OrderView>;
  OrderItem: ResolverTypeWrapper<ItemView>;
  OrderHistoryEntry: ResolverTypeWrapper<HistoryEntry>;
  TimelineEntry: ResolverTypeWrapper<TimelineEntryValue>;
  TimelineKind: TimelineKind;
  TimelineSource: TimelineSource;
  OrderActor: OrderActor;
  OrderPaymentStatus: OrderPaymentStatus;
  FulfilmentStatus: FulfilmentStatus;
  OrderAction: ResolverTypeWrapper<OrderAction>;
  OrderActionName: OrderActionName;
  ActionRefusal: ResolverTypeWrapper<ActionRefusal>;
  ActionRefusalCode: ActionRefusalCode;
  AppliedCoupon: ResolverTypeWrapper<FrozenCoupon>;
  OrderQuote: ResolverTypeWrapper<Quote>;
  QuotedOrderLine: ResolverTypeWrapper<QuotedLine>;
  QuoteProblem: QuoteProblem;
  Coupon: ResolverTypeWrapper<CouponTerms>;
  CouponKind: CouponKind;
  CouponConnection: ResolverTypeWrapper<CouponList>;
  CouponEdge: ResolverTypeWrapper<Omit<CouponEdge, 'node'> & { node: ResolversTypes['Coupon'] }>;
  CouponCreated: ResolverTypeWrapper<Omit<CouponCreated, 'coupon'> & { coupon: ResolversTypes['Coupon'] }>;
  CouponUpdated: ResolverTypeWrapper<Omit<CouponUpdated, 'coupon'> & { coupon: ResolversTypes['Coupon'] }>;
  CouponRejected: ResolverTypeWrapper<CouponRejected>;
  CouponRejection: CouponRejection;
  CouponCodeTaken: ResolverTypeWrapper<CouponCodeTaken>;
  CouponNotFound: ResolverTypeWrapper<CouponNotFound>;
  OrderChange: ResolverTypeWrapper<ChangeView>;
  OrderStatus: OrderStatus;
  Address: ResolverTypeWrapper<Address>;
  OrderConnection: ResolverTypeWrapper<OrderList>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  SalesReport: ResolverTypeWrapper<RequestedReport>;
  SalesDay: ResolverTypeWrapper<Omit<SalesDay, 'figures'> & { figures: ResolversTypes['SalesFigures'] }>;
  SalesFigures: ResolverTypeWrapper<Omit<SalesFigures, 'subtotal' | 'discount' | 'revenue' | 'refunded' | 'net'> & { subtotal: ResolversTypes['Money'], discount: ResolversTypes['Money'], revenue: ResolversTypes['Money'], refunded: ResolversTypes['Money'], net: ResolversTypes['Money'] }>;
  ProductSales: ResolverTypeWrapper<Omit<ProductSales, 'amount'> & { amount: ResolversTypes['Money'] }>;
  HoldVerdict: HoldVerdict;
  PayableOrder: ResolverTypeWrapper<Omit<PayableOrder, 'total'> & { total?: Maybe<ResolversTypes['Money']> }>;
  Money: ResolverTypeWrapper<MoneyValue>;
  User: ResolverTypeWrapper<Omit<User, 'orders'> & { orders?: Maybe<ResolversTypes['OrderConnection']> }>;
  Product: ResolverTypeWrapper<Product>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  BeingCheckedOut: ResolverTypeWrapper<BeingCheckedOut>;
  OutOfStock: ResolverTypeWrapper<OutOfStock>;
  ProductUnavailable: ResolverTypeWrapper<ProductUnavailable>;
  OrderNotFound: ResolverTypeWrapper<OrderNotFound>;
  ActionNotAllowed: ResolverTypeWrapper<ActionNotAllowed>;
  link__Import: ResolverTypeWrapper<Scalars['link__Import']['output']>;
  link__Purpose: Link__Purpose;
  federation__FieldSet: ResolverTypeWrapper<Scalars['federation__FieldSet']['output']>;
  federation__Scope: ResolverTypeWrapper<Scalars['federation__Scope']['output']>;
  federation__Policy: ResolverTypeWrapper<Scalars['federation__Policy']['output']>;
  federation__ContextFieldValue: ResolverTypeWrapper<Scalars['federation__ContextFieldValue']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  MinorUnits: Scalars['MinorUnits']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  OrderFilter: OrderFilter;
  OrderStatusFilter: OrderStatusFilter;
  StringFilter: StringFilter;
  DateTimeFilter: DateTimeFilter;
  MinorUnitsFilter: MinorUnitsFilter;
  PlaceOrderInput: PlaceOrderInput;
  QuoteOrderInput: QuoteOrderInput;
  OrderLineInput: OrderLineInput;
  AddressInput: AddressInput;
  CancelOrderInput: CancelOrderInput;
  CreateCouponInput: CreateCouponInput;
  UpdateCouponInput: UpdateCouponInput;
  DeactivateCouponInput: DeactivateCouponInput;
  CouponFilter: CouponFilter;
  CouponKindFilter: CouponKindFilter;
  UpdateOrderStatusInput: UpdateOrderStatusInput;
  UpdateOrderStatusesInput: UpdateOrderStatusesInput;
  UpdateOrderStatusesPayload: Omit<UpdateOrderStatusesPayload, 'results'> & { results: Array<ResolversParentTypes['SettledOrderUpdate']> };
  SettledOrderUpdate: SettledUpdate;
  AdvanceClockInput: AdvanceClockInput;
  AdvanceClockPayload: AdvanceClockPayload;
  PaymentStepInput: PaymentStepInput;
  PlaceOrderResult: ResolversUnionTypes<ResolversParentTypes>['PlaceOrderResult'];
  CreateCouponResult: ResolversUnionTypes<ResolversParentTypes>['CreateCouponResult'];
  UpdateCouponResult: ResolversUnionTypes<ResolversParentTypes>['UpdateCouponResult'];
  CancelOrderResult: ResolversUnionTypes<ResolversParentTypes>['CancelOrderResult'];
  UpdateOrderStatusResult: ResolversUnionTypes<ResolversParentTypes>['UpdateOrderStatusResult'];
  OrderPlaced: Omit<OrderPlaced, 'order'> & { order: ResolversParentTypes['Order'] };
  OrderCancelled: Omit<OrderCancelled, 'order'> & { order: ResolversParentTypes['Order'] };
  OrderStatusUpdated: Omit<OrderStatusUpdated, 'order'> & { order: ResolversParentTypes['Order'] };
  Order: OrderView;
  OrderItem: ItemView;
  OrderHistoryEntry: HistoryEntry;
  TimelineEntry: TimelineEntryValue;
  OrderAction: OrderAction;
  ActionRefusal: ActionRefusal;
  AppliedCoupon: FrozenCoupon;
  OrderQuote: Quote;
  QuotedOrderLine: QuotedLine;
  Coupon: CouponTerms;
  CouponConnection: CouponList;
  CouponEdge: Omit<CouponEdge, 'node'> & { node: ResolversParentTypes['Coupon'] };
  CouponCreated: Omit<CouponCreated, 'coupon'> & { coupon: ResolversParentTypes['Coupon'] };
  CouponUpdated: Omit<CouponUpdated, 'coupon'> & { coupon: ResolversParentTypes['Coupon'] };
  CouponRejected: CouponRejected;
  CouponCodeTaken: CouponCodeTaken;
  CouponNotFound: CouponNotFound;
  OrderChange: ChangeView;
  Address: Address;
  OrderConnection: OrderList;
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  PageInfo: PageInfo;
  SalesReport: RequestedReport;
  SalesDay: Omit<SalesDay, 'figures'> & { figures: ResolversParentTypes['SalesFigures'] };
  SalesFigures: Omit<SalesFigures, 'subtotal' | 'discount' | 'revenue' | 'refunded' | 'net'> & { subtotal: ResolversParentTypes['Money'], discount: ResolversParentTypes['Money'], revenue: ResolversParentTypes['Money'], refunded: ResolversParentTypes['Money'], net: ResolversParentTypes['Money'] };
  ProductSales: Omit<ProductSales, 'amount'> & { amount: ResolversParentTypes['Money'] };
  PayableOrder: Omit<PayableOrder, 'total'> & { total?: Maybe<ResolversParentTypes['Money']> };
  Money: MoneyValue;
  User: Omit<User, 'orders'> & { orders?: Maybe<ResolversParentTypes['OrderConnection']> } | FederationReferenceTypes['User'];
  Product: Product;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  BeingCheckedOut: BeingCheckedOut;
  OutOfStock: OutOfStock;
  ProductUnavailable: ProductUnavailable;
  OrderNotFound: OrderNotFound;
  ActionNotAllowed: ActionNotAllowed;
  link__Import: Scalars['link__Import']['output'];
  federation__FieldSet: Scalars['federation__FieldSet']['output'];
  federation__Scope: Scalars['federation__Scope']['output'];
  federation__Policy: Scalars['federation__Policy']['output'];
  federation__ContextFieldValue: Scalars['federation__ContextFieldValue']['output'];
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type ResumableDirectiveArgs = {
  cursor?: Scalars['String']['input'];
  after?: Scalars['String']['input'];
};

export type ResumableDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = ResumableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type TimeoutDirectiveArgs = {
  ms: Scalars['Int']['input'];
};

export type TimeoutDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = TimeoutDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LinkDirectiveArgs = {
  url?: Maybe<Scalars['String']['input']>;
  as?: Maybe<Scalars['String']['input']>;
  for?: Maybe<Link__Purpose>;
  import?: Maybe<Array<Maybe<Scalars['link__Import']['input']>>>;
};

export type LinkDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__RequiresDirectiveArgs = {
  fields: Scalars['federation__FieldSet']['input'];
};

export type Federation__RequiresDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__RequiresDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ProvidesDirectiveArgs = {
  fields: Scalars['federation__FieldSet']['input'];
};

export type Federation__ProvidesDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__ProvidesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ExternalDirectiveArgs = { };

export type Federation__ExternalDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__ExternalDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ExtendsDirectiveArgs = { };

export type Federation__ExtendsDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__ExtendsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__OverrideDirectiveArgs = {
  from: Scalars['String']['input'];
  label?: Maybe<Scalars['String']['input']>;
};

export type Federation__OverrideDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__OverrideDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__TagDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type Federation__TagDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__TagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ComposeDirectiveDirectiveArgs = {
  name?: Maybe<Scalars['String']['input']>;
};

export type ComposeDirectiveDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = ComposeDirectiveDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__InterfaceObjectDirectiveArgs = { };

export type Federation__InterfaceObjectDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__InterfaceObjectDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__AuthenticatedDirectiveArgs = { };

export type Federation__AuthenticatedDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__AuthenticatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__RequiresScopesDirectiveArgs = {
  scopes: Array<Array<Scalars['federation__Scope']['input']>>;
};

export type Federation__RequiresScopesDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__PolicyDirectiveArgs = {
  policies: Array<Array<Scalars['federation__Policy']['input']>>;
};

export type Federation__PolicyDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__PolicyDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ContextDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type Federation__ContextDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__ContextDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__FromContextDirectiveArgs = {
  field?: Maybe<Scalars['federation__ContextFieldValue']['input']>;
};

export type Federation__FromContextDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__FromContextDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  slicingArguments?: Maybe<Array<Scalars['String']['input']>>;
  sizedFields?: Maybe<Array<Scalars['String']['input']>>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__CacheTagDirectiveArgs = {
  format: Scalars['String']['input'];
};

export type Federation__CacheTagDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = Federation__CacheTagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type QueryResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  myOrders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, Partial<QueryMyOrdersArgs>>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, Partial<QueryOrdersArgs>>;
  salesReport?: Resolver<Maybe<ResolversTypes['SalesReport']>, ParentType, ContextType, RequireFields<QuerySalesReportArgs, 'from' | 'to'>>;
  shopTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  quoteOrder?: Resolver<Maybe<ResolversTypes['OrderQuote']>, ParentType, ContextType, RequireFields<QueryQuoteOrderArgs, 'input'>>;
  coupons?: Resolver<Maybe<ResolversTypes['CouponConnection']>, ParentType, ContextType, Partial<QueryCouponsArgs>>;
  coupon?: Resolver<Maybe<ResolversTypes['Coupon']>, ParentType, ContextType, RequireFields<QueryCouponArgs, 'code'>>;
  payableOrder?: Resolver<Maybe<ResolversTypes['PayableOrder']>, ParentType, ContextType, RequireFields<QueryPayableOrderArgs, 'orderId'>>;
  holdVerdicts?: Resolver<Array<ResolversTypes['HoldVerdict']>, ParentType, ContextType, RequireFields<QueryHoldVerdictsArgs, 'orderIds'>>;
};

export type MutationResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  placeOrder?: Resolver<ResolversTypes['PlaceOrderResult'], ParentType, ContextType, RequireFields<MutationPlaceOrderArgs, 'input'>>;
  cancelOrder?: Resolver<ResolversTypes['CancelOrderResult'], ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'input'>>;
  updateOrderStatus?: Resolver<ResolversTypes['UpdateOrderStatusResult'], ParentType, ContextType, RequireFields<MutationUpdateOrderStatusArgs, 'input'>>;
  updateOrderStatuses?: Resolver<ResolversTypes['UpdateOrderStatusesPayload'], ParentType, ContextType, RequireFields<MutationUpdateOrderStatusesArgs, 'input'>>;
  createCoupon?: Resolver<ResolversTypes['CreateCouponResult'], ParentType, ContextType, RequireFields<MutationCreateCouponArgs, 'input'>>;
  updateCoupon?: Resolver<ResolversTypes['UpdateCouponResult'], ParentType, ContextType, RequireFields<MutationUpdateCouponArgs, 'input'>>;
  deactivateCoupon?: Resolver<ResolversTypes['UpdateCouponResult'], ParentType, ContextType, RequireFields<MutationDeactivateCouponArgs, 'input'>>;
  advanceClock?: Resolver<ResolversTypes['AdvanceClockPayload'], ParentType, ContextType, RequireFields<MutationAdvanceClockArgs, 'input'>>;
  beginPayment?: Resolver<ResolversTypes['PayableOrder'], ParentType, ContextType, RequireFields<MutationBeginPaymentArgs, 'input'>>;
  confirmPayment?: Resolver<ResolversTypes['PayableOrder'], ParentType, ContextType, RequireFields<MutationConfirmPaymentArgs, 'input'>>;
  failPayment?: Resolver<ResolversTypes['PayableOrder'], ParentType, ContextType, RequireFields<MutationFailPaymentArgs, 'input'>>;
  expireOrder?: Resolver<ResolversTypes['PayableOrder'], ParentType, ContextType, RequireFields<MutationExpireOrderArgs, 'orderId'>>;
};

export type SubscriptionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  orderStatusChanged?: SubscriptionResolver<ResolversTypes['OrderChange'], "orderStatusChanged", ParentType, ContextType, RequireFields<SubscriptionOrderStatusChangedArgs, 'orderId'>>;
  myOrdersChanged?: SubscriptionResolver<ResolversTypes['OrderChange'], "myOrdersChanged", ParentType, ContextType, Partial<SubscriptionMyOrdersChangedArgs>>;
  ordersChanged?: SubscriptionResolver<ResolversTypes['OrderChange'], "ordersChanged", ParentType, ContextType, Partial<SubscriptionOrdersChangedArgs>>;
};

export type UpdateOrderStatusesPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UpdateOrderStatusesPayload'] = ResolversParentTypes['UpdateOrderStatusesPayload']> = {
  results?: Resolver<Array<ResolversTypes['SettledOrderUpdate']>, ParentType, ContextType>;
};

export type SettledOrderUpdateResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['SettledOrderUpdate'] = ResolversParentTypes['SettledOrderUpdate']> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  settled?: Resolver<ResolversTypes['Settled'], ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['UpdateOrderStatusResult']>, ParentType, ContextType>;
};

export type AdvanceClockPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['AdvanceClockPayload'] = ResolversParentTypes['AdvanceClockPayload']> = {
  shopTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PlaceOrderResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PlaceOrderResult'] = ResolversParentTypes['PlaceOrderResult']> = {
  __resolveType: TypeResolveFn<'OrderPlaced' | 'BeingCheckedOut' | 'OutOfStock' | 'ProductUnavailable' | 'CouponRejected', ParentType, ContextType>;
};

export type CreateCouponResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CreateCouponResult'] = ResolversParentTypes['CreateCouponResult']> = {
  __resolveType: TypeResolveFn<'CouponCreated' | 'CouponCodeTaken', ParentType, ContextType>;
};

export type UpdateCouponResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UpdateCouponResult'] = ResolversParentTypes['UpdateCouponResult']> = {
  __resolveType: TypeResolveFn<'CouponUpdated' | 'CouponNotFound', ParentType, ContextType>;
};

export type CancelOrderResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CancelOrderResult'] = ResolversParentTypes['CancelOrderResult']> = {
  __resolveType: TypeResolveFn<'OrderCancelled' | 'OrderNotFound' | 'ActionNotAllowed', ParentType, ContextType>;
};

export type UpdateOrderStatusResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UpdateOrderStatusResult'] = ResolversParentTypes['UpdateOrderStatusResult']> = {
  __resolveType: TypeResolveFn<'OrderStatusUpdated' | 'OrderNotFound' | 'ActionNotAllowed', ParentType, ContextType>;
};

export type OrderPlacedResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderPlaced'] = ResolversParentTypes['OrderPlaced']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderCancelledResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderCancelled'] = ResolversParentTypes['OrderCancelled']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderStatusUpdatedResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderStatusUpdated'] = ResolversParentTypes['OrderStatusUpdated']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  paymentStatus?: Resolver<ResolversTypes['OrderPaymentStatus'], ParentType, ContextType>;
  fulfilmentStatus?: Resolver<ResolversTypes['FulfilmentStatus'], ParentType, ContextType>;
  availableActions?: Resolver<Array<ResolversTypes['OrderAction']>, ParentType, ContextType>;
  items?: Resolver<Array<ResolversTypes['OrderItem']>, ParentType, ContextType>;
  subtotal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  discount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  coupon?: Resolver<Maybe<ResolversTypes['AppliedCoupon']>, ParentType, ContextType>;
  refunded?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  paymentMethod?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  shippingAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['OrderHistoryEntry']>, ParentType, ContextType>;
  timeline?: Resolver<Array<ResolversTypes['TimelineEntry']>, ParentType, ContextType>;
  timelineIncomplete?: Resolver<Array<ResolversTypes['TimelineSource']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  failureReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OrderItemResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderItem'] = ResolversParentTypes['OrderItem']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  lineTotal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type OrderHistoryEntryResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderHistoryEntry'] = ResolversParentTypes['OrderHistoryEntry']> = {
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousStatus?: Resolver<Maybe<ResolversTypes['OrderStatus']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['OrderActor'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type TimelineEntryResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['TimelineEntry'] = ResolversParentTypes['TimelineEntry']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TimelineKind'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  service?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['OrderActor']>, ParentType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  causedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attempts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  recipientId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  eventId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  topic?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  partition?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  offset?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OrderActionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderAction'] = ResolversParentTypes['OrderAction']> = {
  action?: Resolver<ResolversTypes['OrderActionName'], ParentType, ContextType>;
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['ActionRefusal']>, ParentType, ContextType>;
};

export type ActionRefusalResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ActionRefusal'] = ResolversParentTypes['ActionRefusal']> = {
  code?: Resolver<ResolversTypes['ActionRefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AppliedCouponResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['AppliedCoupon'] = ResolversParentTypes['AppliedCoupon']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderQuoteResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderQuote'] = ResolversParentTypes['OrderQuote']> = {
  lines?: Resolver<Array<ResolversTypes['QuotedOrderLine']>, ParentType, ContextType>;
  subtotal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  discount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  coupon?: Resolver<Maybe<ResolversTypes['AppliedCoupon']>, ParentType, ContextType>;
  couponRejected?: Resolver<Maybe<ResolversTypes['CouponRejected']>, ParentType, ContextType>;
  canBePlaced?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QuotedOrderLineResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['QuotedOrderLine'] = ResolversParentTypes['QuotedOrderLine']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unitPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  lineTotal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['QuoteProblem']>, ParentType, ContextType>;
};

export type CouponResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Coupon'] = ResolversParentTypes['Coupon']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CouponKind'], ParentType, ContextType>;
  basisPointsOff?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  amountOff?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  usageLimit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  perCustomerLimit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  minimumSubtotal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  redemptions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CouponConnectionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CouponConnection'] = ResolversParentTypes['CouponConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CouponEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Coupon']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CouponEdgeResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CouponEdge'] = ResolversParentTypes['CouponEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Coupon'], ParentType, ContextType>;
};

export type CouponCreatedResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CouponCreated'] = ResolversParentTypes['CouponCreated']> = {
  coupon?: Resolver<ResolversTypes['Coupon'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CouponUpdatedResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CouponUpdated'] = ResolversParentTypes['CouponUpdated']> = {
  coupon?: Resolver<ResolversTypes['Coupon'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CouponRejectedResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CouponRejected'] = ResolversParentTypes['CouponRejected']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['CouponRejection'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CouponCodeTakenResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CouponCodeTaken'] = ResolversParentTypes['CouponCodeTaken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CouponNotFoundResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CouponNotFound'] = ResolversParentTypes['CouponNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderChangeResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderChange'] = ResolversParentTypes['OrderChange']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  gap?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  previousStatus?: Resolver<Maybe<ResolversTypes['OrderStatus']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AddressResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  street?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Order']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SalesReportResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['SalesReport'] = ResolversParentTypes['SalesReport']> = {
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['SalesFigures'], ParentType, ContextType>;
  days?: Resolver<Array<ResolversTypes['SalesDay']>, ParentType, ContextType>;
  topProducts?: Resolver<Array<ResolversTypes['ProductSales']>, ParentType, ContextType, RequireFields<SalesReportTopProductsArgs, 'first'>>;
};

export type SalesDayResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['SalesDay'] = ResolversParentTypes['SalesDay']> = {
  day?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  figures?: Resolver<ResolversTypes['SalesFigures'], ParentType, ContextType>;
};

export type SalesFiguresResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['SalesFigures'] = ResolversParentTypes['SalesFigures']> = {
  orders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  units?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  revenue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type ProductSalesResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ProductSales'] = ResolversParentTypes['ProductSales']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  units?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PayableOrderResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PayableOrder'] = ResolversParentTypes['PayableOrder']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  customerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  wakeAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, Partial<UserOrdersArgs>>;
};

export type ProductResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'CouponRejected' | 'CouponCodeTaken' | 'CouponNotFound' | 'BeingCheckedOut' | 'OutOfStock' | 'ProductUnavailable' | 'OrderNotFound' | 'ActionNotAllowed', ParentType, ContextType>;
};

export type BeingCheckedOutResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['BeingCheckedOut'] = ResolversParentTypes['BeingCheckedOut']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retryAfter?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OutOfStockResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OutOfStock'] = ResolversParentTypes['OutOfStock']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductUnavailableResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ProductUnavailable'] = ResolversParentTypes['ProductUnavailable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderNotFoundResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderNotFound'] = ResolversParentTypes['OrderNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ActionNotAllowedResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ActionNotAllowed'] = ResolversParentTypes['ActionNotAllowed']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['ActionRefusalCode'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface Link__ImportScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['link__Import'], any> {
  name: 'link__Import';
}

export interface Federation__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__FieldSet'], any> {
  name: 'federation__FieldSet';
}

export interface Federation__ScopeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__Scope'], any> {
  name: 'federation__Scope';
}

export interface Federation__PolicyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__Policy'], any> {
  name: 'federation__Policy';
}

export interface Federation__ContextFieldValueScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__ContextFieldValue'], any> {
  name: 'federation__ContextFieldValue';
}

export type Resolvers<ContextType = OrdersContext> = {
  DateTime?: GraphQLScalarType;
  MinorUnits?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UpdateOrderStatusesPayload?: UpdateOrderStatusesPayloadResolvers<ContextType>;
  SettledOrderUpdate?: SettledOrderUpdateResolvers<ContextType>;
  AdvanceClockPayload?: AdvanceClockPayloadResolvers<ContextType>;
  PlaceOrderResult?: PlaceOrderResultResolvers<ContextType>;
  CreateCouponResult?: CreateCouponResultResolvers<ContextType>;
  UpdateCouponResult?: UpdateCouponResultResolvers<ContextType>;
  CancelOrderResult?: CancelOrderResultResolvers<ContextType>;
  UpdateOrderStatusResult?: UpdateOrderStatusResultResolvers<ContextType>;
  OrderPlaced?: OrderPlacedResolvers<ContextType>;
  OrderCancelled?: OrderCancelledResolvers<ContextType>;
  OrderStatusUpdated?: OrderStatusUpdatedResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderItem?: OrderItemResolvers<ContextType>;
  OrderHistoryEntry?: OrderHistoryEntryResolvers<ContextType>;
  TimelineEntry?: TimelineEntryResolvers<ContextType>;
  OrderAction?: OrderActionResolvers<ContextType>;
  ActionRefusal?: ActionRefusalResolvers<ContextType>;
  AppliedCoupon?: AppliedCouponResolvers<ContextType>;
  OrderQuote?: OrderQuoteResolvers<ContextType>;
  QuotedOrderLine?: QuotedOrderLineResolvers<ContextType>;
  Coupon?: CouponResolvers<ContextType>;
  CouponConnection?: CouponConnectionResolvers<ContextType>;
  CouponEdge?: CouponEdgeResolvers<ContextType>;
  CouponCreated?: CouponCreatedResolvers<ContextType>;
  CouponUpdated?: CouponUpdatedResolvers<ContextType>;
  CouponRejected?: CouponRejectedResolvers<ContextType>;
  CouponCodeTaken?: CouponCodeTakenResolvers<ContextType>;
  CouponNotFound?: CouponNotFoundResolvers<ContextType>;
  OrderChange?: OrderChangeResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  SalesReport?: SalesReportResolvers<ContextType>;
  SalesDay?: SalesDayResolvers<ContextType>;
  SalesFigures?: SalesFiguresResolvers<ContextType>;
  ProductSales?: ProductSalesResolvers<ContextType>;
  PayableOrder?: PayableOrderResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  BeingCheckedOut?: BeingCheckedOutResolvers<ContextType>;
  OutOfStock?: OutOfStockResolvers<ContextType>;
  ProductUnavailable?: ProductUnavailableResolvers<ContextType>;
  OrderNotFound?: OrderNotFoundResolvers<ContextType>;
  ActionNotAllowed?: ActionNotAllowedResolvers<ContextType>;
  link__Import?: GraphQLScalarType;
  federation__FieldSet?: GraphQLScalarType;
  federation__Scope?: GraphQLScalarType;
  federation__Policy?: GraphQLScalarType;
  federation__ContextFieldValue?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = OrdersContext> = {
  resumable?: ResumableDirectiveResolver<any, any, ContextType>;
  timeout?: TimeoutDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  federation__requires?: Federation__RequiresDirectiveResolver<any, any, ContextType>;
  federation__provides?: Federation__ProvidesDirectiveResolver<any, any, ContextType>;
  federation__external?: Federation__ExternalDirectiveResolver<any, any, ContextType>;
  federation__extends?: Federation__ExtendsDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
  federation__override?: Federation__OverrideDirectiveResolver<any, any, ContextType>;
  federation__tag?: Federation__TagDirectiveResolver<any, any, ContextType>;
  composeDirective?: ComposeDirectiveDirectiveResolver<any, any, ContextType>;
  federation__interfaceObject?: Federation__InterfaceObjectDirectiveResolver<any, any, ContextType>;
  federation__authenticated?: Federation__AuthenticatedDirectiveResolver<any, any, ContextType>;
  federation__requiresScopes?: Federation__RequiresScopesDirectiveResolver<any, any, ContextType>;
  federation__policy?: Federation__PolicyDirectiveResolver<any, any, ContextType>;
  federation__context?: Federation__ContextDirectiveResolver<any, any, ContextType>;
  federation__fromContext?: Federation__FromContextDirectiveResolver<any, any, ContextType>;
  cost?: CostDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  federation__cacheTag?: Federation__CacheTagDirectiveResolver<any, any, ContextType>;
};
