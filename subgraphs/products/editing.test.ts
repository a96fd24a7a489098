import { describe, expect, it } from 'vitest';
import { admin, aProduct, at, productsUnderTest } from './productsUnderTest.ts';

async function shopWith(...products: ReturnType<typeof aProduct>[]) {
  const shop = productsUnderTest();
  await shop.memory.add(products);
  return shop;
}

const paramsOf = (errors: Awaited<ReturnType<ReturnType<typeof productsUnderTest>['query']>>['errors']) =>
  (errors?.[0]?.extensions?.['reasons'] as { param: string }[] | undefined)?.map(({ param }) => param);

const CREATE = `mutation ($input: CreateProductInput!) { createProduct(input: $input) { __typename
  ... on ProductCreated { product { sku price { amount currency } availability { available } version } }
  ... on UserError { code message param } } }`;
const UPDATE = `mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { __typename
  ... on ProductUpdated { product { name category version price { amount } updatedAt } }
  ... on VersionConflict { currentVersion } ... on UserError { code param } } }`;
const ARCHIVE = `mutation ($input: ArchiveProductInput!) { archiveProduct(input: $input) { __typename
  ... on ProductArchived { product { status version availability { inStock available } } }
  ... on StockIsHeld { available held } ... on VersionConflict { currentVersion } ... on UserError { code } } }`;
const ADJUST = `mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename
  ... on StockAdjusted { product { version availability { available } } }
  ... on StockIsHeld { available held param } ... on ProductNotFound { code param } } }`;

const lampInput = { sku: 'LAMP-1', name: 'Lamp', category: 'Lighting', price: 6_900, stock: 4 };

describe('editing the catalogue', () => {
  it('creates a product in the currency of the shop, with its event', async () => {
    const shop = await shopWith();

    const { data } = await shop.query(admin, CREATE, { input: lampInput });

    const price = { amount: 6_900, currency: 'EUR' };
    const product = { sku: 'LAMP-1', price, availability: { available: 4 }, version: 1 };
    expect(data).toEqual({ createProduct: { __typename: 'ProductCreated', product } });
    expect(shop.memory.written).toMatchObject([{ topic: 'products.v1', type: 'ProductCreated', data: { version: 1 } }]);
  });

  it('says so when a SKU is taken', async () => {
    const shop = await shopWith(aProduct({ sku: 'LAMP-1' }));

    const { data } = await shop.query(admin, CREATE, { input: lampInput });

    expect(data).toMatchObject({ createProduct: { __typename: 'SkuTaken', code: 'SKU_TAKEN', param: 'sku' } });
  });

  it('names every bad field at once', async () => {
    const input = { sku: 'no', name: ' x ', category: '', price: -1, stock: -1, description: 'd'.repeat(5_001) };

    const { errors } = await (await shopWith()).query(admin, CREATE, { input });

    expect(paramsOf(errors)?.sort()).toEqual(['category', 'description', 'name', 'price', 'sku', 'stock']);
  });

  it('takes no control characters, and line breaks in the description only', async () => {
    const shop = await shopWith();
    const create = async (input: object) => paramsOf((await shop.query(admin, CREATE, { input })).errors);

    expect(await create({ ...lampInput, description: 'Two lines\nand a\ttab' })).toBeUndefined();
    const bad = { ...lampInput, name: 'Lamp\u0000', category: 'Two\nlines', description: 'A bell\u0007' };
    expect((await create(bad))?.sort()).toEqual(['category', 'description', 'name']);
    // Half of a character, which the database would keep as another one.
    const cut = { ...lampInput, name: 'Lamp\ud83d', category: 'One\u2028two', description: '\ude00' };
    expect((await create(cut))?.sort()).toEqual(['category', 'description', 'name']);
  });

  it.each([
    ['createProduct', CREATE, lampInput],
    ['updateProduct', UPDATE, { id: 'x', expectedVersion: 1 }],
    ['archiveProduct', ARCHIVE, { id: 'x', expectedVersion: 1 }],
    ['adjustStock', ADJUST, { productId: 'x', delta: 1, reason: 'why', idempotencyKey: 'key-0001' }],
  ])('is for sellers and admins only: %s', async (_what, document, input) => {
    const shop = await shopWith();
    const reasonFor = async (user: string | null) =>
      (await shop.query(user, document, { input })).errors?.[0]?.extensions?.['reason'];

    expect(await reasonFor(null)).toBe('SIGN_IN_REQUIRED');
    expect(await reasonFor('u1')).toBe('SELLER_REQUIRED');
    expect(shop.memory.written).toEqual([]);
  });

  it('changes what is given and leaves the rest', async () => {
    const lamp = aProduct({ category: 'Lighting', cents: 100 });
    const shop = await shopWith(lamp);
    shop.clock.now = at(5);

    const input = { id: lamp.id, expectedVersion: 1, price: 250, name: 'New name', category: null };
    const { data } = await shop.query(admin, UPDATE, { input });

    const updatedAt = at(5).toISOString();
    const product = { name: 'New name', category: 'Lighting', version: 2, price: { amount: 250 }, updatedAt };
    expect(data).toEqual({ updateProduct: { __typename: 'ProductUpdated', product } });
    expect(shop.memory.written.at(-1)).toMatchObject({ type: 'ProductUpdated', data: { version: 2 } });
  });

  it('does not make a version of an edit that changes nothing', async () => {
    const lamp = aProduct();
    const shop = await shopWith(lamp);

    const { data } = await shop.query(admin, UPDATE, { input: { id: lamp.id, expectedVersion: 1, name: lamp.name } });

    expect(data).toMatchObject({ updateProduct: { product: { version: 1 } } });
    expect(shop.memory.written.map(({ type }) => type)).toEqual(['ProductCreated']);
  });

  it('tells an editor who saw an old version which one is current', async () => {
    const lamp = aProduct();
    const shop = await shopWith(lamp);
    await shop.query(admin, UPDATE, { input: { id: lamp.id, expectedVersion: 1, name: 'First' } });

    const { data } = await shop.query(admin, UPDATE, { input: { id: lamp.id, expectedVersion: 1, name: 'Second' } });

    const conflict = {
      __typename: 'VersionConflict',
      currentVersion: 2,
      code: 'VERSION_CONFLICT',
      param: 'expectedVersion',
    };
    expect(data).toEqual({ updateProduct: conflict });
  });

  it('lets one of two editors win who save at the same moment', async () => {
    const lamp = aProduct();
    const shop = await shopWith(lamp);
    const save = (name: string) => shop.query(admin, UPDATE, { input: { id: lamp.id, expectedVersion: 1, name } });

    const answers = await Promise.all([save('Mine'), save('Yours')]);

    const types = answers.map(
      ({ data }) => (data as { updateProduct: { __typename: string } }).updateProduct.__typename,
    );
    expect(types.sort()).toEqual(['ProductUpdated', 'VersionConflict']);
  });

  it('archives: out of the list, still there by id, not orderable, and repeatable', async () => {
    const lamp = aProduct();
    const shop = await shopWith(lamp);
    const input = { id: lamp.id, expectedVersion: 1 };

    const first = await shop.query(admin, ARCHIVE, { input });
    const again = await shop.query(admin, ARCHIVE, { input });

    const product = { status: 'ARCHIVED', version: 2, availability: { inStock: false, available: 0 } };
    expect(first.data).toEqual({ archiveProduct: { __typename: 'ProductArchived', product } });
    expect(again).toEqual(first);
    expect((await shop.query(null, '{ products { totalCount } }')).data).toEqual({ products: { totalCount: 0 } });
    const found = await shop.query(null, 'query ($id: ID) { product(id: $id) { status } }', { id: lamp.id });
    expect(found.data).toEqual({ product: { status: 'ARCHIVED' } });
    expect(shop.memory.written.map(({ type }) => type)).toEqual(['ProductCreated', 'ProductArchived']);
  });

  it('does not archive what a checkout holds', async () => {
    const lamp = aProduct({ units: 3 });
    const shop = await shopWith(lamp);
    const lines = [{ productId: lamp.id, quantity: 2 }];
    await shop.actions.reserveStock({ orderId: 'o1', lines, heldUntil: at(15) });

    const { data } = await shop.query(admin, ARCHIVE, { input: { id: lamp.id, expectedVersion: 1 } });

    expect(data).toEqual({
      archiveProduct: { __typename: 'StockIsHeld', code: 'STOCK_IS_HELD', available: 1, held: 2 },
    });
  });
});

describe('adjusting stock', () => {
  const adjustment = { delta: -2, reason: 'broken in transport', idempotencyKey: 'adjust-0001' };

  it('takes units out once, however often it is repeated, and leaves the version', async () => {
    const lamp = aProduct({ units: 5 });
    const shop = await shopWith(lamp);
    const input = { ...adjustment, productId: lamp.id };

    const first = await shop.query(admin, ADJUST, { input });
    const again = await shop.query(admin, ADJUST, { input });

    const product = { version: 1, availability: { available: 3 } };
    expect(first.data).toEqual({ adjustStock: { __typename: 'StockAdjusted', product } });
    expect(again).toEqual(first);
    expect(shop.memory.written.at(-1)).toMatchObject({ type: 'StockAdjusted', data: { delta: -2 } });
    expect(shop.memory.written).toHaveLength(2);
  });

  it('refuses the key with other input', async () => {
    const lamp = aProduct({ units: 5 });
    const shop = await shopWith(lamp);
    await shop.query(admin, ADJUST, { input: { ...adjustment, productId: lamp.id } });

    const { errors } = await shop.query(admin, ADJUST, { input: { ...adjustment, productId: lamp.id, delta: -1 } });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('does not take out what is held', async () => {
    const lamp = aProduct({ units: 3 });
    const shop = await shopWith(lamp);
    await shop.actions.reserveStock({ orderId: 'o1', lines: [{ productId: lamp.id, quantity: 2 }], heldUntil: at(15) });

    const { data } = await shop.query(admin, ADJUST, { input: { ...adjustment, productId: lamp.id } });

    expect(data).toEqual({ adjustStock: { __typename: 'StockIsHeld', available: 1, held: 2, param: 'delta' } });
  });

  it('does not let the stock grow beyond what can be told', async () => {
    const lamp = aProduct({ units: 999_999_999 });
    const shop = await shopWith(lamp);

    const { errors } = await shop.query(admin, ADJUST, { input: { ...adjustment, productId: lamp.id, delta: 2 } });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'TOO_MANY_UNITS' });
  });

  it('says so when there is no such product', async () => {
    const { data } = await (await shopWith()).query(admin, ADJUST, { input: { ...adjustment, productId: 'nobody' } });

    expect(data).toEqual({
      adjustStock: { __typename: 'ProductNotFound', code: 'PRODUCT_NOT_FOUND', param: 'productId' },
    });
  });
});
