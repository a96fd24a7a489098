import type { AppError } from '#kernel/errors.ts';
import type { BaseContext } from '#kernel/graphql/call.ts';
import type { Connection, Page } from '#kernel/graphql/page.ts';

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
  countUnread(userId: string): Promise<number>;
};

/** A page of an inbox, and whose it is. */
export type Inbox = Connection<Notification> & { readonly userId: string };

/** What a live stream carries; everything else is read when it arrives. */
export type Added = { readonly notificationId: string; readonly userId: string };

export type NotificationsContext = BaseContext & {
  readonly notifications: {
    /** All that are asked for at once cost one query. */
    byId(id: string): Promise<Notification | null>;
    /** Newest first. */
    inbox(userId: string, unreadOnly: boolean, page: Page): Promise<Inbox>;
    countUnread(userId: string): Promise<number>;
  };
  readonly deliver: (delivery: Delivery) => Promise<Notification>;
  /** @throws AppError REFUSED (NOTIFICATION_NOT_FOUND). */
  readonly markRead: (request: { id: string; userId: string }) => Promise<Notification>;
  /** What reaches this user's inbox from now on, on whichever replica it was delivered. An error is the last item. */
  readonly follow: (userId: string) => AsyncIterableIterator<Added | AppError>;
};
