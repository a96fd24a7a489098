import { randomUUID } from 'node:crypto';
import { expectOutcome, expectSame } from '../failure.ts';
import { firstLines } from '../firstOrder.ts';
import { order, pay, readOrder } from '../orders.ts';
import type { Chapter, Story } from '../story.ts';

/** Two cards are declined, the third is good; notifications arrive while the customer looks. */
export const declined: Chapter = {
  title: 'A declined card',
  tell: async (story: Story) => {
    const { step, customer, remember, mails } = story;
    const live = customer.watch<{ notificationAdded: { kind: string; title: string; order: { id: string } | null } }>(
      'subscription Live { notificationAdded { kind title order { id } } }',
    );
    const { id: orderId } = await step('another order is placed', () =>
      order(customer, remember('second order', randomUUID), firstLines(story)),
    );
    for (const [paymentToken, reason] of [
      ['tok_declined', 'card_declined'],
      ['tok_insufficient_funds', 'insufficient_funds'],
    ] as const) {
      await step(`${paymentToken} is declined: ${reason}`, async () => {
        const result = await pay(customer, {
          orderId,
          paymentToken,
          idempotencyKey: remember(paymentToken, randomUUID),
        });
        expectSame('the reason', expectOutcome(result, 'PaymentDeclined').declineReason, reason);
      });
    }
    await step('a good card pays it', async () => {
      const idempotencyKey = remember('second payment', randomUUID);
      expectOutcome(await pay(customer, { orderId, paymentToken: 'tok_success', idempotencyKey }), 'PaymentSucceeded');
      const paid = await readOrder(customer, orderId);
      const attempts = ['DECLINED', 'DECLINED', 'SUCCEEDED'];
      expectSame('status and payments', [paid?.status, paid?.payments.map(({ status }) => status)], ['PAID', attempts]);
    });
    if (story.isFirstTime) {
      await step('the notification of it pops up by itself', () =>
        live.until('"is paid" about this order', (seen) =>
          seen.some(
            ({
              data: {
                notificationAdded: { title, order: about },
              },
            }) => about?.id === orderId && title.endsWith('is paid'),
          ),
        ),
      );
    }
    live.close();
    await step('the mail says what happened to the card', () => mails.find('Payment declined', orderId));
  },
};
