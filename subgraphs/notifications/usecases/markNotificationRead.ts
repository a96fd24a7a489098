import { AppError } from '#kernel/errors.ts';
import type { Notification, NotificationStore } from '../ports.ts';

type Deps = { store: Pick<NotificationStore, 'markRead'> };

/** Only the user's own; a stranger's reads as absent. Repeatable. */
export const makeMarkNotificationRead =
  ({ store }: Deps) =>
  async ({ id, userId }: { id: string; userId: string }): Promise<Notification> => {
    const notification = await store.markRead(id, userId);
    if (notification) return notification;
    const message = 'you have no such notification';
    throw new AppError('REFUSED', 'NOTIFICATION_NOT_FOUND', message, { reasons: [{ param: 'id', message }] });
  };
