import type { FilterInput } from '#kernel/graphql/filter.ts';
import type { Connection, Page } from '#kernel/graphql/page.ts';
import type { Attempt, Settlement } from './domain/retries.ts';

/** Where a user's own program is told, signed with `secret`. */
export type Webhook = {
  readonly id: string;
  readonly userId: string;
  readonly url: string;
  readonly description: string;
  /** `whsec_` and 32 random bytes in base64. */
  readonly secret: string;
  readonly createdAt: Date;
  /** Since when it is not called any more, because it answered 410 Gone. */
  readonly disabledAt: Date | null;
};

/** A browser that lets itself be told (W3C Push API). */
export type PushSubscription = {
  readonly id: string;
  readonly userId: string;
  readonly endpoint: string;
  /** The browser's public key, base64url. */
  readonly p256dh: string;
  /** The browser's secret, base64url. */
  readonly auth: string;
  readonly createdAt: Date;
};

export type TargetStore = {
  webhooksOf(userId: string): Promise<Webhook[]>;
  webhook(id: string): Promise<Webhook | null>;
  /** @returns false when the user has `most` already. */
  addWebhook(webhook: Webhook, most: number): Promise<boolean>;
  /** @returns false when it is not this user's. */
  removeWebhook(id: string, userId: string): Promise<boolean>;
  disableWebhook(id: string, at: Date): Promise<void>;
  subscriptionsOf(userId: string): Promise<PushSubscription[]>;
  subscription(id: string): Promise<PushSubscription | null>;
  /** An endpoint is one browser: it belongs to whoever added it last. @returns null when the user has `most` others. */
  putSubscription(subscription: PushSubscription, most: number): Promise<PushSubscription | null>;
  /** @returns false when this user has none with this endpoint. */
  removeSubscription(userId: string, endpoint: string): Promise<boolean>;
  dropSubscription(id: string): Promise<void>;
  erase(userId: string): Promise<void>;
};

export type TargetChannel = 'PUSH' | 'WEBHOOK';

/** What is told. */
export type Message = {
  /** Equal for all attempts and for all targets of one event. */
  readonly eventId: string;
  /** Of the event, such as `OrderPaid`; `Test` for a test. */
  readonly type: string;
  readonly at: Date;
  readonly title: string;
  readonly body: string;
  readonly orderId: string | null;
};

/** WAITING: will be tried (again). DELIVERED: the other side took it. FAILED: given up; it may be queued again. */
export type DeliveryStatus = 'WAITING' | 'DELIVERED' | 'FAILED';

/** One message to one target: the entry in the queue, and afterwards in the log. */
export type Dispatch = {
  readonly id: string;
  readonly userId: string;
  readonly channel: TargetChannel;
  readonly targetId: string;
  readonly message: Message;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  /** Of the last attempt: an HTTP status, or why there was none. */
  readonly answer: string | null;
  /** Real time. */
  readonly createdAt: Date;
  /** When it was delivered or given up, real time. */
  readonly doneAt: Date | null;
};

/** A dispatch that one sender has in hand; whoever holds an older fence is too late. */
export type Claimed = Dispatch & { readonly fence: number };

export type DispatchQueue = {
  /** Ids that are there already stay as they are. */
  add(dispatches: readonly Dispatch[]): Promise<void>;
  /** What is due first, but nothing of these users. */
  claim(except: readonly string[]): Promise<Claimed | null>;
  /** @returns false when it is in other hands by now. */
  settle(claimed: Claimed, settlement: Settlement): Promise<boolean>;
  /** A test of this target that was not delivered or given up yet. */
  waitingTest(userId: string, targetId: string): Promise<Dispatch | null>;
  /** Queues one that has ended anew. @returns null when it is not this user's, or still waits. */
  again(id: string, userId: string | undefined): Promise<Dispatch | null>;
  /** Newest first; all users' where `userId` is undefined. */
  page(userId: string | undefined, filter: FilterInput, page: Page): Promise<Connection<Dispatch>>;
  count(userId: string | undefined, filter: FilterInput): Promise<number>;
  erase(userId: string): Promise<void>;
};

export type DispatchPage = Connection<Dispatch> & {
  readonly userId: string | undefined;
  readonly filter: FilterInput;
};

/** Tries to tell a target once. Never throws: whatever happens is an attempt's outcome. */
export type Tell = (dispatch: Dispatch) => Promise<Attempt>;

export type NoticeRequest = Message & { readonly userId: string; readonly channels: readonly TargetChannel[] };

export type DispatchActions = {
  /** Queues a message for all targets of a user. Repeatable by event id. @returns how many targets there are. */
  dispatch(request: NoticeRequest): Promise<number>;
  /** @throws AppError REFUSED (TOO_MANY_WEBHOOKS). */
  addWebhook(request: { userId: string; url: string; description: string }): Promise<Webhook>;
  /** @throws AppError NOT_FOUND (WEBHOOK_NOT_FOUND). */
  removeWebhook(request: { id: string; userId: string }): Promise<void>;
  /** While a test still waits there is no second one. @throws AppError NOT_FOUND (WEBHOOK_NOT_FOUND). */
  testWebhook(request: { id: string; userId: string }): Promise<Dispatch>;
  /** @throws AppError REFUSED (TOO_MANY_PUSH_SUBSCRIPTIONS). */
  addPushSubscription(
    request: Pick<PushSubscription, 'userId' | 'endpoint' | 'p256dh' | 'auth'>,
  ): Promise<PushSubscription>;
  removePushSubscription(request: { userId: string; endpoint: string }): Promise<boolean>;
  /** @throws AppError NOT_FOUND (DELIVERY_NOT_FOUND). */
  redeliver(request: { id: string; userId: string | undefined }): Promise<Dispatch>;
};
