import { describe, expect, it } from 'vitest';
import { makeEmailHandlers } from './handler.ts';
import type { QueuedEvent } from './mailEvents.ts';
import { orderEvents, paymentEvents, testMailEvent, userEvents } from './testing/events.ts';

const [{ data }] = userEvents;

function worker() {
  const queued: { id: string; userId: string; event: QueuedEvent }[] = [];
  const erased: string[] = [];
  const resent: string[] = [];
  const handlers = makeEmailHandlers({
    add: async (mail) => void queued.push(mail),
    resend: async (id) => void resent.push(id),
    erase: async (userId) => void erased.push(userId),
  });
  return { handlers, queued, erased, resent };
}

describe('the e-mail worker', () => {
  it('writes to the customer about what they wait for, and about nothing else', async () => {
    const { handlers, queued } = worker();

    for (const event of userEvents) await handlers['users.v1'](event);
    for (const event of orderEvents) await handlers['orders.v1'](event);
    for (const event of paymentEvents) await handlers['payments.v1'](event);

    expect(queued.map(({ event: { type } }) => type)).toEqual([
      'UserRegistered',
      'UserBanned',
      'UserUnbanned',
      'PasswordChanged',
      'PasswordResetRequested',
      'EmailVerificationRequested',
      'OrderAwaitingPayment',
      'OrderPaid',
      'OrderShipped',
      'OrderDelivered',
      'OrderExpired',
      'OrderCancelled',
      'PaymentProcessed',
      'PaymentProcessed',
      'PaymentProcessed',
      'PaymentProcessed',
      'PaymentRefunded',
    ]);
    expect(new Set(queued.map(({ userId }) => userId))).toEqual(new Set([data.userId]));
  });

  it('queues a test mail under the id that the admin was given', async () => {
    const { handlers, queued } = worker();

    await handlers['notifications.v1'](testMailEvent);
    const added = { notificationId: testMailEvent.id, userId: data.userId };
    await handlers['notifications.v1']({ ...testMailEvent, type: 'NotificationAdded', data: added });

    const { mailId: id, userId } = testMailEvent.data;
    expect(queued).toEqual([{ id, userId, event: testMailEvent }]);
  });

  it('sends a mail again that an admin asks for', async () => {
    const { handlers, queued, resent } = worker();

    await handlers['notifications.v1']({ ...testMailEvent, type: 'MailResendRequested' });

    expect(resent).toEqual([testMailEvent.data.mailId]);
    expect(queued).toEqual([]);
  });

  it('forgets the mails of a deleted user, and writes no farewell', async () => {
    const { handlers, queued, erased } = worker();

    await handlers['users.v1']({ ...userEvents[0], type: 'UserDeleted' });

    expect(erased).toEqual([data.userId]);
    expect(queued).toEqual([]);
  });
});
