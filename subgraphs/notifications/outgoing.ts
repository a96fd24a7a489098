import type { Draft } from '#events/outbox/outbox.ts';
import type { Notification } from './ports.ts';

/** Says that something arrived, not what: who may read it asks for it. */
export const addedOf = ({ id, userId, createdAt }: Notification): Draft => ({
  topic: 'notifications.v1',
  key: userId,
  type: 'NotificationAdded',
  data: { notificationId: id, userId },
  occurredAt: createdAt,
});
