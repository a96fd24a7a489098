import type { Delivery, Notification, NotificationStore } from '../ports.ts';

type Deps = { store: Pick<NotificationStore, 'add'>; now: () => Date; newId: () => string };

/** Puts it into the inbox, unread. A second delivery of the same event gives the first notification. */
export const makeDeliverNotification =
  ({ store, now, newId }: Deps) =>
  ({ eventId, ...delivery }: Delivery): Promise<Notification> =>
    store.add({ ...delivery, id: newId(), read: false, createdAt: now() }, eventId);
