import type { NotificationEvent } from '#events/contracts/notifications.v1.ts';
import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import type { PaymentEvent } from '#events/contracts/payments.v1.ts';
import type { UserEvent } from '#events/contracts/users.v1.ts';

/** What the shop may write about by itself. */
export type MailEvent = UserEvent | OrderIntegrationEvent | PaymentEvent;

/** An admin's own mail. */
export type TestMailEvent = Extract<NotificationEvent, { type: 'TestMailRequested' }>;

/** What a mail in the queue is made of. */
export type QueuedEvent = MailEvent | TestMailEvent;

/** As users may switch mails off. */
export type Category = 'ACCOUNT' | 'ORDER_UPDATES' | 'PAYMENTS';

export function categoryOf({ type, data }: MailEvent): Category {
  if ('userId' in data) return 'ACCOUNT';
  return type === 'PaymentProcessed' || type === 'PaymentRefunded' ? 'PAYMENTS' : 'ORDER_UPDATES';
}

/** Events whose mail holds a token that users gives out for their request. */
export type TokenEvent = Extract<UserEvent, { data: { requestId: string } }>;

export const isTokenEvent = (event: MailEvent): event is TokenEvent => 'requestId' in event.data;
