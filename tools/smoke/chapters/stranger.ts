import { expectOutcome, expectSame, expectThat } from '../failure.ts';
import { firstOrder } from '../firstOrder.ts';
import { pay, readOrder } from '../orders.ts';
import type { Chapter, Story } from '../story.ts';

/** What is not yours is not there. */
export const stranger: Chapter = {
  title: 'A stranger',
  tell: async (story: Story) => {
    const { step, rival, visitor, admin } = story;
    const { id } = await firstOrder(story);
    await step('reads null for an order of somebody else', async () => {
      expectSame('order', await readOrder(rival, id), null);
    });
    await step('can not pay for it either', async () => {
      const theirs = { orderId: id, paymentToken: 'tok_success', idempotencyKey: 'a-stranger-pays' };
      expectOutcome(await pay(rival, theirs), 'OrderNotPayable');
    });
    await step('a visitor is asked to sign in', async () => {
      const refusal = await visitor.refusalOf('query Order($id: ID!) { order(id: $id) { id } }', { id });
      expectSame('the refusal', refusal, { code: 'UNAUTHENTICATED', reason: 'SIGN_IN_REQUIRED' });
    });
    await step('an admin reads it', async () => {
      expectThat((await readOrder(admin, id)) !== null, 'the order', null);
    });
  },
};
