import { randomUUID } from 'node:crypto';
import { eventually } from '../eventually.ts';
import { expectOutcome, expectSame, expectThat } from '../failure.ts';
import { order, pay, readOrder, statusesOf, watchOrder } from '../orders.ts';
import { createProduct, newSku, readProduct } from '../products.ts';
import type { Chapter, Story } from '../story.ts';

const STOCK = 3;
const SIXTEEN_MINUTES = 16 * 60;

/** Nobody pays; fifteen minutes pass in a second. */
export const expiry: Chapter = {
  title: 'An order that nobody pays',
  tell: async (story: Story) => {
    const { step, admin, customer, visitor, remember, mails, clock } = story;
    const product = await step('the admin adds a product with three units', () =>
      createProduct(admin, remember('expiry sku', newSku), STOCK),
    );
    const availability = async () => (await readProduct(visitor, { id: product.id }))?.availability;
    const placed = await step('two of them are ordered', () =>
      order(customer, remember('unpaid order', randomUUID), [{ productId: product.id, quantity: 2 }]),
    );
    // After a crash it may have expired already.
    if (placed.status === 'AWAITING_PAYMENT') {
      await step('one is left, two are held', async () => {
        expectSame('availability', await availability(), { inStock: true, available: 1, held: 2 });
      });
      const stream = watchOrder(customer, placed.id);
      await stream.until('the state of the order', (seen) => seen.length > 0);
      await step('sixteen minutes later it has expired, and its stream says so and ends', async () => {
        await admin.ask(ADVANCE, { input: { seconds: SIXTEEN_MINUTES } });
        await stream.until('EXPIRED', (seen) => statusesOf(seen).includes('EXPIRED'));
        await stream.end();
      });
      await clock.read();
    }
    await step('its status is EXPIRED', async () => {
      const read = await readOrder(customer, placed.id);
      expectThat(read?.status === 'EXPIRED', 'EXPIRED', read);
    });
    await step('its units are back', () =>
      eventually(availability, (seen) => seen?.available === STOCK && seen.held === 0, {
        expected: `${STOCK} available, none held`,
      }),
    );
    await step('it can be paid no more', async () => {
      const late = {
        orderId: placed.id,
        paymentToken: 'tok_success',
        idempotencyKey: remember('late payment', randomUUID),
      };
      expectOutcome(await pay(customer, late), 'OrderNotPayable');
    });
    await step('the mail says so', () => mails.find('Your order', placed.id, 'not paid in time'));
  },
};

const ADVANCE = 'mutation Advance($input: AdvanceClockInput!) { advanceClock(input: $input) { shopTime } }';
