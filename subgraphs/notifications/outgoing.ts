import type { Draft } from '#events/outbox/outbox.ts';
import type { Notification, TestMailRow } from './ports.ts';

/** Says that something arrived, not what: who may read it asks for it. It has the notification's own id. */
export const addedOf = ({ id, userId, createdAt }: Notification): Draft => ({
  topic: 'notifications.v1',
  key: userId,
  id,
  type: 'NotificationAdded',
  data: { notificationId: id, userId },
  occurredAt: createdAt,
});

/** Names a mail that the worker still has. */
export const mailResendRequestedOf = ({
  mailId,
  adminId,
  requestedAt,
}: Pick<TestMailRow, 'mailId' | 'adminId' | 'requestedAt'>): Draft => ({
  topic: 'notifications.v1',
  key: adminId,
  type: 'MailResendRequested',
  data: { mailId, userId: adminId },
  occurredAt: requestedAt,
});

/** Names the mail, and neither its address nor its text: the worker asks for them when it sends it. */
export const testMailRequestedOf = ({
  mailId,
  adminId,
  requestedAt,
}: Pick<TestMailRow, 'mailId' | 'adminId' | 'requestedAt'>): Draft => ({
  topic: 'notifications.v1',
  key: adminId,
  type: 'TestMailRequested',
  data: { mailId, userId: adminId },
  occurredAt: requestedAt,
});
