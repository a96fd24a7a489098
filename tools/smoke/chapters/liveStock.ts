import { randomUUID } from 'node:crypto';
import { expectOutcome, expectSame } from '../failure.ts';
import { cancel, order } from '../orders.ts';
import { archive, createProduct, newSku, reprice, watchStock } from '../products.ts';
import type { Chapter, Story } from '../story.ts';

/** A visitor watches a product while it is bought; what the checkout holds can't be archived, and keeps its price. */
export const liveStock: Chapter = {
  title: 'Live stock',
  tell: async ({ step, admin, customer, visitor }: Story) => {
    // Never the product of a story that broke off: its units may be held still.
    const { id } = await step('the admin adds a product with two units', () => createProduct(admin, newSku(), 2));
    const stream = watchStock(visitor, id);
    const told = (available: number, held: number) =>
      stream.until(`${available} available and ${held} held`, (seen) => {
        const { availability } = seen.at(-1)?.data.availabilityChanged ?? {};
        return availability?.available === available && availability.held === held;
      });
    await step('a visitor sees what there is', () => told(2, 0));
    const placed = await step('the customer orders one, and the visitor sees it at once', async () => {
      const mine = await order(customer, randomUUID(), [{ productId: id, quantity: 1 }]);
      await told(1, 1);
      return mine;
    });
    await step('the price may change, but not what the checkout holds', async () => {
      expectOutcome(await reprice(admin, id, 1, 9_999), 'ProductUpdated');
      expectOutcome(await reprice(admin, id, 1, 1), 'VersionConflict');
      expectOutcome(await archive(admin, id, 2), 'StockIsHeld');
      const cancelled = await cancel(customer, placed.id);
      expectSame('what the order was to cost', cancelled.total?.amount, 1_234);
    });
    await step('the unit comes back, and the product leaves the catalogue', async () => {
      await told(2, 0);
      expectOutcome(await archive(admin, id, 2), 'ProductArchived');
      await told(0, 0);
    });
    stream.close();
  },
};
