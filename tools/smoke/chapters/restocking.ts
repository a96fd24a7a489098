import { randomUUID } from 'node:crypto';
import { expectThat } from '../failure.ts';
import { firstLines } from '../firstOrder.ts';
import { adjustStock, readProduct } from '../products.ts';
import type { Chapter, Story } from '../story.ts';

const ORDERS = 2;

/** The shop gets back what was bought, so that the story can be told again and again. */
export const restocking: Chapter = {
  title: 'Restocking',
  tell: async (story: Story) => {
    const { step, admin, visitor, remember, recall } = story;
    await step('the admin puts as many units in as were sold', async () => {
      for (const { productId, quantity } of firstLines(story)) {
        await adjustStock(admin, productId, quantity * ORDERS, remember(`restock ${productId}`, randomUUID));
      }
    });
    await step('and takes the unsold ones of this story out', async () => {
      const product = await readProduct(visitor, { sku: recall('expiry sku') });
      expectThat(product !== null, 'the product', product);
      const { available } = product.availability;
      // None are left when a crash came right after.
      if (available > 0) await adjustStock(admin, product.id, -available, remember('sell out', randomUUID));
    });
  },
};
