import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { adminEditor, aProduct, at, productsUnderTest } from './productsUnderTest.ts';

const PRICE =
  'query ($id: ID, $sku: String) { product(id: $id, sku: $sku) { price { amount } availability { held } } }';
const ENTITY = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { price { amount } } } }';

async function shopWith(product: ReturnType<typeof aProduct>) {
  const shop = productsUnderTest();
  await shop.memory.add([product]);
  const other = productsUnderTest(shop.memory);
  let reads = 0;
  const { byIds } = shop.memory;
  shop.memory.byIds = (ids) => {
    reads += 1;
    return byIds(ids);
  };
  const shownBy = async (replica: typeof shop, key: object = { id: product.id }) => {
    const { data } = await replica.query(null, PRICE, { ...key });
    return (data as { product: { price: { amount: number }; availability: { held: number } } }).product;
  };
  const edit = (expectedVersion: number, amount: number) => ({
    editor: adminEditor,
    id: product.id,
    expectedVersion,
    changes: { price: { amount, currency: 'EUR' } },
  });
  return { ...shop, other, shownBy, edit, readsSoFar: () => reads };
}

const hold = (productId: string) => ({
  orderId: randomUUID(),
  lines: [{ productId, quantity: 1 }],
  heldUntil: at(15),
});

describe('products that are shown', () => {
  it('are read once, by id, by SKU and as references', async () => {
    const lamp = aProduct({ cents: 100 });
    const shop = await shopWith(lamp);

    for (const _time of [1, 2, 3]) {
      expect(await shop.shownBy(shop)).toMatchObject({ price: { amount: 100 } });
      expect(await shop.shownBy(shop, { sku: lamp.sku })).toMatchObject({ price: { amount: 100 } });
      await shop.query(null, ENTITY, { r: [{ __typename: 'Product', id: lamp.id }] });
    }

    expect(shop.readsSoFar()).toBe(1);
  });

  it('are new at once in the process that changed them: price, stock, holds', async () => {
    const lamp = aProduct({ cents: 100, units: 5 });
    const shop = await shopWith(lamp);
    await shop.shownBy(shop);

    await shop.actions.updateProduct(shop.edit(1, 200));
    expect(await shop.shownBy(shop)).toEqual({ price: { amount: 200 }, availability: { held: 0 } });
    const order = hold(lamp.id);
    await shop.actions.reserveStock(order);
    expect(await shop.shownBy(shop, { sku: lamp.sku })).toMatchObject({ availability: { held: 1 } });
    await shop.actions.releaseStock(order.orderId);
    expect(await shop.shownBy(shop)).toMatchObject({ availability: { held: 0 } });
  });

  it('are new in every other replica when its event arrives', async () => {
    const lamp = aProduct({ cents: 100 });
    const shop = await shopWith(lamp);
    await shop.shownBy(shop.other);

    await shop.actions.updateProduct(shop.edit(1, 200));
    expect(await shop.shownBy(shop.other)).toMatchObject({ price: { amount: 100 } });
    shop.other.changed([lamp.id]);

    expect(await shop.shownBy(shop.other)).toMatchObject({ price: { amount: 200 } });
  });

  it('are shown as they are after a write whose answer was lost', async () => {
    const lamp = aProduct({ cents: 100 });
    const shop = await shopWith(lamp);
    await shop.shownBy(shop);
    const { save } = shop.memory;
    shop.memory.save = async (before, after) => {
      await save(before, after);
      throw new Error('connection reset');
    };

    await expect(shop.actions.updateProduct(shop.edit(1, 200))).rejects.toThrow('connection reset');

    expect(await shop.shownBy(shop)).toMatchObject({ price: { amount: 200 } });
  });
});

describe('a checkout', () => {
  it('never holds nor quotes at a price that is cached and old', async () => {
    const lamp = aProduct({ cents: 100 });
    const shop = await shopWith(lamp);
    await shop.shownBy(shop.other);
    await shop.actions.updateProduct(shop.edit(1, 200));

    const [quoted] = await shop.other.actions.quoteLines([{ productId: lamp.id, quantity: 1 }]);
    const { lines } = await shop.other.actions.reserveStock(hold(lamp.id));

    expect(lines[0]?.unitPrice.amount).toBe(200);
    expect(quoted?.product?.price.amount).toBe(200);
  });

  it('keeps the price it holds when the price changes afterwards', async () => {
    const lamp = aProduct({ cents: 100 });
    const shop = await shopWith(lamp);
    const order = hold(lamp.id);
    await shop.actions.reserveStock(order);

    await shop.actions.updateProduct(shop.edit(1, 200));
    const again = await shop.actions.reserveStock(order);
    const sold = await shop.actions.commitStock(order.orderId);

    expect([again, sold].map(({ lines }) => lines[0]?.unitPrice.amount)).toEqual([100, 100]);
  });
});
