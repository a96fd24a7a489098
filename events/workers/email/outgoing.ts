import type { Draft } from '#events/outbox/outbox.ts';
import type { ClaimedMail, Outcome } from './ports.ts';

/** What others hear of a mail that is done: neither its address nor its text. Nothing while it waits. */
export function outgoing(
  { id: mailId, userId, event, attempts, trail = {} }: ClaimedMail,
  outcome: Outcome,
  at: Date,
): Draft[] {
  const { requestId, traceparent } = trail;
  const draft = {
    topic: 'mails.v1',
    key: mailId,
    occurredAt: at,
    causationId: event.id,
    requestId,
    traceparent,
  } as const;
  const about = 'orderId' in event.data ? { orderId: event.data.orderId } : {};
  const data = { mailId, userId, template: event.type, attempts, ...about };
  switch (outcome.state) {
    case 'sent':
      return [{ ...draft, type: 'MailSent', data: { ...data, sentAt: at.toISOString() } }];
    case 'parked':
      return [{ ...draft, type: 'MailParked', data: { ...data, reason: outcome.reason } }];
    case 'waiting':
      return [];
  }
}
