import { expectOutcome, expectThat } from '../failure.ts';
import { firstOrder } from '../firstOrder.ts';
import { tellLatencies } from '../latencies.ts';
import { readOrder, statusesOf, watchOrder } from '../orders.ts';
import type { Person } from '../person.ts';
import type { Chapter, Story } from '../story.ts';

const STEPS = ['FULFILLING', 'SHIPPED', 'DELIVERED'];

type UpdateResult = { readonly __typename: 'OrderStatusUpdated' | 'OrderNotFound' | 'ActionNotAllowed' };

const UPDATE = `mutation Move($input: UpdateOrderStatusInput!) {
  updateOrderStatus(input: $input) { __typename ... on UserError { code message } }
}`;

async function move(person: Person, orderId: string, status: string): Promise<UpdateResult> {
  const { updateOrderStatus } = await person.ask<{ updateOrderStatus: UpdateResult }>(UPDATE, {
    input: { orderId, status },
  });
  return updateOrderStatus;
}

/** The paid order is packed, sent and delivered. */
export const fulfilment: Chapter = {
  title: 'Delivery',
  tell: async (story: Story) => {
    const { step, admin, customer, mails } = story;
    const { id, status } = await firstOrder(story);
    const stream = watchOrder(customer, id);
    await stream.until('the state of the order', (seen) => seen.length > 0);
    await step('a customer can not deliver to themselves', async () => {
      const { code } = await customer.refusalOf(UPDATE, { input: { orderId: id, status: 'DELIVERED' } });
      expectThat(code === 'FORBIDDEN', 'FORBIDDEN', code);
    });
    if (status === 'PAID') {
      await step('nor can the admin skip a step', async () => {
        expectOutcome(await move(admin, id, 'DELIVERED'), 'ActionNotAllowed');
      });
    }
    // After a crash some steps have been taken.
    for (const next of STEPS.slice(STEPS.indexOf(status) + 1)) {
      await step(`the admin moves it to ${next}, and the customer sees it`, async () => {
        expectOutcome(await move(admin, id, next), 'OrderStatusUpdated');
        await stream.until(next, (seen) => statusesOf(seen).includes(next));
      });
    }
    await step('its stream ends with it', () => stream.end());
    tellLatencies(story, stream.seen);
    await step('its history is complete', async () => {
      const read = await readOrder(customer, id);
      const types = read?.history.map((entry) => entry.type);
      const expected = ['Placed', 'AwaitingPayment', 'PaymentStarted', 'Paid', 'Fulfilling', 'Shipped', 'Delivered'];
      expectThat(types?.join() === expected.map((each) => `Order${each}`).join(), expected.join(), types);
    });
    await step('the mails followed', async () => {
      await mails.find('Your order', id, 'It has left our house.');
      await mails.find('Your order', id, 'We hope you enjoy it.');
    });
  },
};
