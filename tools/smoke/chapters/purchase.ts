import { randomUUID } from 'node:crypto';
import { expectOutcome, expectSame, expectThat } from '../failure.ts';
import { firstOrder } from '../firstOrder.ts';
import { tellLatencies } from '../latencies.ts';
import { type OrderChange, pay, readOrder, statusesOf, watchOrder } from '../orders.ts';
import type { Chapter, Story } from '../story.ts';

const PATH = ['PENDING', 'AWAITING_PAYMENT', 'PAYING', 'PAID', 'FULFILLING', 'SHIPPED', 'DELIVERED'];

/** Place, watch, pay. Told again after a crash it finds the order where it was. */
export const purchase: Chapter = {
  title: 'A purchase, watched live',
  tell: async (story: Story) => {
    const { step, note, customer, remember } = story;
    const placed = await step('the customer places an order', () => firstOrder(story));
    note(`order ${placed.id}, ${placed.total?.formatted}, to be paid by ${placed.expiresAt}`);

    const stream = watchOrder(customer, placed.id);
    await step('watches it: its state now comes first', () =>
      stream.until('the state of the order', (seen) => seen.length > 0),
    );
    await step('pays by card', async () => {
      const idempotencyKey = remember('first payment', randomUUID);
      const paid = await pay(customer, { orderId: placed.id, paymentToken: 'tok_success', idempotencyKey });
      expectOutcome(paid, 'PaymentSucceeded');
    });
    await step('sees PAID arrive', () => stream.until('PAID', (seen) => statusesOf(seen).includes('PAID')));
    stream.close();

    await step('every status came in order, joined across four subgraphs', async () => {
      expectInOrder(statusesOf(stream.seen));
      for (const { data } of stream.seen) expectJoined(data);
    });
    tellLatencies(story, stream.seen);
    await step('the order says so too', async () => {
      const read = await readOrder(customer, placed.id);
      expectSame(
        'status and payments',
        [read?.status, read?.payments.map(({ status }) => status)],
        ['PAID', ['SUCCEEDED']],
      );
    });
  },
};

function expectInOrder(statuses: readonly string[]): void {
  const positions = statuses.map((status) => PATH.indexOf(status));
  const grows = positions.every((position, index) => index === 0 || position === (positions[index - 1] ?? 0) + 1);
  expectThat(grows && !positions.includes(-1), `each of ${PATH.join(', ')} once and in order`, statuses);
}

function expectJoined({ orderStatusChanged: { order } }: OrderChange): void {
  const { items, customer, payments } = order;
  const whole = items.length > 0 && items.every(({ product }) => product?.name) && customer?.name && payments;
  expectThat(Boolean(whole), 'products, customer and payments in every event', order);
}
