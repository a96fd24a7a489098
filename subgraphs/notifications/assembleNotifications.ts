import { AddedFeed } from './addedFeed.ts';
import { makeInboxReads } from './inboxReads.ts';
import type { NotificationStore, NotificationsContext } from './ports.ts';
import { makeDeliverNotification } from './usecases/deliverNotification.ts';
import { makeMarkNotificationRead } from './usecases/markNotificationRead.ts';

type Parts = { store: NotificationStore; now: () => Date; newId: () => string };

/** The subgraph out of its parts: what the server needs, and the feed that its subscriptions hang on. */
export function assembleNotifications({ store, now, newId }: Parts) {
  const feed = new AddedFeed();
  const deliver = makeDeliverNotification({ store, now, newId });
  const markRead = makeMarkNotificationRead({ store });
  const follow = (userId: string) => feed.follow(userId);
  const context = (call: NotificationsContext['call']): NotificationsContext => ({
    call,
    notifications: makeInboxReads(store),
    deliver,
    markRead,
    follow,
  });
  return { context, feed };
}
