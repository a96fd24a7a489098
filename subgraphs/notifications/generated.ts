// Written by `npm run codegen`; change the .graphql file instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { LoggedMail, OrderMessage as OrderMessageValue, MailPage, Notification as NotificationValue, Inbox, NotificationsContext } from './ports.ts';
import type { DeadLetter as DeadLetterValue, DeadLetterPage } from './deadLetterPorts.ts';
import type { Dispatch, DispatchPage, Webhook as WebhookValue, PushSubscription as PushSubscriptionValue } from './dispatchPorts.ts';
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
  link__Import: { input: unknown; output: unknown; }
  federation__FieldSet: { input: unknown; output: unknown; }
  federation__Scope: { input: unknown; output: unknown; }
  federation__Policy: { input: unknown; output: unknown; }
  federation__ContextFieldValue: { input: unknown; output: unknown; }
};

export type Query = {
  __typename?: 'Query';
  /**
   * The caller's inbox, newest first. Pages of 1 to 100, 20 by default. Requires a signed-in user. Null when the
   * notifications subgraph is away.
   */
  notifications?: Maybe<NotificationConnection>;
  /**
   * What the caller wants to be told, and where: one choice for each category and channel. Everything is on until it is
   * switched off. Requires a signed-in user. Null when the notifications subgraph is away.
   */
  notificationPreferences?: Maybe<NotificationPreferences>;
  /**
   * The mails that the shop has sent or given up within a year, newest first; neither addresses nor texts are kept. Pages of
   * 1 to 100, 20 by default. Requires the role admin. Null when the notifications subgraph is away.
   */
  mails?: Maybe<MailConnection>;
  /** What a browser subscribes with (`applicationServerKey` of the Push API), base64url. */
  vapidPublicKey?: Maybe<Scalars['String']['output']>;
  /** The caller's webhooks, oldest first. Requires a signed-in user. Null when the notifications subgraph is away. */
  webhooks?: Maybe<Array<Webhook>>;
  /** The caller's browsers, oldest first. Requires a signed-in user. Null when the notifications subgraph is away. */
  pushSubscriptions?: Maybe<Array<PushSubscription>>;
  /**
   * Messages to the caller's webhooks and browsers of the last 30 days, newest first; everybody's for admins. Pages of 1 to
   * 100, 20 by default. Requires a signed-in user. Null when the notifications subgraph is away.
   */
  deliveries?: Maybe<DeliveryConnection>;
  /**
   * Events that a consumer could not handle, and those that wait behind them, newest first, settled ones of the last 90 days
   * included. Pages of 1 to 100, 20 by default. Requires the role admin. Null when the notifications subgraph is away.
   */
  deadLetters?: Maybe<DeadLetterConnection>;
  /** One dead letter. Null when there is none. Requires the role admin. */
  deadLetter?: Maybe<DeadLetter>;
  /** Where a user wants to be told of a category. For services. */
  channelsFor: Array<NotificationChannel>;
  /** What shows `/unsubscribe` whose mail it is about; the same for all mails of a user. For services. */
  unsubscribeToken: Scalars['String']['output'];
  /** What an admin wants sent. Null when it was sent or given up, which erases it. For services. */
  testMail?: Maybe<TestMail>;
  /** What people were told of 1 to 100 orders, in no particular order. For services. */
  orderMessages: Array<OrderMessage>;
};

export type QueryNotificationsArgs = {
  unreadOnly?: Scalars['Boolean']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type QueryMailsArgs = {
  filter?: InputMaybe<MailFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type QueryDeliveriesArgs = {
  filter?: InputMaybe<DeliveryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type QueryDeadLettersArgs = {
  filter?: InputMaybe<DeadLetterFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type QueryDeadLetterArgs = {
  id: Scalars['ID']['input'];
};

export type QueryChannelsForArgs = {
  userId: Scalars['ID']['input'];
  category: NotificationCategory;
};

export type QueryUnsubscribeTokenArgs = {
  userId: Scalars['ID']['input'];
};

export type QueryTestMailArgs = {
  mailId: Scalars['ID']['input'];
};

export type QueryOrderMessagesArgs = {
  orderIds: Array<Scalars['ID']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Marks one of the caller's notifications as read. Repeatable. */
  markNotificationRead: MarkNotificationReadResult;
  /**
   * Changes the caller's choices; what is not named stays. Repeatable. Mails of the category ACCOUNT can't be switched off:
   * they tell of changes to sign-in, and must reach the owner. Requires a signed-in user.
   */
  updateNotificationPreferences: UpdateNotificationPreferencesResult;
  /**
   * Sends a mail to one address, to see whether the mail server works; `mails` tells what became of it. It is kept only until
   * then. Requires the role admin. Bad fields are BAD_USER_INPUT (INVALID_INPUT), all of them at once; a key that was used for
   * another mail is BAD_USER_INPUT (IDEMPOTENCY_KEY_REUSED).
   */
  sendTestEmail: TestEmailAccepted;
  /**
   * Has the caller's own program told of what the inbox tells, by POST and signed (Standard Webhooks). The secret is shown
   * here only. At most 10. Requires a signed-in user. Addresses of private networks are never called.
   */
  addWebhook: AddWebhookResult;
  /** Requires a signed-in user. */
  removeWebhook: RemoveWebhookResult;
  /**
   * Calls one of the caller's webhooks with the type `Test`; `deliveries` tells what it answered. While a test still waits,
   * because the webhook gives no answer, that one is given again.
   */
  testWebhook: TestWebhookResult;
  /**
   * Has a browser told of what the inbox tells, by Web Push. Repeatable; an endpoint belongs to whoever added it last. At most
   * 20. Requires a signed-in user.
   */
  addPushSubscription: AddPushSubscriptionResult;
  /** Repeatable. Requires a signed-in user. */
  removePushSubscription: RemovePushSubscriptionPayload;
  /** Queues a message that was delivered or given up once more: one of the caller's, or any for an admin. */
  redeliver: RedeliverResult;
  /** Tells a user's webhooks and browsers. For services. Repeatable by event id. Gives how many there are. */
  dispatchNotice: Scalars['Int']['output'];
  /**
   * Has a consumer handle the dead letters of a key again, in their order; dropped ones are left out. Events of the key that
   * come meanwhile join in. When all went well the key flows on, and they are REPLAYED. When one fails again, it and those
   * behind it are PARKED again. Repeatable: each event has its effect once. Requires the role admin.
   */
  replayDeadLetters: ReplayDeadLettersResult;
  /** Gives a dead letter up: the next replay of its key leaves it out, for good. Requires the role admin. */
  dropDeadLetter: DropDeadLetterResult;
  /**
   * Has mails that were given up within four weeks sent once more, the oldest first, 100 at a time: those that are named, those
   * with one reason, or all that may still be wanted. Left out are test mails, whose text is gone, mails to deleted accounts,
   * and, unless their reason is named, those that nobody wants (SUPERSEDED, SWITCHED_OFF, ERASED, NO_RECIPIENT). Repeatable:
   * a mail that waits already is not sent twice. Requires the role admin.
   */
  resendParkedMails: ParkedMailsResent;
  /** Puts a notification into a user's inbox. For services. Repeatable by event id. */
  deliverNotification: Notification;
};

export type MutationMarkNotificationReadArgs = {
  input: MarkNotificationReadInput;
};

export type MutationUpdateNotificationPreferencesArgs = {
  input: UpdateNotificationPreferencesInput;
};

export type MutationSendTestEmailArgs = {
  input: SendTestEmailInput;
};

export type MutationAddWebhookArgs = {
  input: AddWebhookInput;
};

export type MutationRemoveWebhookArgs = {
  input: WebhookInput;
};

export type MutationTestWebhookArgs = {
  input: WebhookInput;
};

export type MutationAddPushSubscriptionArgs = {
  input: AddPushSubscriptionInput;
};

export type MutationRemovePushSubscriptionArgs = {
  input: RemovePushSubscriptionInput;
};

export type MutationRedeliverArgs = {
  input: RedeliverInput;
};

export type MutationDispatchNoticeArgs = {
  input: DispatchNoticeInput;
};

export type MutationReplayDeadLettersArgs = {
  input: ReplayDeadLettersInput;
};

export type MutationDropDeadLetterArgs = {
  input: DropDeadLetterInput;
};

export type MutationResendParkedMailsArgs = {
  input: ResendParkedMailsInput;
};

export type MutationDeliverNotificationArgs = {
  input: DeliverNotificationInput;
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Every notification that reaches the caller's inbox from now on. Requires a signed-in user. A client that falls 100
   * behind is cut off with UNAVAILABLE (SUBSCRIBER_TOO_SLOW): subscribe again behind the last one.
   */
  notificationAdded: Notification;
};

export type SubscriptionNotificationAddedArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
};

export type MarkNotificationReadInput = {
  /** A notification of the caller. */
  id: Scalars['ID']['input'];
};

export type UpdateNotificationPreferencesInput = {
  /** 1 to 12 choices, each category and channel at most once. */
  choices: Array<NotificationPreferenceInput>;
};

export type NotificationPreferenceInput = {
  category: NotificationCategory;
  channel: NotificationChannel;
  enabled: Scalars['Boolean']['input'];
};

export type SendTestEmailInput = {
  /** One plain address, at most 254 characters. */
  to: Scalars['String']['input'];
  /** 1 to 200 characters, no line breaks. */
  subject: Scalars['String']['input'];
  /** 1 to 102,400 bytes in UTF-8; a request may be no larger than 100 KB as a whole. It is sent as it is. */
  html: Scalars['String']['input'];
  /** Chosen by the client, unique per admin, remembered for a week; a repeat with the same mail gives the first answer. */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};

/** All parts must hold. At most 50 conditions, 4 levels deep. */
export type ResendParkedMailsInput = {
  /** 1 to 100 ids of `mails`; all where it is missing. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Why they were given up, such as MAIL_REFUSED. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Only tells which would be sent. */
  dryRun?: Scalars['Boolean']['input'];
};

export type ParkedMailsResent = {
  __typename?: 'ParkedMailsResent';
  /** What is sent once more, oldest first; `mails` tells what becomes of it. */
  mails: Array<Mail>;
  /** How many others match: ask again. */
  remaining: Scalars['Int']['output'];
  /** Whether nothing was done, as was asked. */
  dryRun: Scalars['Boolean']['output'];
};

export type MailFilter = {
  /** Whom it was for. */
  userId?: InputMaybe<StringFilter>;
  /** What it was about: the name of an event, such as `OrderPaid`. */
  template?: InputMaybe<StringFilter>;
  status?: InputMaybe<MailStatusFilter>;
  /** When it was sent or given up. */
  at?: InputMaybe<DateTimeFilter>;
  and?: InputMaybe<Array<MailFilter>>;
  or?: InputMaybe<Array<MailFilter>>;
};

export type MailStatusFilter = {
  eq?: InputMaybe<MailStatus>;
  in?: InputMaybe<Array<MailStatus>>;
};

export type AddWebhookInput = {
  /** https, at most 2,000 characters; outside production http too. */
  url: Scalars['String']['input'];
  /** For the caller: at most 200 characters. */
  description?: Scalars['String']['input'];
};

export type WebhookInput = {
  /** One of the caller's webhooks. */
  id: Scalars['ID']['input'];
};

export type AddPushSubscriptionInput = {
  /** As the browser's `PushSubscription` has it. */
  endpoint: Scalars['String']['input'];
  /** `getKey('p256dh')`, 65 bytes in base64url. */
  p256dh: Scalars['String']['input'];
  /** `getKey('auth')`, 16 bytes in base64url. */
  auth: Scalars['String']['input'];
};

export type RemovePushSubscriptionInput = {
  endpoint: Scalars['String']['input'];
};

export type RedeliverInput = {
  id: Scalars['ID']['input'];
};

export type DispatchNoticeInput = {
  /** The event that it tells of: a second time changes nothing. */
  eventId: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
  channels: Array<NotificationChannel>;
  /** Of the event, such as `OrderPaid`. */
  type: Scalars['String']['input'];
  at: Scalars['DateTime']['input'];
  title: Scalars['String']['input'];
  body: Scalars['String']['input'];
  orderId?: InputMaybe<Scalars['ID']['input']>;
};

export type DeliveryFilter = {
  /** For admins: all others have their own ones only. */
  userId?: InputMaybe<StringFilter>;
  channel?: InputMaybe<NotificationChannelFilter>;
  status?: InputMaybe<DeliveryStatusFilter>;
  /** A webhook's or a browser's id. */
  targetId?: InputMaybe<StringFilter>;
  createdAt?: InputMaybe<DateTimeFilter>;
  and?: InputMaybe<Array<DeliveryFilter>>;
  or?: InputMaybe<Array<DeliveryFilter>>;
};

export type NotificationChannelFilter = {
  eq?: InputMaybe<NotificationChannel>;
  in?: InputMaybe<Array<NotificationChannel>>;
};

export type DeliveryStatusFilter = {
  eq?: InputMaybe<DeliveryStatus>;
  in?: InputMaybe<Array<DeliveryStatus>>;
};

export type AddWebhookResult = WebhookAdded | TooManyWebhooks;

export type RemoveWebhookResult = WebhookRemoved | WebhookNotFound;

export type TestWebhookResult = DeliveryQueued | WebhookNotFound;

export type AddPushSubscriptionResult = PushSubscriptionAdded | TooManyPushSubscriptions;

export type RedeliverResult = DeliveryQueued | DeliveryNotFound;

export type WebhookAdded = {
  __typename?: 'WebhookAdded';
  webhook: Webhook;
  /** Key of the signatures, `whsec_…`: keep it, it is not shown again. */
  secret: Scalars['String']['output'];
};

export type WebhookRemoved = {
  __typename?: 'WebhookRemoved';
  id: Scalars['ID']['output'];
};

export type DeliveryQueued = {
  __typename?: 'DeliveryQueued';
  delivery: Delivery;
};

export type PushSubscriptionAdded = {
  __typename?: 'PushSubscriptionAdded';
  subscription: PushSubscription;
};

export type RemovePushSubscriptionPayload = {
  __typename?: 'RemovePushSubscriptionPayload';
  /** False when the caller had none with this endpoint. */
  removed: Scalars['Boolean']['output'];
};

export type TooManyWebhooks = UserError & {
  __typename?: 'TooManyWebhooks';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** No such webhook of the caller. */
export type WebhookNotFound = UserError & {
  __typename?: 'WebhookNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

export type TooManyPushSubscriptions = UserError & {
  __typename?: 'TooManyPushSubscriptions';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** No such delivery of the caller, or it still waits. */
export type DeliveryNotFound = UserError & {
  __typename?: 'DeliveryNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** A program of a user that is told by POST. */
export type Webhook = {
  __typename?: 'Webhook';
  id: Scalars['ID']['output'];
  url: Scalars['String']['output'];
  description: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** Since when it is not called any more, because it answered 410 Gone. Null while it is called. */
  disabledAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A browser that is told by Web Push. */
export type PushSubscription = {
  __typename?: 'PushSubscription';
  id: Scalars['ID']['output'];
  endpoint: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
};

/** One message to one webhook or browser. */
export type Delivery = {
  __typename?: 'Delivery';
  id: Scalars['ID']['output'];
  channel: NotificationChannel;
  /** The webhook's or the browser's id; it may be gone by now. */
  targetId: Scalars['ID']['output'];
  /** Of the event, such as `OrderPaid`; `Test` for a test. */
  type: Scalars['String']['output'];
  title: Scalars['String']['output'];
  /** The order it is about, if any. Null when the orders subgraph is away. */
  order?: Maybe<Order>;
  status: DeliveryStatus;
  /** How often it was tried. */
  attempts: Scalars['Int']['output'];
  /**
   * Of the last attempt: an HTTP status, or why there was none. CONNECTION_REFUSED, CONNECTION_FAILED, UNKNOWN_HOST,
   * TLS_FAILED, TIMEOUT and NOT_SENT (our own fault) are tried again; PRIVATE_ADDRESS and NO_TARGET, a target that is gone or
   * somebody else's, are not. Null before the first.
   */
  answer?: Maybe<Scalars['String']['output']>;
  /** In real time. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was delivered or given up, in real time. Null while it waits. */
  doneAt?: Maybe<Scalars['DateTime']['output']>;
};

export type DeliveryStatus =
  /** It will be tried, again and again for a day and a half. */
  | 'WAITING'
  /** The other side took it. */
  | 'DELIVERED'
  /** Given up. */
  | 'FAILED';

export type DeliveryConnection = {
  __typename?: 'DeliveryConnection';
  edges: Array<DeliveryEdge>;
  nodes: Array<Delivery>;
  pageInfo: PageInfo;
  /** How many match in all. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type DeliveryEdge = {
  __typename?: 'DeliveryEdge';
  cursor: Scalars['String']['output'];
  node: Delivery;
};

export type DeadLetterFilter = {
  consumer?: InputMaybe<StringFilter>;
  topic?: InputMaybe<StringFilter>;
  key?: InputMaybe<StringFilter>;
  kind?: InputMaybe<DeadLetterKindFilter>;
  status?: InputMaybe<DeadLetterStatusFilter>;
  reason?: InputMaybe<StringFilter>;
  /** When it failed last, in real time. */
  recordedAt?: InputMaybe<DateTimeFilter>;
  and?: InputMaybe<Array<DeadLetterFilter>>;
  or?: InputMaybe<Array<DeadLetterFilter>>;
};

export type DeadLetterKindFilter = {
  eq?: InputMaybe<DeadLetterKind>;
  in?: InputMaybe<Array<DeadLetterKind>>;
};

export type DeadLetterStatusFilter = {
  eq?: InputMaybe<DeadLetterStatus>;
  in?: InputMaybe<Array<DeadLetterStatus>>;
};

export type ReplayDeadLettersInput = {
  /** As the dead letter says, such as `email`. */
  consumer: Scalars['String']['input'];
  /** As the dead letter says, such as `orders.v1`. */
  topic: Scalars['String']['input'];
  /** As the dead letter says. */
  key: Scalars['String']['input'];
  /** Only tells what would come again. */
  dryRun?: Scalars['Boolean']['input'];
};

export type DropDeadLetterInput = {
  id: Scalars['ID']['input'];
  /** Why, for the record: 3 to 500 characters. */
  note: Scalars['String']['input'];
};

export type ReplayDeadLettersResult = DeadLettersReplayed | NothingParked;

export type DropDeadLetterResult = DeadLetterDropped | DeadLetterNotFound | DeadLetterSettled;

export type DeadLettersReplayed = {
  __typename?: 'DeadLettersReplayed';
  /** What comes again, oldest first. Empty when all were dropped: the key then flows on. */
  deadLetters: Array<DeadLetter>;
  /** Whether nothing was done, as was asked. */
  dryRun: Scalars['Boolean']['output'];
};

export type DeadLetterDropped = {
  __typename?: 'DeadLetterDropped';
  deadLetter: DeadLetter;
};

/** The consumer waits at no event of this key. */
export type NothingParked = UserError & {
  __typename?: 'NothingParked';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

export type DeadLetterNotFound = UserError & {
  __typename?: 'DeadLetterNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** It was replayed or dropped, or is being replayed. */
export type DeadLetterSettled = UserError & {
  __typename?: 'DeadLetterSettled';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

export type DeadLetterConnection = {
  __typename?: 'DeadLetterConnection';
  edges: Array<DeadLetterEdge>;
  nodes: Array<DeadLetter>;
  pageInfo: PageInfo;
  /** How many match in all. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type DeadLetterEdge = {
  __typename?: 'DeadLetterEdge';
  cursor: Scalars['String']['output'];
  node: DeadLetter;
};

/** An event that one consumer could not handle, or that waits behind one. Other consumers have handled it. */
export type DeadLetter = {
  __typename?: 'DeadLetter';
  id: Scalars['ID']['output'];
  consumer: Scalars['String']['output'];
  topic: Scalars['String']['output'];
  /** The aggregate whose events wait, such as an order's id. */
  key: Scalars['String']['output'];
  kind: DeadLetterKind;
  status: DeadLetterStatus;
  /** An upper-case word or the error's name; FOLLOWS_POISON for one that waits behind another. */
  reason?: Maybe<Scalars['String']['output']>;
  message?: Maybe<Scalars['String']['output']>;
  /** How often it was tried. Null for one that waits behind another. */
  attempts?: Maybe<Scalars['Int']['output']>;
  /** A digest that is equal for failures at the same place in the code. */
  stack?: Maybe<Scalars['String']['output']>;
  /** When it failed first, in real time. */
  failedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it became a dead letter last, in real time. */
  recordedAt: Scalars['DateTime']['output'];
  /** Topic, partition and offset at which the event came first. */
  origin: Scalars['String']['output'];
  /** The event as it was published: JSON, unless that is what is wrong with it. */
  event: Scalars['String']['output'];
  /** Of the request that caused the event. */
  requestId?: Maybe<Scalars['String']['output']>;
  /** W3C trace context of that request. Null when it was not traced. */
  traceparent?: Maybe<Scalars['String']['output']>;
  /** Whether the last replay failed at it, or at one before it of the same key. */
  failedAgain: Scalars['Boolean']['output'];
  /** Why it was dropped. */
  note?: Maybe<Scalars['String']['output']>;
  /** When a replay let its key flow again, in real time. Null while the key waits. 90 days later the letter is forgotten. */
  settledAt?: Maybe<Scalars['DateTime']['output']>;
};

export type DeadLetterKind =
  /** It failed by itself. */
  | 'POISON'
  /** An earlier event of its key failed, and the order must be kept. */
  | 'PARKED';

export type DeadLetterStatus =
  | 'PARKED'
  /** Sent to its consumer again. */
  | 'REPLAYING'
  | 'REPLAYED'
  /** Given up: the next replay of its key leaves it out. */
  | 'DROPPED';

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

export type DeliverNotificationInput = {
  /** The event that it tells of: a second delivery changes nothing. */
  eventId: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
  kind: NotificationKind;
  title: Scalars['String']['input'];
  body: Scalars['String']['input'];
  orderId?: InputMaybe<Scalars['ID']['input']>;
};

/** Everything a client is expected to handle. */
export type MarkNotificationReadResult = NotificationRead | NotificationNotFound;

/** Everything a client is expected to handle. */
export type UpdateNotificationPreferencesResult = NotificationPreferencesUpdated | MandatoryNotification;

export type NotificationPreferencesUpdated = {
  __typename?: 'NotificationPreferencesUpdated';
  preferences: NotificationPreferences;
};

export type TestEmailAccepted = {
  __typename?: 'TestEmailAccepted';
  /** `mails` lists it under this id once it was sent or given up. */
  mailId: Scalars['ID']['output'];
};

/** What a person wants to be told, and where. */
export type NotificationPreferences = {
  __typename?: 'NotificationPreferences';
  /** One for each category and channel, always in the same order. */
  choices: Array<NotificationPreference>;
};

export type NotificationPreference = {
  __typename?: 'NotificationPreference';
  category: NotificationCategory;
  channel: NotificationChannel;
  enabled: Scalars['Boolean']['output'];
  /** Whether it can't be switched off. */
  mandatory: Scalars['Boolean']['output'];
};

/** What a message is about. */
export type NotificationCategory =
  /** Sign-in and the account itself: welcome, verification, passwords, bans. */
  | 'ACCOUNT'
  /** Orders: received, paid, shipped, delivered, expired, cancelled. */
  | 'ORDER_UPDATES'
  /** Payments: received, declined, given back. */
  | 'PAYMENTS';

/** Where a message goes. */
export type NotificationChannel =
  | 'EMAIL'
  /** The inbox, `Query.notifications`. */
  | 'IN_APP'
  /** Web Push, where a browser was registered for it. */
  | 'PUSH'
  /** The caller's own webhooks. */
  | 'WEBHOOK';

/** A mail that was sent or given up. For admins. */
export type Mail = {
  __typename?: 'Mail';
  id: Scalars['ID']['output'];
  /** What it was about: the name of an event, such as `OrderPaid`. */
  template: Scalars['String']['output'];
  status: MailStatus;
  /**
   * Why it was given up, an upper-case word such as NO_RECIPIENT, SWITCHED_OFF, SUPERSEDED, MAIL_REFUSED. Null for mails that
   * were sent.
   */
  reason?: Maybe<Scalars['String']['output']>;
  /** How often it was tried, 1 or more. */
  attempts: Scalars['Int']['output'];
  /** When it was sent or given up, in real time. */
  at: Scalars['DateTime']['output'];
  /** Whom it was for; for a test mail, the admin who asked for it. Null once the account was deleted. */
  user?: Maybe<User>;
};

export type MailStatus =
  /** A mail server has taken it over. */
  | 'SENT'
  /** Given up. */
  | 'PARKED'
  /** Given up, and to be sent once more, as an admin wished. */
  | 'WAITING';

export type MailConnection = {
  __typename?: 'MailConnection';
  edges: Array<MailEdge>;
  nodes: Array<Mail>;
  pageInfo: PageInfo;
  /** How many mails match the filter. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type MailEdge = {
  __typename?: 'MailEdge';
  cursor: Scalars['String']['output'];
  node: Mail;
};

export type OrderMessage = {
  __typename?: 'OrderMessage';
  /** Begins with `mail:`, `inbox:` or `delivery:`. */
  id: Scalars['ID']['output'];
  orderId: Scalars['ID']['output'];
  channel: NotificationChannel;
  status: DeliveryStatus;
  /** The event that it tells of. */
  causationId: Scalars['ID']['output'];
  /** Whom. Null once the account was deleted. */
  userId?: Maybe<Scalars['ID']['output']>;
  /** Null in the inbox, where nothing is tried. */
  attempts?: Maybe<Scalars['Int']['output']>;
  /** Why it was given up, or what the other side answered last. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Shop time. Null where only real time is known. */
  at?: Maybe<Scalars['DateTime']['output']>;
  /** Real time: when it was delivered or given up, else when it was queued. */
  recordedAt?: Maybe<Scalars['DateTime']['output']>;
  requestId?: Maybe<Scalars['String']['output']>;
  /** Of the message that tells others of it, and where the log has it. */
  eventId?: Maybe<Scalars['ID']['output']>;
  partition?: Maybe<Scalars['Int']['output']>;
  offset?: Maybe<Scalars['String']['output']>;
};

export type TestMail = {
  __typename?: 'TestMail';
  to: Scalars['String']['output'];
  subject: Scalars['String']['output'];
  html: Scalars['String']['output'];
};

export type NotificationRead = {
  __typename?: 'NotificationRead';
  notification: Notification;
};

/** One message in a person's inbox. Null to anyone else. */
export type Notification = {
  __typename?: 'Notification';
  id: Scalars['ID']['output'];
  kind: NotificationKind;
  /** One line of plain text. */
  title: Scalars['String']['output'];
  /** Plain text. */
  body: Scalars['String']['output'];
  /** Whether its owner has marked it as read. */
  read: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** The order it is about, if any. Null when the orders subgraph is away. */
  order?: Maybe<Order>;
};

/** What it is about. */
export type NotificationKind =
  /** The account. */
  | 'WELCOME'
  | 'ORDER'
  | 'PAYMENT';

export type NotificationConnection = {
  __typename?: 'NotificationConnection';
  edges: Array<NotificationEdge>;
  nodes: Array<Notification>;
  pageInfo: PageInfo;
  /** How many of the whole inbox are unread, whatever this page shows. Counted only when asked for. */
  unreadCount: Scalars['Int']['output'];
  /** How many match in all. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  cursor: Scalars['String']['output'];
  node: Notification;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
  endCursor?: Maybe<Scalars['String']['output']>;
};

export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
};

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
};

/** Something a client is expected to handle. `code` is stable, `message` is for people. */
export type UserError = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** Path of the input field, such as `lines.0`. Null when no single field is to blame. */
  param?: Maybe<Scalars['String']['output']>;
};

/** No such notification of the caller. */
export type NotificationNotFound = UserError & {
  __typename?: 'NotificationNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** A choice that can't be switched off. `param` names it, such as `choices.0`. */
export type MandatoryNotification = UserError & {
  __typename?: 'MandatoryNotification';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
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
  Notification: Notification;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Notification:
    ( { __typename: 'Notification' }
    & GraphQLRecursivePick<FederationTypes['Notification'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AddWebhookResult:
    | ( Omit<WebhookAdded, 'webhook'> & { webhook: _RefType['Webhook'] } )
    | ( TooManyWebhooks )
  ;
  RemoveWebhookResult:
    | ( WebhookRemoved )
    | ( WebhookNotFound )
  ;
  TestWebhookResult:
    | ( Omit<DeliveryQueued, 'delivery'> & { delivery: _RefType['Delivery'] } )
    | ( WebhookNotFound )
  ;
  AddPushSubscriptionResult:
    | ( Omit<PushSubscriptionAdded, 'subscription'> & { subscription: _RefType['PushSubscription'] } )
    | ( TooManyPushSubscriptions )
  ;
  RedeliverResult:
    | ( Omit<DeliveryQueued, 'delivery'> & { delivery: _RefType['Delivery'] } )
    | ( DeliveryNotFound )
  ;
  ReplayDeadLettersResult:
    | ( Omit<DeadLettersReplayed, 'deadLetters'> & { deadLetters: Array<_RefType['DeadLetter']> } )
    | ( NothingParked )
  ;
  DropDeadLetterResult:
    | ( Omit<DeadLetterDropped, 'deadLetter'> & { deadLetter: _RefType['DeadLetter'] } )
    | ( DeadLetterNotFound )
    | ( DeadLetterSettled )
  ;
  MarkNotificationReadResult:
    | ( Omit<NotificationRead, 'notification'> & { notification: _RefType['Notification'] } )
    | ( NotificationNotFound )
  ;
  UpdateNotificationPreferencesResult:
    | ( NotificationPreferencesUpdated )
    | ( MandatoryNotification )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( TooManyWebhooks )
    | ( WebhookNotFound )
    | ( TooManyPushSubscriptions )
    | ( DeliveryNotFound )
    | ( NothingParked )
    | ( DeadLetterNotFound )
    | ( DeadLetterSettled )
    | ( NotificationNotFound )
    | ( MandatoryNotification )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  MarkNotificationReadInput: MarkNotificationReadInput;
  UpdateNotificationPreferencesInput: UpdateNotificationPreferencesInput;
  NotificationPreferenceInput: NotificationPreferenceInput;
  SendTestEmailInput: SendTestEmailInput;
  ResendParkedMailsInput: ResendParkedMailsInput;
  ParkedMailsResent: ResolverTypeWrapper<Omit<ParkedMailsResent, 'mails'> & { mails: Array<ResolversTypes['Mail']> }>;
  MailFilter: MailFilter;
  MailStatusFilter: MailStatusFilter;
  AddWebhookInput: AddWebhookInput;
  WebhookInput: WebhookInput;
  AddPushSubscriptionInput: AddPushSubscriptionInput;
  RemovePushSubscriptionInput: RemovePushSubscriptionInput;
  RedeliverInput: RedeliverInput;
  DispatchNoticeInput: DispatchNoticeInput;
  DeliveryFilter: DeliveryFilter;
  NotificationChannelFilter: NotificationChannelFilter;
  DeliveryStatusFilter: DeliveryStatusFilter;
  AddWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddWebhookResult']>;
  RemoveWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveWebhookResult']>;
  TestWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TestWebhookResult']>;
  AddPushSubscriptionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddPushSubscriptionResult']>;
  RedeliverResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RedeliverResult']>;
  WebhookAdded: ResolverTypeWrapper<Omit<WebhookAdded, 'webhook'> & { webhook: ResolversTypes['Webhook'] }>;
  WebhookRemoved: ResolverTypeWrapper<WebhookRemoved>;
  DeliveryQueued: ResolverTypeWrapper<Omit<DeliveryQueued, 'delivery'> & { delivery: ResolversTypes['Delivery'] }>;
  PushSubscriptionAdded: ResolverTypeWrapper<Omit<PushSubscriptionAdded, 'subscription'> & { subscription: ResolversTypes['PushSubscription'] }>;
  RemovePushSubscriptionPayload: ResolverTypeWrapper<RemovePushSubscriptionPayload>;
  TooManyWebhooks: ResolverTypeWrapper<TooManyWebhooks>;
  WebhookNotFound: ResolverTypeWrapper<WebhookNotFound>;
  TooManyPushSubscriptions: ResolverTypeWrapper<TooManyPushSubscriptions>;
  DeliveryNotFound: ResolverTypeWrapper<DeliveryNotFound>;
  Webhook: ResolverTypeWrapper<WebhookValue>;
  PushSubscription: ResolverTypeWrapper<PushSubscriptionValue>;
  Delivery: ResolverTypeWrapper<Dispatch>;
  DeliveryStatus: DeliveryStatus;
  DeliveryConnection: ResolverTypeWrapper<DispatchPage>;
  DeliveryEdge: ResolverTypeWrapper<Omit<DeliveryEdge, 'node'> & { node: ResolversTypes['Delivery'] }>;
  DeadLetterFilter: DeadLetterFilter;
  DeadLetterKindFilter: DeadLetterKindFilter;
  DeadLetterStatusFilter: DeadLetterStatusFilter;
  ReplayDeadLettersInput: ReplayDeadLettersInput;
  DropDeadLetterInput: DropDeadLetterInput;
  ReplayDeadLettersResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReplayDeadLettersResult']>;
  DropDeadLetterResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DropDeadLetterResult']>;
  DeadLettersReplayed: ResolverTypeWrapper<Omit<DeadLettersReplayed, 'deadLetters'> & { deadLetters: Array<ResolversTypes['DeadLetter']> }>;
  DeadLetterDropped: ResolverTypeWrapper<Omit<DeadLetterDropped, 'deadLetter'> & { deadLetter: ResolversTypes['DeadLetter'] }>;
  NothingParked: ResolverTypeWrapper<NothingParked>;
  DeadLetterNotFound: ResolverTypeWrapper<DeadLetterNotFound>;
  DeadLetterSettled: ResolverTypeWrapper<DeadLetterSettled>;
  DeadLetterConnection: ResolverTypeWrapper<DeadLetterPage>;
  DeadLetterEdge: ResolverTypeWrapper<Omit<DeadLetterEdge, 'node'> & { node: ResolversTypes['DeadLetter'] }>;
  DeadLetter: ResolverTypeWrapper<DeadLetterValue>;
  DeadLetterKind: DeadLetterKind;
  DeadLetterStatus: DeadLetterStatus;
  StringFilter: StringFilter;
  DateTimeFilter: DateTimeFilter;
  DeliverNotificationInput: DeliverNotificationInput;
  MarkNotificationReadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MarkNotificationReadResult']>;
  UpdateNotificationPreferencesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateNotificationPreferencesResult']>;
  NotificationPreferencesUpdated: ResolverTypeWrapper<NotificationPreferencesUpdated>;
  TestEmailAccepted: ResolverTypeWrapper<TestEmailAccepted>;
  NotificationPreferences: ResolverTypeWrapper<NotificationPreferences>;
  NotificationPreference: ResolverTypeWrapper<NotificationPreference>;
  NotificationCategory: NotificationCategory;
  NotificationChannel: NotificationChannel;
  Mail: ResolverTypeWrapper<LoggedMail>;
  MailStatus: MailStatus;
  MailConnection: ResolverTypeWrapper<MailPage>;
  MailEdge: ResolverTypeWrapper<Omit<MailEdge, 'node'> & { node: ResolversTypes['Mail'] }>;
  OrderMessage: ResolverTypeWrapper<OrderMessageValue>;
  TestMail: ResolverTypeWrapper<TestMail>;
  NotificationRead: ResolverTypeWrapper<Omit<NotificationRead, 'notification'> & { notification: ResolversTypes['Notification'] }>;
  Notification: ResolverTypeWrapper<NotificationValue>;
  NotificationKind: NotificationKind;
  NotificationConnection: ResolverTypeWrapper<Inbox>;
  NotificationEdge: ResolverTypeWrapper<Omit<NotificationEdge, 'node'> & { node: ResolversTypes['Notification'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Order: ResolverTypeWrapper<Order>;
  User: ResolverTypeWrapper<User>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  NotificationNotFound: ResolverTypeWrapper<NotificationNotFound>;
  MandatoryNotification: ResolverTypeWrapper<MandatoryNotification>;
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
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  MarkNotificationReadInput: MarkNotificationReadInput;
  UpdateNotificationPreferencesInput: UpdateNotificationPreferencesInput;
  NotificationPreferenceInput: NotificationPreferenceInput;
  SendTestEmailInput: SendTestEmailInput;
  ResendParkedMailsInput: ResendParkedMailsInput;
  ParkedMailsResent: Omit<ParkedMailsResent, 'mails'> & { mails: Array<ResolversParentTypes['Mail']> };
  MailFilter: MailFilter;
  MailStatusFilter: MailStatusFilter;
  AddWebhookInput: AddWebhookInput;
  WebhookInput: WebhookInput;
  AddPushSubscriptionInput: AddPushSubscriptionInput;
  RemovePushSubscriptionInput: RemovePushSubscriptionInput;
  RedeliverInput: RedeliverInput;
  DispatchNoticeInput: DispatchNoticeInput;
  DeliveryFilter: DeliveryFilter;
  NotificationChannelFilter: NotificationChannelFilter;
  DeliveryStatusFilter: DeliveryStatusFilter;
  AddWebhookResult: ResolversUnionTypes<ResolversParentTypes>['AddWebhookResult'];
  RemoveWebhookResult: ResolversUnionTypes<ResolversParentTypes>['RemoveWebhookResult'];
  TestWebhookResult: ResolversUnionTypes<ResolversParentTypes>['TestWebhookResult'];
  AddPushSubscriptionResult: ResolversUnionTypes<ResolversParentTypes>['AddPushSubscriptionResult'];
  RedeliverResult: ResolversUnionTypes<ResolversParentTypes>['RedeliverResult'];
  WebhookAdded: Omit<WebhookAdded, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  WebhookRemoved: WebhookRemoved;
  DeliveryQueued: Omit<DeliveryQueued, 'delivery'> & { delivery: ResolversParentTypes['Delivery'] };
  PushSubscriptionAdded: Omit<PushSubscriptionAdded, 'subscription'> & { subscription: ResolversParentTypes['PushSubscription'] };
  RemovePushSubscriptionPayload: RemovePushSubscriptionPayload;
  TooManyWebhooks: TooManyWebhooks;
  WebhookNotFound: WebhookNotFound;
  TooManyPushSubscriptions: TooManyPushSubscriptions;
  DeliveryNotFound: DeliveryNotFound;
  Webhook: WebhookValue;
  PushSubscription: PushSubscriptionValue;
  Delivery: Dispatch;
  DeliveryConnection: DispatchPage;
  DeliveryEdge: Omit<DeliveryEdge, 'node'> & { node: ResolversParentTypes['Delivery'] };
  DeadLetterFilter: DeadLetterFilter;
  DeadLetterKindFilter: DeadLetterKindFilter;
  DeadLetterStatusFilter: DeadLetterStatusFilter;
  ReplayDeadLettersInput: ReplayDeadLettersInput;
  DropDeadLetterInput: DropDeadLetterInput;
  ReplayDeadLettersResult: ResolversUnionTypes<ResolversParentTypes>['ReplayDeadLettersResult'];
  DropDeadLetterResult: ResolversUnionTypes<ResolversParentTypes>['DropDeadLetterResult'];
  DeadLettersReplayed: Omit<DeadLettersReplayed, 'deadLetters'> & { deadLetters: Array<ResolversParentTypes['DeadLetter']> };
  DeadLetterDropped: Omit<DeadLetterDropped, 'deadLetter'> & { deadLetter: ResolversParentTypes['DeadLetter'] };
  NothingParked: NothingParked;
  DeadLetterNotFound: DeadLetterNotFound;
  DeadLetterSettled: DeadLetterSettled;
  DeadLetterConnection: DeadLetterPage;
  DeadLetterEdge: Omit<DeadLetterEdge, 'node'> & { node: ResolversParentTypes['DeadLetter'] };
  DeadLetter: DeadLetterValue;
  StringFilter: StringFilter;
  DateTimeFilter: DateTimeFilter;
  DeliverNotificationInput: DeliverNotificationInput;
  MarkNotificationReadResult: ResolversUnionTypes<ResolversParentTypes>['MarkNotificationReadResult'];
  UpdateNotificationPreferencesResult: ResolversUnionTypes<ResolversParentTypes>['UpdateNotificationPreferencesResult'];
  NotificationPreferencesUpdated: NotificationPreferencesUpdated;
  TestEmailAccepted: TestEmailAccepted;
  NotificationPreferences: NotificationPreferences;
  NotificationPreference: NotificationPreference;
  Mail: LoggedMail;
  MailConnection: MailPage;
  MailEdge: Omit<MailEdge, 'node'> & { node: ResolversParentTypes['Mail'] };
  OrderMessage: OrderMessageValue;
  TestMail: TestMail;
  NotificationRead: Omit<NotificationRead, 'notification'> & { notification: ResolversParentTypes['Notification'] };
  Notification: NotificationValue;
  NotificationConnection: Inbox;
  NotificationEdge: Omit<NotificationEdge, 'node'> & { node: ResolversParentTypes['Notification'] };
  PageInfo: PageInfo;
  Order: Order;
  User: User;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  NotificationNotFound: NotificationNotFound;
  MandatoryNotification: MandatoryNotification;
  link__Import: Scalars['link__Import']['output'];
  federation__FieldSet: Scalars['federation__FieldSet']['output'];
  federation__Scope: Scalars['federation__Scope']['output'];
  federation__Policy: Scalars['federation__Policy']['output'];
  federation__ContextFieldValue: Scalars['federation__ContextFieldValue']['output'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type ResumableDirectiveArgs = {
  cursor?: Scalars['String']['input'];
  after?: Scalars['String']['input'];
};

export type ResumableDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = ResumableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LinkDirectiveArgs = {
  url?: Maybe<Scalars['String']['input']>;
  as?: Maybe<Scalars['String']['input']>;
  for?: Maybe<Link__Purpose>;
  import?: Maybe<Array<Maybe<Scalars['link__Import']['input']>>>;
};

export type LinkDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__RequiresDirectiveArgs = {
  fields: Scalars['federation__FieldSet']['input'];
};

export type Federation__RequiresDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__RequiresDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ProvidesDirectiveArgs = {
  fields: Scalars['federation__FieldSet']['input'];
};

export type Federation__ProvidesDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__ProvidesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ExternalDirectiveArgs = { };

export type Federation__ExternalDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__ExternalDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ExtendsDirectiveArgs = { };

export type Federation__ExtendsDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__ExtendsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__OverrideDirectiveArgs = {
  from: Scalars['String']['input'];
  label?: Maybe<Scalars['String']['input']>;
};

export type Federation__OverrideDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__OverrideDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__TagDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type Federation__TagDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__TagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ComposeDirectiveDirectiveArgs = {
  name?: Maybe<Scalars['String']['input']>;
};

export type ComposeDirectiveDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = ComposeDirectiveDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__InterfaceObjectDirectiveArgs = { };

export type Federation__InterfaceObjectDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__InterfaceObjectDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__AuthenticatedDirectiveArgs = { };

export type Federation__AuthenticatedDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__AuthenticatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__RequiresScopesDirectiveArgs = {
  scopes: Array<Array<Scalars['federation__Scope']['input']>>;
};

export type Federation__RequiresScopesDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__PolicyDirectiveArgs = {
  policies: Array<Array<Scalars['federation__Policy']['input']>>;
};

export type Federation__PolicyDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__PolicyDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ContextDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type Federation__ContextDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__ContextDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__FromContextDirectiveArgs = {
  field?: Maybe<Scalars['federation__ContextFieldValue']['input']>;
};

export type Federation__FromContextDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__FromContextDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type Federation__CostDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  slicingArguments?: Maybe<Array<Scalars['String']['input']>>;
  sizedFields?: Maybe<Array<Scalars['String']['input']>>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__CacheTagDirectiveArgs = {
  format: Scalars['String']['input'];
};

export type Federation__CacheTagDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = Federation__CacheTagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type QueryResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  notifications?: Resolver<Maybe<ResolversTypes['NotificationConnection']>, ParentType, ContextType, RequireFields<QueryNotificationsArgs, 'unreadOnly'>>;
  notificationPreferences?: Resolver<Maybe<ResolversTypes['NotificationPreferences']>, ParentType, ContextType>;
  mails?: Resolver<Maybe<ResolversTypes['MailConnection']>, ParentType, ContextType, Partial<QueryMailsArgs>>;
  vapidPublicKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  webhooks?: Resolver<Maybe<Array<ResolversTypes['Webhook']>>, ParentType, ContextType>;
  pushSubscriptions?: Resolver<Maybe<Array<ResolversTypes['PushSubscription']>>, ParentType, ContextType>;
  deliveries?: Resolver<Maybe<ResolversTypes['DeliveryConnection']>, ParentType, ContextType, Partial<QueryDeliveriesArgs>>;
  deadLetters?: Resolver<Maybe<ResolversTypes['DeadLetterConnection']>, ParentType, ContextType, Partial<QueryDeadLettersArgs>>;
  deadLetter?: Resolver<Maybe<ResolversTypes['DeadLetter']>, ParentType, ContextType, RequireFields<QueryDeadLetterArgs, 'id'>>;
  channelsFor?: Resolver<Array<ResolversTypes['NotificationChannel']>, ParentType, ContextType, RequireFields<QueryChannelsForArgs, 'userId' | 'category'>>;
  unsubscribeToken?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<QueryUnsubscribeTokenArgs, 'userId'>>;
  testMail?: Resolver<Maybe<ResolversTypes['TestMail']>, ParentType, ContextType, RequireFields<QueryTestMailArgs, 'mailId'>>;
  orderMessages?: Resolver<Array<ResolversTypes['OrderMessage']>, ParentType, ContextType, RequireFields<QueryOrderMessagesArgs, 'orderIds'>>;
};

export type MutationResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  markNotificationRead?: Resolver<ResolversTypes['MarkNotificationReadResult'], ParentType, ContextType, RequireFields<MutationMarkNotificationReadArgs, 'input'>>;
  updateNotificationPreferences?: Resolver<ResolversTypes['UpdateNotificationPreferencesResult'], ParentType, ContextType, RequireFields<MutationUpdateNotificationPreferencesArgs, 'input'>>;
  sendTestEmail?: Resolver<ResolversTypes['TestEmailAccepted'], ParentType, ContextType, RequireFields<MutationSendTestEmailArgs, 'input'>>;
  addWebhook?: Resolver<ResolversTypes['AddWebhookResult'], ParentType, ContextType, RequireFields<MutationAddWebhookArgs, 'input'>>;
  removeWebhook?: Resolver<ResolversTypes['RemoveWebhookResult'], ParentType, ContextType, RequireFields<MutationRemoveWebhookArgs, 'input'>>;
  testWebhook?: Resolver<ResolversTypes['TestWebhookResult'], ParentType, ContextType, RequireFields<MutationTestWebhookArgs, 'input'>>;
  addPushSubscription?: Resolver<ResolversTypes['AddPushSubscriptionResult'], ParentType, ContextType, RequireFields<MutationAddPushSubscriptionArgs, 'input'>>;
  removePushSubscription?: Resolver<ResolversTypes['RemovePushSubscriptionPayload'], ParentType, ContextType, RequireFields<MutationRemovePushSubscriptionArgs, 'input'>>;
  redeliver?: Resolver<ResolversTypes['RedeliverResult'], ParentType, ContextType, RequireFields<MutationRedeliverArgs, 'input'>>;
  dispatchNotice?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<MutationDispatchNoticeArgs, 'input'>>;
  replayDeadLetters?: Resolver<ResolversTypes['ReplayDeadLettersResult'], ParentType, ContextType, RequireFields<MutationReplayDeadLettersArgs, 'input'>>;
  dropDeadLetter?: Resolver<ResolversTypes['DropDeadLetterResult'], ParentType, ContextType, RequireFields<MutationDropDeadLetterArgs, 'input'>>;
  resendParkedMails?: Resolver<ResolversTypes['ParkedMailsResent'], ParentType, ContextType, RequireFields<MutationResendParkedMailsArgs, 'input'>>;
  deliverNotification?: Resolver<ResolversTypes['Notification'], ParentType, ContextType, RequireFields<MutationDeliverNotificationArgs, 'input'>>;
};

export type SubscriptionResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  notificationAdded?: SubscriptionResolver<ResolversTypes['Notification'], "notificationAdded", ParentType, ContextType, Partial<SubscriptionNotificationAddedArgs>>;
};

export type ParkedMailsResentResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['ParkedMailsResent'] = ResolversParentTypes['ParkedMailsResent']> = {
  mails?: Resolver<Array<ResolversTypes['Mail']>, ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AddWebhookResultResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['AddWebhookResult'] = ResolversParentTypes['AddWebhookResult']> = {
  __resolveType: TypeResolveFn<'WebhookAdded' | 'TooManyWebhooks', ParentType, ContextType>;
};

export type RemoveWebhookResultResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['RemoveWebhookResult'] = ResolversParentTypes['RemoveWebhookResult']> = {
  __resolveType: TypeResolveFn<'WebhookRemoved' | 'WebhookNotFound', ParentType, ContextType>;
};

export type TestWebhookResultResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['TestWebhookResult'] = ResolversParentTypes['TestWebhookResult']> = {
  __resolveType: TypeResolveFn<'DeliveryQueued' | 'WebhookNotFound', ParentType, ContextType>;
};

export type AddPushSubscriptionResultResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['AddPushSubscriptionResult'] = ResolversParentTypes['AddPushSubscriptionResult']> = {
  __resolveType: TypeResolveFn<'PushSubscriptionAdded' | 'TooManyPushSubscriptions', ParentType, ContextType>;
};

export type RedeliverResultResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['RedeliverResult'] = ResolversParentTypes['RedeliverResult']> = {
  __resolveType: TypeResolveFn<'DeliveryQueued' | 'DeliveryNotFound', ParentType, ContextType>;
};

export type WebhookAddedResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['WebhookAdded'] = ResolversParentTypes['WebhookAdded']> = {
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookRemovedResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['WebhookRemoved'] = ResolversParentTypes['WebhookRemoved']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeliveryQueuedResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['DeliveryQueued'] = ResolversParentTypes['DeliveryQueued']> = {
  delivery?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PushSubscriptionAddedResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['PushSubscriptionAdded'] = ResolversParentTypes['PushSubscriptionAdded']> = {
  subscription?: Resolver<ResolversTypes['PushSubscription'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemovePushSubscriptionPayloadResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['RemovePushSubscriptionPayload'] = ResolversParentTypes['RemovePushSubscriptionPayload']> = {
  removed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type TooManyWebhooksResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['TooManyWebhooks'] = ResolversParentTypes['TooManyWebhooks']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookNotFoundResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['WebhookNotFound'] = ResolversParentTypes['WebhookNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooManyPushSubscriptionsResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['TooManyPushSubscriptions'] = ResolversParentTypes['TooManyPushSubscriptions']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeliveryNotFoundResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['DeliveryNotFound'] = ResolversParentTypes['DeliveryNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  disabledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PushSubscriptionResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['PushSubscription'] = ResolversParentTypes['PushSubscription']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  endpoint?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type DeliveryResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['NotificationChannel'], ParentType, ContextType>;
  targetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DeliveryStatus'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  answer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  doneAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type DeliveryConnectionResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['DeliveryConnection'] = ResolversParentTypes['DeliveryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DeliveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Delivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeliveryEdgeResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['DeliveryEdge'] = ResolversParentTypes['DeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
};

export type ReplayDeadLettersResultResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['ReplayDeadLettersResult'] = ResolversParentTypes['ReplayDeadLettersResult']> = {
  __resolveType: TypeResolveFn<'DeadLettersReplayed' | 'NothingParked', ParentType, ContextType>;
};

export type DropDeadLetterResultResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['DropDeadLetterResult'] = ResolversParentTypes['DropDeadLetterResult']> = {
  __resolveType: TypeResolveFn<'DeadLetterDropped' | 'DeadLetterNotFound' | 'DeadLetterSettled', ParentType, ContextType>;
};

export type DeadLettersReplayedResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['DeadLettersReplayed'] = ResolversParentTypes['DeadLettersReplayed']> = {
  deadLetters?: Resolver<Array<ResolversTypes['DeadLetter']>, ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeadLetterDroppedResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['DeadLetterDropped'] = ResolversParentTypes['DeadLetterDropped']> = {
  deadLetter?: Resolver<ResolversTypes['DeadLetter'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NothingParkedResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['NothingParked'] = ResolversParentTypes['NothingParked']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeadLetterNotFoundResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['DeadLetterNotFound'] = ResolversParentTypes['DeadLetterNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeadLetterSettledResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['DeadLetterSettled'] = ResolversParentTypes['DeadLetterSettled']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeadLetterConnectionResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['DeadLetterConnection'] = ResolversParentTypes['DeadLetterConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DeadLetterEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['DeadLetter']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeadLetterEdgeResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['DeadLetterEdge'] = ResolversParentTypes['DeadLetterEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DeadLetter'], ParentType, ContextType>;
};

export type DeadLetterResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['DeadLetter'] = ResolversParentTypes['DeadLetter']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  consumer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  topic?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DeadLetterKind'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DeadLetterStatus'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attempts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  stack?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  traceparent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failedAgain?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type MarkNotificationReadResultResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['MarkNotificationReadResult'] = ResolversParentTypes['MarkNotificationReadResult']> = {
  __resolveType: TypeResolveFn<'NotificationRead' | 'NotificationNotFound', ParentType, ContextType>;
};

export type UpdateNotificationPreferencesResultResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['UpdateNotificationPreferencesResult'] = ResolversParentTypes['UpdateNotificationPreferencesResult']> = {
  __resolveType: TypeResolveFn<'NotificationPreferencesUpdated' | 'MandatoryNotification', ParentType, ContextType>;
};

export type NotificationPreferencesUpdatedResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['NotificationPreferencesUpdated'] = ResolversParentTypes['NotificationPreferencesUpdated']> = {
  preferences?: Resolver<ResolversTypes['NotificationPreferences'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TestEmailAcceptedResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['TestEmailAccepted'] = ResolversParentTypes['TestEmailAccepted']> = {
  mailId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type NotificationPreferencesResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['NotificationPreferences'] = ResolversParentTypes['NotificationPreferences']> = {
  choices?: Resolver<Array<ResolversTypes['NotificationPreference']>, ParentType, ContextType>;
};

export type NotificationPreferenceResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['NotificationPreference'] = ResolversParentTypes['NotificationPreference']> = {
  category?: Resolver<ResolversTypes['NotificationCategory'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['NotificationChannel'], ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  mandatory?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MailResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['Mail'] = ResolversParentTypes['Mail']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  template?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MailStatus'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type MailConnectionResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['MailConnection'] = ResolversParentTypes['MailConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MailEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Mail']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MailEdgeResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['MailEdge'] = ResolversParentTypes['MailEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Mail'], ParentType, ContextType>;
};

export type OrderMessageResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['OrderMessage'] = ResolversParentTypes['OrderMessage']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['NotificationChannel'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DeliveryStatus'], ParentType, ContextType>;
  causationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  attempts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  eventId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  partition?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  offset?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TestMailResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['TestMail'] = ResolversParentTypes['TestMail']> = {
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  html?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationReadResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['NotificationRead'] = ResolversParentTypes['NotificationRead']> = {
  notification?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification'], FederationReferenceType extends FederationReferenceTypes['Notification'] = FederationReferenceTypes['Notification']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Notification']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NotificationKind'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  read?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
};

export type NotificationConnectionResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['NotificationConnection'] = ResolversParentTypes['NotificationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['NotificationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotificationEdgeResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['NotificationEdge'] = ResolversParentTypes['NotificationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OrderResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'TooManyWebhooks' | 'WebhookNotFound' | 'TooManyPushSubscriptions' | 'DeliveryNotFound' | 'NothingParked' | 'DeadLetterNotFound' | 'DeadLetterSettled' | 'NotificationNotFound' | 'MandatoryNotification', ParentType, ContextType>;
};

export type NotificationNotFoundResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['NotificationNotFound'] = ResolversParentTypes['NotificationNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MandatoryNotificationResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['MandatoryNotification'] = ResolversParentTypes['MandatoryNotification']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export type Resolvers<ContextType = NotificationsContext> = {
  DateTime?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  ParkedMailsResent?: ParkedMailsResentResolvers<ContextType>;
  AddWebhookResult?: AddWebhookResultResolvers<ContextType>;
  RemoveWebhookResult?: RemoveWebhookResultResolvers<ContextType>;
  TestWebhookResult?: TestWebhookResultResolvers<ContextType>;
  AddPushSubscriptionResult?: AddPushSubscriptionResultResolvers<ContextType>;
  RedeliverResult?: RedeliverResultResolvers<ContextType>;
  WebhookAdded?: WebhookAddedResolvers<ContextType>;
  WebhookRemoved?: WebhookRemovedResolvers<ContextType>;
  DeliveryQueued?: DeliveryQueuedResolvers<ContextType>;
  PushSubscriptionAdded?: PushSubscriptionAddedResolvers<ContextType>;
  RemovePushSubscriptionPayload?: RemovePushSubscriptionPayloadResolvers<ContextType>;
  TooManyWebhooks?: TooManyWebhooksResolvers<ContextType>;
  WebhookNotFound?: WebhookNotFoundResolvers<ContextType>;
  TooManyPushSubscriptions?: TooManyPushSubscriptionsResolvers<ContextType>;
  DeliveryNotFound?: DeliveryNotFoundResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
  PushSubscription?: PushSubscriptionResolvers<ContextType>;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryConnection?: DeliveryConnectionResolvers<ContextType>;
  DeliveryEdge?: DeliveryEdgeResolvers<ContextType>;
  ReplayDeadLettersResult?: ReplayDeadLettersResultResolvers<ContextType>;
  DropDeadLetterResult?: DropDeadLetterResultResolvers<ContextType>;
  DeadLettersReplayed?: DeadLettersReplayedResolvers<ContextType>;
  DeadLetterDropped?: DeadLetterDroppedResolvers<ContextType>;
  NothingParked?: NothingParkedResolvers<ContextType>;
  DeadLetterNotFound?: DeadLetterNotFoundResolvers<ContextType>;
  DeadLetterSettled?: DeadLetterSettledResolvers<ContextType>;
  DeadLetterConnection?: DeadLetterConnectionResolvers<ContextType>;
  DeadLetterEdge?: DeadLetterEdgeResolvers<ContextType>;
  DeadLetter?: DeadLetterResolvers<ContextType>;
  MarkNotificationReadResult?: MarkNotificationReadResultResolvers<ContextType>;
  UpdateNotificationPreferencesResult?: UpdateNotificationPreferencesResultResolvers<ContextType>;
  NotificationPreferencesUpdated?: NotificationPreferencesUpdatedResolvers<ContextType>;
  TestEmailAccepted?: TestEmailAcceptedResolvers<ContextType>;
  NotificationPreferences?: NotificationPreferencesResolvers<ContextType>;
  NotificationPreference?: NotificationPreferenceResolvers<ContextType>;
  Mail?: MailResolvers<ContextType>;
  MailConnection?: MailConnectionResolvers<ContextType>;
  MailEdge?: MailEdgeResolvers<ContextType>;
  OrderMessage?: OrderMessageResolvers<ContextType>;
  TestMail?: TestMailResolvers<ContextType>;
  NotificationRead?: NotificationReadResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  NotificationNotFound?: NotificationNotFoundResolvers<ContextType>;
  MandatoryNotification?: MandatoryNotificationResolvers<ContextType>;
  link__Import?: GraphQLScalarType;
  federation__FieldSet?: GraphQLScalarType;
  federation__Scope?: GraphQLScalarType;
  federation__Policy?: GraphQLScalarType;
  federation__ContextFieldValue?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = NotificationsContext> = {
  resumable?: ResumableDirectiveResolver<any, any, ContextType>;
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
  federation__cost?: Federation__CostDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  federation__cacheTag?: Federation__CacheTagDirectiveResolver<any, any, ContextType>;
};
