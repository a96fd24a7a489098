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

type AskedMail = Pick<TestMailRow, 'mailId' | 'adminId' | 'requestedAt'>;

const askedOf = (
  type: 'MailResendRequested' | 'TestMailRequested',
  { mailId, adminId, requestedAt }: AskedMail,
): Draft => ({
  topic: 'notifications.v1',
  key: adminId,
  type,
  data: { mailId, userId: adminId },
  occurredAt: requestedAt,
});

/** Names a mail that the worker still has. */
export const mailResendRequestedOf = (asked: AskedMail): Draft => askedOf('MailResendRequested', asked);

/** Names the mail, and neither its address nor its text: the worker asks for them when it sends it. */
export const testMailRequestedOf = (asked: AskedMail): Draft => askedOf('TestMailRequested', asked);
