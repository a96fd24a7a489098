// Written by `npm run codegen`; change the .graphql file instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Payment as PaymentValue } from './domain/payment.ts';
import type { PaymentStep as PaymentStepValue } from './domain/paymentSteps.ts';
import type { PaymentList, RefundView, PaymentsContext } from './ports.ts';
import type { Money as MoneyValue } from '../../kernel/money.ts';
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
  /** One of the caller's payments, or any for an admin. Null when it does not exist or is someone else's. */
  payment?: Maybe<Payment>;
  /** Payments of the whole shop, newest first, in pages of 1 to 100. Admins only. Null when the payments subgraph is away. */
  payments?: Maybe<PaymentConnection>;
  /** What happened to the payments of 1 to 100 orders, oldest first for each payment. For services. */
  paymentSteps: Array<PaymentStep>;
};

export type QueryPaymentArgs = {
  id: Scalars['ID']['input'];
};

export type QueryPaymentsArgs = {
  filter?: InputMaybe<PaymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type QueryPaymentStepsArgs = {
  orderIds: Array<Scalars['ID']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Pays one of the caller's orders in full. Requires a signed-in user.
   * Safe to repeat with the same `idempotencyKey`: the card is charged once, and the answer tells how that payment stands
   * now. The same key with another order or token is BAD_USER_INPUT (IDEMPOTENCY_KEY_REUSED). OrderNotPayable does not
   * bind the key of an order that could not be paid, nor does PaymentPending or PaymentRequiresAction when another payment
   * was first.
   */
  payOrder: PayOrderResult;
  /**
   * Gives some of a payment back, or all that is left of it. Admins only; the order stays as it is.
   * Safe to repeat with the same `idempotencyKey`: the money goes back once, and the answer tells how that refund stands
   * now. The same key with other input is BAD_USER_INPUT (IDEMPOTENCY_KEY_REUSED). A refusal before the refund was recorded
   * (RefundTooLarge, NotRefundable, PaymentNotFound) does not bind the key.
   */
  refundPayment: RefundPaymentResult;
  /**
   * Plays the bank for one of the caller's payments in the sandbox that is REQUIRES_ACTION, and lets it go on. Requires a
   * signed-in user. SandboxOnly in production.
   */
  completeSandboxChallenge: CompleteSandboxChallengeResult;
};

export type MutationPayOrderArgs = {
  input: PayOrderInput;
};

export type MutationRefundPaymentArgs = {
  input: RefundPaymentInput;
};

export type MutationCompleteSandboxChallengeArgs = {
  input: CompleteSandboxChallengeInput;
};

export type PayOrderInput = {
  orderId: Scalars['ID']['input'];
  /**
   * What the payment provider's form gave the client; 1 to 200 characters. With Stripe a payment method (`pm_…`). The
   * sandbox takes `tok_success`, `tok_declined`, `tok_insufficient_funds`, `tok_requires_action` (3-D Secure), `tok_timeout`
   * (no answer in time, then yes), `tok_succeeds_late` (undecided, then yes), `tok_capture_refused`, `tok_refund_refused` and
   * `tok_refund_late`; it declines any other as `invalid_token`.
   */
  paymentToken: Scalars['String']['input'];
  /** Chosen by the client, unique per user; 8 to 100 characters. */
  idempotencyKey: Scalars['ID']['input'];
};

export type RefundPaymentInput = {
  paymentId: Scalars['ID']['input'];
  /** Minor units of the payment's currency, 1 or more; null for all that is left. */
  amount?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** Why, for the record: 1 to 200 characters. Only admins see it. */
  reason: Scalars['String']['input'];
  /** Chosen by the client, unique per admin; 8 to 100 characters. */
  idempotencyKey: Scalars['ID']['input'];
};

export type CompleteSandboxChallengeInput = {
  paymentId: Scalars['ID']['input'];
  /** Whether the buyer passes; else the payment is declined as `authentication_failed`. */
  approve: Scalars['Boolean']['input'];
};

/** What is given must all hold. At most 4 levels deep and 50 conditions. */
export type PaymentFilter = {
  status?: InputMaybe<PaymentStatusFilter>;
  orderId?: InputMaybe<StringFilter>;
  /** In shop time. */
  createdAt?: InputMaybe<DateTimeFilter>;
  and?: InputMaybe<Array<PaymentFilter>>;
  or?: InputMaybe<Array<PaymentFilter>>;
};

export type PaymentStatusFilter = {
  eq?: InputMaybe<PaymentStatus>;
  in?: InputMaybe<Array<PaymentStatus>>;
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

/** Everything a client is expected to handle after paying. */
export type PayOrderResult = PaymentSucceeded | PaymentRequiresAction | PaymentDeclined | PaymentPending | OrderNotPayable;

/** Everything an admin's client is expected to handle after a refund. */
export type RefundPaymentResult = PaymentRefunded | RefundPending | RefundFailed | RefundTooLarge | NotRefundable | PaymentNotFound;

export type CompleteSandboxChallengeResult = SandboxChallengeCompleted | NoOpenChallenge | PaymentNotFound | SandboxOnly;

/** The money is taken, and the order is PAID. */
export type PaymentSucceeded = {
  __typename?: 'PaymentSucceeded';
  payment: Payment;
};

/**
 * Not decided yet: the provider or the order has not answered, or an earlier payment of the order is under way, which is
 * then `payment`. It goes on by itself; the order's status tells how it ends. Don't pay again.
 */
export type PaymentPending = UserError & {
  __typename?: 'PaymentPending';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
  payment: Payment;
};

/** The provider refused. Nothing was taken; the order can be paid another way until it expires. */
export type PaymentDeclined = UserError & {
  __typename?: 'PaymentDeclined';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
  /** The provider's word: `card_declined`, `insufficient_funds`, `invalid_token`, `capture_refused` in the sandbox. */
  declineReason: Scalars['String']['output'];
  payment: Payment;
};

/**
 * The bank wants to see who is paying (3-D Secure). Nothing is taken yet. When the buyer has passed the challenge the payment
 * goes on by itself; `payOrder` again with the same key tells how it stands. At the order's `expiresAt` it is called off.
 */
export type PaymentRequiresAction = UserError & {
  __typename?: 'PaymentRequiresAction';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
  /** For the provider's library in the browser (Stripe.js: `handleNextAction({ clientSecret })`). Keep it to the buyer. */
  clientSecret: Scalars['String']['output'];
  /** A page of the bank to send the buyer to. Null where the provider's library shows the challenge. */
  actionUrl?: Maybe<Scalars['String']['output']>;
  payment: Payment;
};

/** No such order of the caller, or it does not wait for payment: paid, ended, or past its deadline. Nothing was taken. */
export type OrderNotPayable = UserError & {
  __typename?: 'OrderNotPayable';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** The money is back, or the bank is sending it. */
export type PaymentRefunded = {
  __typename?: 'PaymentRefunded';
  payment: Payment;
  refund: Refund;
};

/** On its way: the provider has not answered, or takes its time. It goes on by itself. Don't refund again. */
export type RefundPending = UserError & {
  __typename?: 'RefundPending';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
  payment: Payment;
  refund: Refund;
};

/** The provider refused. Nothing went back; with another key it may be tried again. */
export type RefundFailed = UserError & {
  __typename?: 'RefundFailed';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
  /** The provider's word, such as `refund_refused`. */
  failureReason: Scalars['String']['output'];
  payment: Payment;
  refund: Refund;
};

/** More than was taken and has not gone back yet, nor is on its way. */
export type RefundTooLarge = UserError & {
  __typename?: 'RefundTooLarge';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
  /** What can still go back. */
  refundable: Money;
};

/** Nothing of it can go back: it was never taken, the order does not know of it yet, or all has gone back. */
export type NotRefundable = UserError & {
  __typename?: 'NotRefundable';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** No such payment, or not the caller's. */
export type PaymentNotFound = UserError & {
  __typename?: 'PaymentNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** The bank has answered; `payment` is as far as it got since. */
export type SandboxChallengeCompleted = {
  __typename?: 'SandboxChallengeCompleted';
  payment: Payment;
};

/** The payment waits for no challenge, or not for one of the sandbox. */
export type NoOpenChallenge = UserError & {
  __typename?: 'NoOpenChallenge';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** Banks ask for themselves here. */
export type SandboxOnly = UserError & {
  __typename?: 'SandboxOnly';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

export type PaymentConnection = {
  __typename?: 'PaymentConnection';
  edges: Array<PaymentEdge>;
  nodes: Array<Payment>;
  pageInfo: PageInfo;
  /** How many match the filter. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type PaymentEdge = {
  __typename?: 'PaymentEdge';
  cursor: Scalars['String']['output'];
  node: Payment;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** One attempt to pay an order in full. For its customer and admins; null to anyone else. */
export type Payment = {
  __typename?: 'Payment';
  id: Scalars['ID']['output'];
  status: PaymentStatus;
  amount: Money;
  /** The provider's word for a refusal, such as `card_declined`. Null unless DECLINED or FAILED. */
  declineReason?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  /** When it was decided (SUCCEEDED, DECLINED, FAILED or VOIDED). Null until then. */
  processedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Oldest first. */
  refunds: Array<Refund>;
  /** What is back with the buyer, all refunds together. */
  refundedAmount: Money;
  /** Null when the orders subgraph is away. */
  order?: Maybe<Order>;
};

export type PaymentStatus =
  /** The provider has not decided. */
  | 'PENDING'
  /** The buyer has to pass the bank's challenge (3-D Secure). */
  | 'REQUIRES_ACTION'
  /** The money is set aside; it is about to be taken, or to be given back. */
  | 'AUTHORIZED'
  /** The money is taken, and the order knows. */
  | 'SUCCEEDED'
  /** The provider refused. */
  | 'DECLINED'
  /** The provider set the money aside, then refused to take it. */
  | 'FAILED'
  /** The money was set aside, then given back because the order could no longer be paid. */
  | 'VOIDED'
  /** The money was taken, and some of it given back. */
  | 'PARTIALLY_REFUNDED'
  /** The money was taken, then given back. */
  | 'REFUNDED';

/** Money on its way back to the buyer. */
export type Refund = {
  __typename?: 'Refund';
  id: Scalars['ID']['output'];
  amount: Money;
  status: RefundStatus;
  /** Why, in an admin's words. Null to anyone but admins. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The provider's word. Null unless FAILED. */
  failureReason?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  /** When it was decided. Null until then. */
  processedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type RefundStatus =
  /** Recorded; the provider has not confirmed it. */
  | 'PENDING'
  | 'SUCCEEDED'
  /** The provider refused; nothing went back. */
  | 'FAILED';

export type PaymentStep = {
  __typename?: 'PaymentStep';
  /** `payment:<payment>:<type>`, and the refund's id behind it where there is one. */
  id: Scalars['ID']['output'];
  orderId: Scalars['ID']['output'];
  paymentId: Scalars['ID']['output'];
  /** A fact, such as PaymentAuthorized. */
  type: Scalars['String']['output'];
  /** Shop time. Null for facts that were recorded without it. */
  at?: Maybe<Scalars['DateTime']['output']>;
  /** Real time. */
  recordedAt: Scalars['DateTime']['output'];
  /** Of the payment, or of the refund that it is about. */
  amount: Money;
  /** The provider's word for a refusal. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Of the message that tells of it. Null for what others are not told. */
  eventId?: Maybe<Scalars['ID']['output']>;
  requestId?: Maybe<Scalars['String']['output']>;
  /** The event or step that it follows from. Null where a person wanted it. */
  causationId?: Maybe<Scalars['String']['output']>;
};

export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
  /**
   * Attempts to pay this order, oldest first: all for admins, the caller's own for everyone else. Null to visitors, and
   * when the payments subgraph is away.
   */
  payments?: Maybe<Array<Payment>>;
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

/** Something a client is expected to handle. `code` is stable, `message` is for people. */
export type UserError = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** Path of the input field, such as `lines.0`. Null when no single field is to blame. */
  param?: Maybe<Scalars['String']['output']>;
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
  Payment: Payment;
  Order: Order;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Payment:
    ( { __typename: 'Payment' }
    & GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  PayOrderResult:
    | ( Omit<PaymentSucceeded, 'payment'> & { payment: _RefType['Payment'] } )
    | ( Omit<PaymentRequiresAction, 'payment'> & { payment: _RefType['Payment'] } )
    | ( Omit<PaymentDeclined, 'payment'> & { payment: _RefType['Payment'] } )
    | ( Omit<PaymentPending, 'payment'> & { payment: _RefType['Payment'] } )
    | ( OrderNotPayable )
  ;
  RefundPaymentResult:
    | ( Omit<PaymentRefunded, 'payment' | 'refund'> & { payment: _RefType['Payment'], refund: _RefType['Refund'] } )
    | ( Omit<RefundPending, 'payment' | 'refund'> & { payment: _RefType['Payment'], refund: _RefType['Refund'] } )
    | ( Omit<RefundFailed, 'payment' | 'refund'> & { payment: _RefType['Payment'], refund: _RefType['Refund'] } )
    | ( Omit<RefundTooLarge, 'refundable'> & { refundable: _RefType['Money'] } )
    | ( NotRefundable )
    | ( PaymentNotFound )
  ;
  CompleteSandboxChallengeResult:
    | ( Omit<SandboxChallengeCompleted, 'payment'> & { payment: _RefType['Payment'] } )
    | ( NoOpenChallenge )
    | ( PaymentNotFound )
    | ( SandboxOnly )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( Omit<PaymentPending, 'payment'> & { payment: _RefType['Payment'] } )
    | ( Omit<PaymentDeclined, 'payment'> & { payment: _RefType['Payment'] } )
    | ( Omit<PaymentRequiresAction, 'payment'> & { payment: _RefType['Payment'] } )
    | ( OrderNotPayable )
    | ( Omit<RefundPending, 'payment' | 'refund'> & { payment: _RefType['Payment'], refund: _RefType['Refund'] } )
    | ( Omit<RefundFailed, 'payment' | 'refund'> & { payment: _RefType['Payment'], refund: _RefType['Refund'] } )
    | ( Omit<RefundTooLarge, 'refundable'> & { refundable: _RefType['Money'] } )
    | ( NotRefundable )
    | ( PaymentNotFound )
    | ( NoOpenChallenge )
    | ( SandboxOnly )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PayOrderInput: PayOrderInput;
  RefundPaymentInput: RefundPaymentInput;
  CompleteSandboxChallengeInput: CompleteSandboxChallengeInput;
  PaymentFilter: PaymentFilter;
  PaymentStatusFilter: PaymentStatusFilter;
  StringFilter: StringFilter;
  DateTimeFilter: DateTimeFilter;
  PayOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PayOrderResult']>;
  RefundPaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefundPaymentResult']>;
  CompleteSandboxChallengeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CompleteSandboxChallengeResult']>;
  PaymentSucceeded: ResolverTypeWrapper<Omit<PaymentSucceeded, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  PaymentPending: ResolverTypeWrapper<Omit<PaymentPending, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  PaymentDeclined: ResolverTypeWrapper<Omit<PaymentDeclined, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  PaymentRequiresAction: ResolverTypeWrapper<Omit<PaymentRequiresAction, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  OrderNotPayable: ResolverTypeWrapper<OrderNotPayable>;
  PaymentRefunded: ResolverTypeWrapper<Omit<PaymentRefunded, 'payment' | 'refund'> & { payment: ResolversTypes['Payment'], refund: ResolversTypes['Refund'] }>;
  RefundPending: ResolverTypeWrapper<Omit<RefundPending, 'payment' | 'refund'> & { payment: ResolversTypes['Payment'], refund: ResolversTypes['Refund'] }>;
  RefundFailed: ResolverTypeWrapper<Omit<RefundFailed, 'payment' | 'refund'> & { payment: ResolversTypes['Payment'], refund: ResolversTypes['Refund'] }>;
  RefundTooLarge: ResolverTypeWrapper<Omit<RefundTooLarge, 'refundable'> & { refundable: ResolversTypes['Money'] }>;
  NotRefundable: ResolverTypeWrapper<NotRefundable>;
  PaymentNotFound: ResolverTypeWrapper<PaymentNotFound>;
  SandboxChallengeCompleted: ResolverTypeWrapper<Omit<SandboxChallengeCompleted, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  NoOpenChallenge: ResolverTypeWrapper<NoOpenChallenge>;
  SandboxOnly: ResolverTypeWrapper<SandboxOnly>;
  PaymentConnection: ResolverTypeWrapper<PaymentList>;
  PaymentEdge: ResolverTypeWrapper<Omit<PaymentEdge, 'node'> & { node: ResolversTypes['Payment'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Payment: ResolverTypeWrapper<PaymentValue>;
  PaymentStatus: PaymentStatus;
  Refund: ResolverTypeWrapper<RefundView>;
  RefundStatus: RefundStatus;
  PaymentStep: ResolverTypeWrapper<PaymentStepValue>;
  Order: ResolverTypeWrapper<Omit<Order, 'payments'> & { payments?: Maybe<Array<ResolversTypes['Payment']>> }>;
  Money: ResolverTypeWrapper<MoneyValue>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  link__Import: ResolverTypeWrapper<Scalars['link__Import']['output']>;
  link__Purpose: Link__Purpose;
  federation__FieldSet: ResolverTypeWrapper<Scalars['federation__FieldSet']['output']>;
  federation__Scope: ResolverTypeWrapper<Scalars['federation__Scope']['output']>;
  federation__Policy: ResolverTypeWrapper<Scalars['federation__Policy']['output']>;
  federation__ContextFieldValue: ResolverTypeWrapper<Scalars['federation__ContextFieldValue']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  MinorUnits: Scalars['MinorUnits']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  PayOrderInput: PayOrderInput;
  RefundPaymentInput: RefundPaymentInput;
  CompleteSandboxChallengeInput: CompleteSandboxChallengeInput;
  PaymentFilter: PaymentFilter;
  PaymentStatusFilter: PaymentStatusFilter;
  StringFilter: StringFilter;
  DateTimeFilter: DateTimeFilter;
  PayOrderResult: ResolversUnionTypes<ResolversParentTypes>['PayOrderResult'];
  RefundPaymentResult: ResolversUnionTypes<ResolversParentTypes>['RefundPaymentResult'];
  CompleteSandboxChallengeResult: ResolversUnionTypes<ResolversParentTypes>['CompleteSandboxChallengeResult'];
  PaymentSucceeded: Omit<PaymentSucceeded, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  PaymentPending: Omit<PaymentPending, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  PaymentDeclined: Omit<PaymentDeclined, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  PaymentRequiresAction: Omit<PaymentRequiresAction, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  OrderNotPayable: OrderNotPayable;
  PaymentRefunded: Omit<PaymentRefunded, 'payment' | 'refund'> & { payment: ResolversParentTypes['Payment'], refund: ResolversParentTypes['Refund'] };
  RefundPending: Omit<RefundPending, 'payment' | 'refund'> & { payment: ResolversParentTypes['Payment'], refund: ResolversParentTypes['Refund'] };
  RefundFailed: Omit<RefundFailed, 'payment' | 'refund'> & { payment: ResolversParentTypes['Payment'], refund: ResolversParentTypes['Refund'] };
  RefundTooLarge: Omit<RefundTooLarge, 'refundable'> & { refundable: ResolversParentTypes['Money'] };
  NotRefundable: NotRefundable;
  PaymentNotFound: PaymentNotFound;
  SandboxChallengeCompleted: Omit<SandboxChallengeCompleted, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  NoOpenChallenge: NoOpenChallenge;
  SandboxOnly: SandboxOnly;
  PaymentConnection: PaymentList;
  PaymentEdge: Omit<PaymentEdge, 'node'> & { node: ResolversParentTypes['Payment'] };
  PageInfo: PageInfo;
  Payment: PaymentValue;
  Refund: RefundView;
  PaymentStep: PaymentStepValue;
  Order: Omit<Order, 'payments'> & { payments?: Maybe<Array<ResolversParentTypes['Payment']>> } | FederationReferenceTypes['Order'];
  Money: MoneyValue;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  link__Import: Scalars['link__Import']['output'];
  federation__FieldSet: Scalars['federation__FieldSet']['output'];
  federation__Scope: Scalars['federation__Scope']['output'];
  federation__Policy: Scalars['federation__Policy']['output'];
  federation__ContextFieldValue: Scalars['federation__ContextFieldValue']['output'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type LinkDirectiveArgs = {
  url?: Maybe<Scalars['String']['input']>;
  as?: Maybe<Scalars['String']['input']>;
  for?: Maybe<Link__Purpose>;
  import?: Maybe<Array<Maybe<Scalars['link__Import']['input']>>>;
};

export type LinkDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__RequiresDirectiveArgs = {
  fields: Scalars['federation__FieldSet']['input'];
};

export type Federation__RequiresDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__RequiresDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ProvidesDirectiveArgs = {
  fields: Scalars['federation__FieldSet']['input'];
};

export type Federation__ProvidesDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__ProvidesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ExternalDirectiveArgs = { };

export type Federation__ExternalDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__ExternalDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ExtendsDirectiveArgs = { };

export type Federation__ExtendsDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__ExtendsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__OverrideDirectiveArgs = {
  from: Scalars['String']['input'];
  label?: Maybe<Scalars['String']['input']>;
};

export type Federation__OverrideDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__OverrideDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__TagDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type Federation__TagDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__TagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ComposeDirectiveDirectiveArgs = {
  name?: Maybe<Scalars['String']['input']>;
};

export type Federation__ComposeDirectiveDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__ComposeDirectiveDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__InterfaceObjectDirectiveArgs = { };

export type Federation__InterfaceObjectDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__InterfaceObjectDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__AuthenticatedDirectiveArgs = { };

export type Federation__AuthenticatedDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__AuthenticatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__RequiresScopesDirectiveArgs = {
  scopes: Array<Array<Scalars['federation__Scope']['input']>>;
};

export type Federation__RequiresScopesDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__PolicyDirectiveArgs = {
  policies: Array<Array<Scalars['federation__Policy']['input']>>;
};

export type Federation__PolicyDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__PolicyDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ContextDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type Federation__ContextDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__ContextDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__FromContextDirectiveArgs = {
  field?: Maybe<Scalars['federation__ContextFieldValue']['input']>;
};

export type Federation__FromContextDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__FromContextDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type Federation__CostDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  slicingArguments?: Maybe<Array<Scalars['String']['input']>>;
  sizedFields?: Maybe<Array<Scalars['String']['input']>>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__CacheTagDirectiveArgs = {
  format: Scalars['String']['input'];
};

export type Federation__CacheTagDirectiveResolver<Result, Parent, ContextType = PaymentsContext, Args = Federation__CacheTagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type QueryResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'id'>>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, Partial<QueryPaymentsArgs>>;
  paymentSteps?: Resolver<Array<ResolversTypes['PaymentStep']>, ParentType, ContextType, RequireFields<QueryPaymentStepsArgs, 'orderIds'>>;
};

export type MutationResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  payOrder?: Resolver<ResolversTypes['PayOrderResult'], ParentType, ContextType, RequireFields<MutationPayOrderArgs, 'input'>>;
  refundPayment?: Resolver<ResolversTypes['RefundPaymentResult'], ParentType, ContextType, RequireFields<MutationRefundPaymentArgs, 'input'>>;
  completeSandboxChallenge?: Resolver<ResolversTypes['CompleteSandboxChallengeResult'], ParentType, ContextType, RequireFields<MutationCompleteSandboxChallengeArgs, 'input'>>;
};

export type PayOrderResultResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PayOrderResult'] = ResolversParentTypes['PayOrderResult']> = {
  __resolveType: TypeResolveFn<'PaymentSucceeded' | 'PaymentRequiresAction' | 'PaymentDeclined' | 'PaymentPending' | 'OrderNotPayable', ParentType, ContextType>;
};

export type RefundPaymentResultResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['RefundPaymentResult'] = ResolversParentTypes['RefundPaymentResult']> = {
  __resolveType: TypeResolveFn<'PaymentRefunded' | 'RefundPending' | 'RefundFailed' | 'RefundTooLarge' | 'NotRefundable' | 'PaymentNotFound', ParentType, ContextType>;
};

export type CompleteSandboxChallengeResultResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['CompleteSandboxChallengeResult'] = ResolversParentTypes['CompleteSandboxChallengeResult']> = {
  __resolveType: TypeResolveFn<'SandboxChallengeCompleted' | 'NoOpenChallenge' | 'PaymentNotFound' | 'SandboxOnly', ParentType, ContextType>;
};

export type PaymentSucceededResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PaymentSucceeded'] = ResolversParentTypes['PaymentSucceeded']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentPendingResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PaymentPending'] = ResolversParentTypes['PaymentPending']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentDeclinedResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PaymentDeclined'] = ResolversParentTypes['PaymentDeclined']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  declineReason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentRequiresActionResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PaymentRequiresAction'] = ResolversParentTypes['PaymentRequiresAction']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clientSecret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actionUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderNotPayableResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['OrderNotPayable'] = ResolversParentTypes['OrderNotPayable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentRefundedResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PaymentRefunded'] = ResolversParentTypes['PaymentRefunded']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  refund?: Resolver<ResolversTypes['Refund'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundPendingResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['RefundPending'] = ResolversParentTypes['RefundPending']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  refund?: Resolver<ResolversTypes['Refund'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundFailedResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['RefundFailed'] = ResolversParentTypes['RefundFailed']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failureReason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  refund?: Resolver<ResolversTypes['Refund'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundTooLargeResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['RefundTooLarge'] = ResolversParentTypes['RefundTooLarge']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refundable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotRefundableResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['NotRefundable'] = ResolversParentTypes['NotRefundable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentNotFoundResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PaymentNotFound'] = ResolversParentTypes['PaymentNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SandboxChallengeCompletedResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['SandboxChallengeCompleted'] = ResolversParentTypes['SandboxChallengeCompleted']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NoOpenChallengeResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['NoOpenChallenge'] = ResolversParentTypes['NoOpenChallenge']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SandboxOnlyResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['SandboxOnly'] = ResolversParentTypes['SandboxOnly']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentConnectionResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PaymentConnection'] = ResolversParentTypes['PaymentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PaymentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Payment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PaymentEdgeResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PaymentEdge'] = ResolversParentTypes['PaymentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  declineReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  processedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refunds?: Resolver<Array<ResolversTypes['Refund']>, ParentType, ContextType>;
  refundedAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
};

export type RefundResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RefundStatus'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failureReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  processedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PaymentStepResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PaymentStep'] = ResolversParentTypes['PaymentStep']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  paymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  eventId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  causationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OrderResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payments?: Resolver<Maybe<Array<ResolversTypes['Payment']>>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'PaymentPending' | 'PaymentDeclined' | 'PaymentRequiresAction' | 'OrderNotPayable' | 'RefundPending' | 'RefundFailed' | 'RefundTooLarge' | 'NotRefundable' | 'PaymentNotFound' | 'NoOpenChallenge' | 'SandboxOnly', ParentType, ContextType>;
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

export type Resolvers<ContextType = PaymentsContext> = {
  DateTime?: GraphQLScalarType;
  MinorUnits?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PayOrderResult?: PayOrderResultResolvers<ContextType>;
  RefundPaymentResult?: RefundPaymentResultResolvers<ContextType>;
  CompleteSandboxChallengeResult?: CompleteSandboxChallengeResultResolvers<ContextType>;
  PaymentSucceeded?: PaymentSucceededResolvers<ContextType>;
  PaymentPending?: PaymentPendingResolvers<ContextType>;
  PaymentDeclined?: PaymentDeclinedResolvers<ContextType>;
  PaymentRequiresAction?: PaymentRequiresActionResolvers<ContextType>;
  OrderNotPayable?: OrderNotPayableResolvers<ContextType>;
  PaymentRefunded?: PaymentRefundedResolvers<ContextType>;
  RefundPending?: RefundPendingResolvers<ContextType>;
  RefundFailed?: RefundFailedResolvers<ContextType>;
  RefundTooLarge?: RefundTooLargeResolvers<ContextType>;
  NotRefundable?: NotRefundableResolvers<ContextType>;
  PaymentNotFound?: PaymentNotFoundResolvers<ContextType>;
  SandboxChallengeCompleted?: SandboxChallengeCompletedResolvers<ContextType>;
  NoOpenChallenge?: NoOpenChallengeResolvers<ContextType>;
  SandboxOnly?: SandboxOnlyResolvers<ContextType>;
  PaymentConnection?: PaymentConnectionResolvers<ContextType>;
  PaymentEdge?: PaymentEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  PaymentStep?: PaymentStepResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  link__Import?: GraphQLScalarType;
  federation__FieldSet?: GraphQLScalarType;
  federation__Scope?: GraphQLScalarType;
  federation__Policy?: GraphQLScalarType;
  federation__ContextFieldValue?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = PaymentsContext> = {
  link?: LinkDirectiveResolver<any, any, ContextType>;
  federation__requires?: Federation__RequiresDirectiveResolver<any, any, ContextType>;
  federation__provides?: Federation__ProvidesDirectiveResolver<any, any, ContextType>;
  federation__external?: Federation__ExternalDirectiveResolver<any, any, ContextType>;
  federation__extends?: Federation__ExtendsDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
  federation__override?: Federation__OverrideDirectiveResolver<any, any, ContextType>;
  federation__tag?: Federation__TagDirectiveResolver<any, any, ContextType>;
  federation__composeDirective?: Federation__ComposeDirectiveDirectiveResolver<any, any, ContextType>;
  federation__interfaceObject?: Federation__InterfaceObjectDirectiveResolver<any, any, ContextType>;
  federation__authenticated?: Federation__AuthenticatedDirectiveResolver<any, any, ContextType>;
  federation__requiresScopes?: Federation__RequiresScopesDirectiveResolver<any, any, ContextType>;
  federation__policy?: Federation__PolicyDirectiveResolver<any, any, ContextType>;
  federation__context?: Federation__ContextDirectiveResolver<any, any, ContextType>;
  federation__fromContext?: Federation__FromContextDirectiveResolver<any, any, ContextType>;
  federation__cost?: Federation__CostDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  federation__cacheTag?: Federation__CacheTagDirectiveResolver<any, any, ContextType>;
};
