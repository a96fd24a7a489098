import DataLoader from 'dataloader';
import type { Notification, NotificationStore, NotificationsContext } from './ports.ts';

/** The reads of one request: make it anew for each, since it remembers what it has read. */
export function makeInboxReads(store: NotificationStore): NotificationsContext['notifications'] {
  const loader = new DataLoader<string, Notification | null>(async (ids) => {
    const found = new Map((await store.byIds(ids)).map((notification) => [notification.id, notification]));
    return ids.map((id) => found.get(id) ?? null);
  });
  return {
    byId: (id) => loader.load(id),
    inbox: async (userId, unreadOnly, page) => ({
      ...(await store.page(userId, unreadOnly, page)),
      userId,
      unreadOnly,
    }),
    count: (userId, unreadOnly) => store.count(userId, unreadOnly),
  };
}
