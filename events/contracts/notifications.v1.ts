import { z } from 'zod';
import { envelope } from './envelope.ts';

export const topic = 'notifications.v1';

export const notificationEvent = z
  .discriminatedUnion('type', [
    envelope('NotificationAdded', {
      notificationId: z.uuid(),
      userId: z.uuid().describe('whose inbox it is'),
    }).describe('Something arrived; who may read it asks for it.'),
    envelope('TestMailRequested', { mailId: z.uuid(), userId: z.uuid().describe('the admin') }).describe(
      'An admin wants a mail sent; the e-mail worker asks notifications for it.',
    ),
    envelope('MailResendRequested', { mailId: z.uuid(), userId: z.uuid().describe('the admin') }).describe(
      'An admin wants a mail sent once more that was given up.',
    ),
  ])
  .meta({ key: 'userId', description: 'The in-app inbox of a person, and what admins ask of the workers.' });

export type NotificationEvent = z.infer<typeof notificationEvent>;
