import { z } from 'zod';
import { envelope } from './envelope.ts';

export const topic = 'notifications.v1';

/** The in-app inbox of a person, and what admins ask of the workers. Message key: `userId`. */
export const notificationEvent = z.discriminatedUnion('type', [
  envelope('NotificationAdded', { notificationId: z.uuid(), userId: z.uuid() }),
  /** An admin wants a mail sent; the e-mail worker asks notifications for it. */
  envelope('TestMailRequested', { mailId: z.uuid(), userId: z.uuid() }),
]);

export type NotificationEvent = z.infer<typeof notificationEvent>;
