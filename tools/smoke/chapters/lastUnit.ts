import { randomUUID } from 'node:crypto';
import { eventually } from '../eventually.ts';
import { expectOutcome, expectThat } from '../failure.ts';
import { cancel, type PlaceResult, readTimeline, tryToOrder } from '../orders.ts';
import { adjustStock, createProduct, newSku, readProduct } from '../products.ts';
import type { Chapter, Story } from '../story.ts';

/** Two buyers, one unit, both at once. Whoever gets it gives it back, and they race again. */
export const lastUnit: Chapter = {
  title: 'The last unit',
  tell: async (story: Story) => {
    const { step, note, admin, customer, rival, races } = story;
    // Never the product of a story that broke off: its unit may be held still.
    const product = await step('the admin adds a product with one unit', () => createProduct(admin, newSku(), 1));
    const lines = [{ productId: product.id, quantity: 1 }];
    const wins = { customer: 0, rival: 0 };
    await step(`${races} times two buyers want it at once, and exactly one gets it`, async () => {
      for (let race = 0; race < races; race += 1) {
        const [mine, theirs] = await Promise.all([
          tryToOrder(customer, randomUUID(), lines),
          tryToOrder(rival, randomUUID(), lines),
        ]);
        const winner = mine.__typename === 'OrderPlaced' ? 'customer' : 'rival';
        wins[winner] += 1;
        const [won, lost] = winner === 'customer' ? [mine, theirs] : [theirs, mine];
        expectOneWinner(story, won, lost);
        await giveBack(story, winner, won, product.id);
      }
    });
    await adjustStock(admin, product.id, -1, randomUUID());
    note(`the customer won ${wins.customer} times, the rival ${wins.rival}`);
  },
};

function expectOneWinner({ clock }: Story, won: PlaceResult, lost: PlaceResult): void {
  expectOutcome(won, 'OrderPlaced');
  const { retryAfter, param } = expectOutcome(lost, 'BeingCheckedOut');
  expectThat(param === 'lines.0', 'the line that is to blame', lost);
  expectThat(new Date(retryAfter) > clock.now(), `a time to come back, after ${clock.now().toISOString()}`, lost);
}

async function giveBack(
  story: Story,
  winner: 'customer' | 'rival',
  won: PlaceResult,
  productId: string,
): Promise<void> {
  const { id } = await cancel(story[winner], expectOutcome(won, 'OrderPlaced').order.id);
  // Where several processes serve the catalogue, another one may still show the unit from before the race.
  await eventually(
    () => readTimeline(story[winner], id),
    (types) => types.includes('StockReleased'),
    { expected: 'the unit of the cancelled order released' },
  );
  await eventually(
    () => readProduct(story.visitor, { id: productId }),
    (product) => product?.availability.available === 1,
    { expected: 'the unit of the cancelled order back in stock' },
  );
}
