import { randomUUID } from 'node:crypto';
import { expectOutcome, expectSame } from '../failure.ts';
import { firstLines } from '../firstOrder.ts';
import { order, pay, readOrder } from '../orders.ts';
import type { Person } from '../person.ts';
import type { Chapter, Story } from '../story.ts';

const BAD_CARDS = [
  { paymentToken: 'tok_declined', reason: 'card_declined' },
  { paymentToken: 'tok_insufficient_funds', reason: 'insufficient_funds' },
] as const;

/** Two cards are declined, the third is good; inbox and orders change while the customer looks. */
export const declined: Chapter = {
  title: 'A declined card',
  tell: async (story: Story) => {
    const { step, customer, remember, mails, isFirstTime } = story;
    const screen = openScreen(customer);
    const { id: orderId } = await step('another order is placed', () =>
      order(customer, remember('second order', randomUUID), firstLines(story)),
    );
    for (const { paymentToken, reason } of BAD_CARDS) {
      await step(`${paymentToken} is declined: ${reason}`, async () => {
        const idempotencyKey = remember(paymentToken, randomUUID);
        const result = await pay(customer, { orderId, paymentToken, idempotencyKey });
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
    if (isFirstTime) {
      await step('it moves by itself in the list of orders', () => screen.showsPaid(orderId));
      await step('and the notification of it pops up', () => screen.notifies(orderId, 'is paid'));
    }
    screen.close();
    await step('the mail says what happened to the card', () => mails.find('Payment declined', orderId));
  },
};

type Added = { readonly notificationAdded: { readonly title: string; readonly order: { readonly id: string } | null } };
type Changed = { readonly myOrdersChanged: { readonly order: { readonly id: string; readonly status: string } } };

/** What a page shows that is open all the time: everything new, from now on. */
function openScreen(customer: Person) {
  const added = customer.watch<Added>('subscription Inbox { notificationAdded { title order { id } } }');
  const changed = customer.watch<Changed>('subscription Orders { myOrdersChanged { order { id status } } }');
  return {
    notifies: (orderId: string, ending: string) =>
      added.until(`a notification that this order ${ending}`, (seen) =>
        seen.some(({ data: { notificationAdded: it } }) => it.order?.id === orderId && it.title.endsWith(ending)),
      ),
    showsPaid: (orderId: string) =>
      changed.until('PAID among the changes of all orders', (seen) =>
        seen.some(({ data: { myOrdersChanged: it } }) => it.order.id === orderId && it.order.status === 'PAID'),
      ),
    close: () => {
      added.close();
      changed.close();
    },
  };
}
