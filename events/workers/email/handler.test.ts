import { describe, expect, it } from 'vitest';
import { makeEmailHandler } from './handler.ts';
import type { MailEvent } from './templates/template.ts';
import { orderEvents, paymentEvents, userEvents } from './testing/events.ts';

async function mailsOf(...events: readonly MailEvent[]) {
  const queued: { userId: string; event: MailEvent }[] = [];
  const handle = makeEmailHandler({ add: async (userId, event) => void queued.push({ userId, event }) });
  for (const event of events) await handle(event);
  return queued;
}

describe('the e-mail worker', () => {
  it('writes to the customer about what they wait for, and about nothing else', async () => {
    const queued = await mailsOf(...userEvents, ...orderEvents, ...paymentEvents);

    expect(queued.map(({ event: { type } }) => type)).toEqual([
      'UserRegistered',
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
    expect(new Set(queued.map(({ userId }) => userId))).toEqual(new Set([userEvents[0].data.userId]));
  });
});
