import { expectSame, expectThat } from '../failure.ts';
import type { Person } from '../person.ts';
import { isOwn, listProducts, type Product, readProduct } from '../products.ts';
import type { Chapter, Story } from '../story.ts';

/** What the customer will buy: two products with enough units. */
export const catalogue: Chapter = {
  title: 'The catalogue',
  tell: async ({ step, note, visitor, remember }: Story) => {
    const first = await step('anybody browses what is in stock', async () => {
      const page = await listProducts(visitor, { first: 8, filter: { inStock: true } });
      expectThat(page.nodes.length === 8 && page.pageInfo.hasNextPage, 'eight products of more', page);
      return page;
    });
    await step('turns to the second page', async () => {
      const second = await listProducts(visitor, {
        first: 8,
        after: first.pageInfo.endCursor,
        filter: { inStock: true },
      });
      const known = new Set(first.nodes.map(({ id }) => id));
      expectThat(second.nodes.length > 0, 'more products', second);
      expectThat(
        second.nodes.every(({ id }) => !known.has(id)),
        'none of the first page again',
        second,
      );
    });
    await step('searches by a word of a name', async () => {
      const [wanted] = first.nodes;
      const word = wanted?.name.split(/\W+/).reduce((longest, each) => (each.length > longest.length ? each : longest));
      const found = await listProducts(visitor, { first: 100, search: word ?? '' });
      expectThat(
        found.nodes.some(({ id }) => id === wanted?.id),
        `"${wanted?.name}" for the word "${word}"`,
        found.nodes,
      );
    });
    await step('opens a product by id and by SKU', async () => {
      const [product] = first.nodes;
      if (!product) return;
      const byId = await readProduct(visitor, { id: product.id });
      const bySku = await readProduct(visitor, { sku: product.sku });
      expectSame('the id', [byId?.id, bySku?.id], [product.id, product.id]);
    });
    const basket = await step('finds two products to buy', () => findBasket(visitor));
    const lines = basket.map(({ id }, index) => ({ productId: id, quantity: index + 1 }));
    remember('lines', () => JSON.stringify(lines));
    for (const [index, { name, price }] of basket.entries()) note(`${index + 1} × ${name}, ${price.formatted} each`);
  },
};

const WANTED = 2;
const UNITS = 5;

/** From the shop's own catalogue, not what other smoke tests have left. */
async function findBasket(visitor: Person): Promise<Product[]> {
  const basket: Product[] = [];
  let after: string | null = null;
  do {
    const { nodes, pageInfo } = await listProducts(visitor, { first: 50, after, filter: { inStock: true } });
    basket.push(...nodes.filter((product) => !isOwn(product) && product.availability.available >= UNITS));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (basket.length < WANTED && after !== null);
  expectThat(basket.length >= WANTED, `${WANTED} products with ${UNITS} units or more (npm run seed)`, basket);
  return basket.slice(0, WANTED);
}
