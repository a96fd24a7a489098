import { z } from 'zod';
import { envelope } from './envelope.ts';

export const topic = 'mails.v1';

const mail = {
  mailId: z.uuid(),
  userId: z.uuid().describe('whom it was for'),
  template: z.string().describe('the kind of mail, such as `OrderPaid`'),
  orderId: z.uuid().optional().describe('the order it was about'),
};
const attempts = z.int().positive().describe('how often it was tried');

export const mailEvent = z
  .discriminatedUnion('type', [
    envelope('MailSent', { ...mail, attempts, sentAt: z.iso.datetime().describe('real time') }).describe(
      'A mail server has taken it over.',
    ),
    envelope('MailParked', {
      ...mail,
      attempts,
      reason: z.string().describe('an upper-case word, such as NO_RECIPIENT'),
    }).describe('Given up.'),
  ])
  .meta({ key: 'mailId', description: 'What became of mails. No address, no text.' });

export type MailIntegrationEvent = z.infer<typeof mailEvent>;
