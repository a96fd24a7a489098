import type { AppError } from '#kernel/errors.ts';
import type { BaseContext } from '#kernel/graphql/call.ts';
import type { FilterInput } from '#kernel/graphql/filter.ts';
import type { Connection, Page } from '#kernel/graphql/page.ts';
import type { DeadLetterActions } from './deadLetterPorts.ts';
import type { DispatchActions, DispatchQueue, TargetStore } from './dispatchPorts.ts';
import type { Category, Choice, SwitchName } from './domain/preferences.ts';

export type NotificationKind = 'WELCOME' | 'ORDER' | 'PAYMENT';

/** One message in a person's inbox. */
export type Notification = {
  readonly id: string;
  readonly userId: string;
  readonly kind: NotificationKind;
  readonly title: string;
  readonly body: string;
  readonly orderId: string | null;
  readonly read: boolean;
  readonly createdAt: Date;
};

export type Delivery = Pick<Notification, 'userId' | 'kind' | 'title' | 'body' | 'orderId'> & {
  /** The event that it tells of: it is told once. */
  readonly eventId: string;
};

export type NotificationStore = {
  /** Stores and publishes it in one transaction, unless the event was told before: then the first one stays. */
  add(notification: Notification, eventId: string): Promise<Notification>;
  /** @returns null unless it is this user's. */
  markRead(id: string, userId: string): Promise<Notification | null>;
  byIds(ids: readonly string[]): Promise<readonly Notification[]>;
  /** Newest first. */
  page(userId: string, unreadOnly: boolean, page: Page): Promise<Connection<Notification>>;
  count(userId: string, unreadOnly: boolean): Promise<number>;
  /**
   * Where it stands among all that this user's inbox was given, from 1 and in the order of their commits; 0 for what came
   * before places were counted. Null unless it is this user's.
   */
  placeOf(id: string, userId: string): Promise<number | null>;
  /** What this user's inbox was given behind that place, oldest first. */
  addedBehind(userId: string, place: number, limit: number): Promise<readonly Placed[]>;
  /** Removes a deleted user's inbox. */
  erase(userId: string): Promise<void>;
};

export type Placed = { readonly id: string; readonly place: number };

export type PreferenceStore = {
  /** What the user has switched off. */
  offOf(userId: string): Promise<readonly SwitchName[]>;
  /** Both at once; switches that are named in neither stay as they are. @returns what is off then. */
  change(
    userId: string,
    change: { off: readonly SwitchName[]; on: readonly SwitchName[] },
  ): Promise<readonly SwitchName[]>;
  /** The user's token for links that switch mails off; `fresh` becomes it where there is none yet. */
  tokenOf(userId: string, fresh: string): Promise<string>;
  userOfToken(token: string): Promise<string | null>;
  erase(userId: string): Promise<void>;
};

/** What became of a mail. */
export type LoggedMail = {
  readonly id: string;
  /** Null once the account was deleted. */
  readonly userId: string | null;
  readonly template: string;
  /** WAITING: given up once, and to be sent again. */
  readonly status: 'SENT' | 'PARKED' | 'WAITING';
  readonly reason: string | null;
  readonly attempts: number;
  /** Real time. */
  readonly at: Date;
  /** The order it was about. Missing where there is none. */
  readonly orderId?: string;
  /** Where in the log it was told. */
  readonly told?: { readonly eventId: string; readonly partition: number; readonly offset: string };
};

export type MailLog = {
  /** A later word about the same mail replaces the earlier one. Nobody's name is put on a mail of a deleted user. */
  record(mail: LoggedMail): Promise<void>;
  /** Newest first. @throws AppError BAD_USER_INPUT (INVALID_FILTER, INVALID_PAGE). */
  page(filter: FilterInput, page: Page): Promise<Connection<LoggedMail>>;
  count(filter: FilterInput): Promise<number>;
  /** Takes the user's id off all mails, those that are still to be recorded included. */
  erase(userId: string): Promise<void>;
};

/** Which mails that were given up are meant. */
export type WantedMails = {
  /** All where it says nothing. */
  readonly ids: readonly string[] | null;
  /** All but `notReasons` where it says nothing. */
  readonly reason: string | null;
  readonly notReasons: readonly string[];
  readonly notTemplates: readonly string[];
  /** Given up since then. */
  readonly since: Date;
};

/** Mails that were given up, of accounts that still exist. */
export type ParkedMailStore = {
  /** Oldest first. */
  find(wanted: WantedMails, limit: number): Promise<LoggedMail[]>;
  count(wanted: WantedMails): Promise<number>;
  /** Publishes MailResendRequested for those that are PARKED, which are WAITING then, in one transaction. */
  askFor(ids: readonly string[], by: { adminId: string; at: Date }): Promise<void>;
};

export type ResendRequest = Pick<WantedMails, 'ids' | 'reason'> & {
  readonly adminId: string;
  readonly dryRun: boolean;
};

export type ResentMails = {
  readonly mails: readonly LoggedMail[];
  readonly remaining: number;
  readonly dryRun: boolean;
};

/** A page of the mail log, and what it was asked for with. */
export type MailPage = Connection<LoggedMail> & { readonly filter: FilterInput };

export type TestMail = { readonly to: string; readonly subject: string; readonly html: string };

export type TestMailRow = {
  readonly mailId: string;
  readonly adminId: string;
  /** Unique per admin. */
  readonly idempotencyKey: string | null;
  readonly fingerprint: string;
  readonly requestedAt: Date;
};

export type TestMailStore = {
  /**
   * Stores it and publishes TestMailRequested in one transaction, unless the key was used before.
   *
   * @returns the row that the key stands for.
   */
  add(row: TestMailRow, mail: TestMail): Promise<Pick<TestMailRow, 'mailId' | 'fingerprint'>>;
  /** Null when there is none, or it was erased. */
  byId(mailId: string): Promise<TestMail | null>;
  /** Address and text go; the key stays, so that a repeat sends nothing again. */
  erase(mailId: string): Promise<void>;
  eraseOf(adminId: string): Promise<void>;
};

export type SendTestMailRequest = TestMail & {
  readonly adminId: string;
  readonly idempotencyKey: string | null;
};

/** A page of an inbox, and whose it is. */
export type Inbox = Connection<Notification> & { readonly userId: string; readonly unreadOnly: boolean };

/** What a live stream carries; everything else is read when it arrives. */
export type Added = { readonly notificationId: string; readonly userId: string };

/** What somebody was told of an order, or is to be told. */
export type OrderMessage = {
  readonly id: string;
  readonly orderId: string;
  readonly channel: 'EMAIL' | 'IN_APP' | 'PUSH' | 'WEBHOOK';
  readonly status: 'WAITING' | 'DELIVERED' | 'FAILED';
  /** The event that it tells of. */
  readonly causationId: string;
  /** Null once the account was deleted. */
  readonly userId: string | null;
  /** How often it was tried. Null in the inbox, where nothing is tried. */
  readonly attempts: number | null;
  /** Why it was given up, or what the other side answered last. */
  readonly reason: string | null;
  /** Business time. Null where only real time is known. */
  readonly at: Date | null;
  /** Real time: when it was delivered or given up, else when it was queued. */
  readonly recordedAt: Date | null;
  readonly requestId: string | null;
  /** Of the message that tells others of it, and its place in the log. */
  readonly eventId: string | null;
  readonly partition: number | null;
  readonly offset: string | null;
};

/** One query per collection. Messages of one order are in no particular order. */
export type OrderMessages = (orderIds: readonly string[]) => Promise<readonly OrderMessage[]>;

export type NotificationsContext = BaseContext & {
  readonly orderMessages: OrderMessages;
  readonly notifications: {
    /** All that are asked for at once cost one query. */
    byId(id: string): Promise<Notification | null>;
    /** Newest first. */
    inbox(userId: string, unreadOnly: boolean, page: Page): Promise<Inbox>;
    count(userId: string, unreadOnly: boolean): Promise<number>;
  };
  readonly deliver: (delivery: Delivery) => Promise<Notification>;
  /** @throws AppError REFUSED (NOTIFICATION_NOT_FOUND). */
  readonly markRead: (request: { id: string; userId: string }) => Promise<Notification>;
  /**
   * What reaches this user's inbox from now on, on whichever replica it was delivered, or all behind the notification
   * `after`. An error is the last item.
   *
   * @throws AppError BAD_USER_INPUT (INVALID_CURSOR) when `after` is none of this user's notifications.
   */
  readonly follow: (userId: string, after?: string) => Promise<AsyncIterableIterator<Added | AppError>>;
  readonly preferences: {
    offOf(userId: string): Promise<readonly SwitchName[]>;
    /** @throws AppError REFUSED (MANDATORY_NOTIFICATION). */
    update(userId: string, wishes: readonly Choice[]): Promise<readonly SwitchName[]>;
    tokenOf(userId: string): Promise<string>;
  };
  readonly deadLetters: DeadLetterActions;
  readonly dispatching: DispatchActions;
  readonly targets: Pick<TargetStore, 'webhooksOf' | 'subscriptionsOf'>;
  readonly deliveries: Pick<DispatchQueue, 'page' | 'count'>;
  /** What browsers subscribe with. */
  readonly vapidPublicKey: string;
  /** Users may name addresses that are not encrypted. */
  readonly allowsHttp: boolean;
  readonly mails: Pick<MailLog, 'page' | 'count'>;
  readonly resendParkedMails: (request: ResendRequest) => Promise<ResentMails>;
  readonly testMails: {
    /** @throws AppError BAD_USER_INPUT (IDEMPOTENCY_KEY_REUSED). */
    send(request: SendTestMailRequest): Promise<{ mailId: string }>;
    byId(mailId: string): Promise<TestMail | null>;
  };
};

/** Switches the mails of a category off for whoever the token belongs to. @returns false for an unknown token. */
export type Unsubscribe = (request: { token: string; category: Category }) => Promise<boolean>;
