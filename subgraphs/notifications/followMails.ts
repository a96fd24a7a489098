import type { MailIntegrationEvent } from '#events/contracts/mails.v1.ts';
import type { LoggedMail, MailLog, TestMailStore } from './ports.ts';

type EventPlace = { readonly position: { readonly partition: number; readonly offset: string } };
type Deps = { mails: Pick<MailLog, 'record'>; testMails: Pick<TestMailStore, 'erase'> };

/** Keeps the log of mails. A repeat writes the same row again; the content of a test mail is needed no longer. */
export const makeFollowMails =
  ({ mails, testMails }: Deps) =>
  async (event: MailIntegrationEvent, { position: { partition, offset } }: EventPlace): Promise<void> => {
    const { orderId } = event.data;
    const told = { eventId: event.id, partition, offset };
    const mail = { ...loggedOf(event), ...(orderId !== undefined && { orderId }), told };
    await mails.record(mail);
    await testMails.erase(mail.id);
  };

function loggedOf(event: MailIntegrationEvent): LoggedMail {
  const { mailId: id, userId, template, attempts } = event.data;
  const mail = { id, userId, template, attempts };
  if (event.type === 'MailSent') return { ...mail, status: 'SENT', reason: null, at: new Date(event.data.sentAt) };
  return { ...mail, status: 'PARKED', reason: event.data.reason, at: new Date(event.occurredAt) };
}
