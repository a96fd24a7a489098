import { z } from 'zod';
import { envelope } from './envelope.ts';

export const topic = 'mails.v1';

/** `template` names the kind of mail, such as `OrderPaid`. `orderId`: the order it was about. No address, no text. */
const mail = { mailId: z.uuid(), userId: z.uuid(), template: z.string(), orderId: z.uuid().optional() };

/** What became of mails. Message key: `mailId`. */
export const mailEvent = z.discriminatedUnion('type', [
  /** A mail server has taken it over. */
  envelope('MailSent', { ...mail, attempts: z.int().positive(), sentAt: z.iso.datetime() }),
  /** Given up. `reason`: an UPPER_SNAKE word, such as NO_RECIPIENT. */
  envelope('MailParked', { ...mail, attempts: z.int().positive(), reason: z.string() }),
]);

export type MailIntegrationEvent = z.infer<typeof mailEvent>;
