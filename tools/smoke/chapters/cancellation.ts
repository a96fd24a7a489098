import { eventually } from '../eventually.ts';
import { expectSame, expectThat } from '../failure.ts';
import { firstLines } from '../firstOrder.ts';
import { cancel, order, readOrder } from '../orders.ts';
import type { Chapter, Story } from '../story.ts';

/** The customer changes their mind after paying. */
export const cancellation: Chapter = {
  title: 'A cancelled order',
  tell: async (story: Story) => {
    const { step, customer, recall, mails } = story;
    const { id } = await order(customer, recall('second order'), firstLines(story));
    await step('a paid order is cancelled', async () => {
      expectSame('status', (await cancel(customer, id)).status, 'CANCELLED');
    });
    await step('its money goes back', () =>
      eventually(
        () => readOrder(customer, id),
        (read) => read?.payments.some(({ status }) => status === 'REFUNDED') ?? false,
        { expected: 'a payment that is REFUNDED' },
      ),
    );
    await step('cancelling again changes nothing', async () => {
      const again = await cancel(customer, id);
      const cancelled = again.history.filter(({ type }) => type === 'OrderCancelled');
      expectThat(cancelled.length === 1, 'one OrderCancelled in the history', again.history);
    });
    await step('the mails say so', async () => {
      await mails.find('Your order', id, 'on its way back to you');
      await mails.find('Refund', id);
    });
  },
};
