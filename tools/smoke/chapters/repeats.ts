import { expectOutcome, expectSame, expectThat } from '../failure.ts';
import { firstLines, firstOrder } from '../firstOrder.ts';
import { orderRefusal, pay } from '../orders.ts';
import type { Chapter, Story } from '../story.ts';

/** A client that lost an answer asks again. */
export const repeats: Chapter = {
  title: 'The same again',
  tell: async (story: Story) => {
    const { step, customer, recall } = story;
    const { id: orderId } = await firstOrder(story);
    await step('placing it again gives the same order', async () => {
      expectSame('the order', (await firstOrder(story)).id, orderId);
    });
    await step('paying again charges nothing more', async () => {
      const again = { orderId, paymentToken: 'tok_success', idempotencyKey: recall('first payment') };
      const { payment } = expectOutcome(await pay(customer, again), 'PaymentSucceeded');
      const { payments } = await firstOrder(story);
      expectSame('payments', payments, [{ id: payment.id, status: 'SUCCEEDED' }]);
    });
    await step('the same key for something else is refused', async () => {
      const [line] = firstLines(story);
      expectThat(line !== undefined, 'a line', line);
      const refusal = await orderRefusal(customer, recall('first order'), [{ ...line, quantity: line.quantity + 1 }]);
      expectSame('the refusal', refusal, { code: 'BAD_USER_INPUT', reason: 'IDEMPOTENCY_KEY_REUSED' });
    });
    await step('so is an order of nothing, with the field that is wrong', async () => {
      expectSame('code', (await orderRefusal(customer, 'an-empty-order', [])).code, 'BAD_USER_INPUT');
    });
  },
};
