import { describe, expect, it } from 'vitest';
import { admin, aProduct, at, productsUnderTest, seller } from './productsUnderTest.ts';

const CREATE = `mutation ($input: CreateProductInput!) { createProduct(input: $input) {
  ... on ProductCreated { product { sku seller { id } } } } }`;
const EDITS = {
  updateProduct: `mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { __typename
    ... on UserError { code param } } }`,
  archiveProduct: `mutation ($input: ArchiveProductInput!) { archiveProduct(input: $input) { __typename
    ... on UserError { code param } } }`,
  unarchiveProduct: `mutation ($input: UnarchiveProductInput!) { unarchiveProduct(input: $input) { __typename
    ... on ProductUnarchived { product { status version } } ... on VersionConflict { currentVersion }
    ... on UserError { code param } } }`,
  adjustStock: `mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename
    ... on UserError { code param } } }`,
};
const EDITABILITY = `query ($id: ID!) { product(id: $id) {
  isEditable editability { canEdit canArchive minimumStock reason } } }`;
const MOVEMENTS = `query ($id: ID!, $first: Int, $after: String) { product(id: $id) {
  stockMovements(first: $first, after: $after) {
    nodes { delta reason by { id } at } pageInfo { hasNextPage endCursor } totalCount } } }`;

async function shopWith(...products: ReturnType<typeof aProduct>[]) {
  const shop = productsUnderTest();
  await shop.memory.add(products);
  return shop;
}

type Typed = Record<string, { __typename: string; code?: string; param?: string }>;
const stranger = { ...seller, userId: 's2' };
const lampInput = { sku: 'LAMP-1', name: 'Lamp', category: 'Lighting', price: 6_900, stock: 4 };

const editsOf = (id: string) =>
  [
    ['updateProduct', 'id', { id, expectedVersion: 1, price: 5 }],
    ['adjustStock', 'productId', { productId: id, delta: 1, reason: 'found', idempotencyKey: 'key-0001' }],
    ['archiveProduct', 'id', { id, expectedVersion: 2 }],
    ['unarchiveProduct', 'id', { id, expectedVersion: 3 }],
  ] as const;

describe('who sells a product', () => {
  it('is the seller who adds it, and the shop where an admin does', async () => {
    const shop = await shopWith();

    const mine = await shop.query(seller, CREATE, { input: lampInput });
    const shops = await shop.query(admin, CREATE, { input: { ...lampInput, sku: 'LAMP-2' } });
    const bySeller = await shop.query(
      null,
      'query ($filter: ProductFilter) { products(filter: $filter) { nodes { sku } totalCount } }',
      { filter: { sellerId: { eq: 's1' } } },
    );

    expect(mine.data).toEqual({ createProduct: { product: { sku: 'LAMP-1', seller: { id: 's1' } } } });
    expect(shops.data).toEqual({ createProduct: { product: { sku: 'LAMP-2', seller: null } } });
    expect(bySeller.data).toEqual({ products: { nodes: [{ sku: 'LAMP-1' }], totalCount: 1 } });
  });

  it('may edit it, and so may an admin', async () => {
    for (const editor of [seller, admin]) {
      const lamp = aProduct({ sellerId: 's1' });
      const shop = await shopWith(lamp);

      for (const [name, , input] of editsOf(lamp.id)) {
        const { data } = await shop.query(editor, EDITS[name], { input });
        expect((data as Typed)[name]?.code).toBeUndefined();
      }
    }
  });

  it.each([{ sellerId: 's1' }, { sellerId: null }])('nobody else may, and hears why: %o', async ({ sellerId }) => {
    const lamp = aProduct({ sellerId });
    const shop = await shopWith(lamp);

    for (const [name, param, input] of editsOf(lamp.id)) {
      const { data } = await shop.query(stranger, EDITS[name], { input });
      expect(data).toEqual({ [name]: { __typename: 'NotYourProduct', code: 'NOT_YOUR_PRODUCT', param } });
      const unknown = { ...input, [param]: 'nothing' };
      const { data: none } = await shop.query(stranger, EDITS[name], { input: unknown });
      expect(none).toMatchObject({ [name]: { __typename: 'ProductNotFound', param } });
    }
    expect(shop.memory.written.map(({ type }) => type)).toEqual(['ProductCreated']);
  });

  it('has a list of what is on sale, for everybody', async () => {
    const [old, recent] = [aProduct({ sellerId: 's1' }), aProduct({ sellerId: 's1', createdAt: at(1) })];
    const shop = await shopWith(old, recent, aProduct(), aProduct({ sellerId: 's2' }));
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on User { id products(first: 1) { nodes { sku } totalCount pageInfo { hasNextPage } } } } }`;

    const { data } = await shop.query(null, query, { r: ['s1', 'u1'].map((id) => ({ __typename: 'User', id })) });

    const [first, last] = [true, false].map((hasNextPage) => ({ hasNextPage }));
    expect(data).toEqual({
      _entities: [
        { id: 's1', products: { nodes: [{ sku: recent.sku }], totalCount: 2, pageInfo: first } },
        { id: 'u1', products: { nodes: [], totalCount: 0, pageInfo: last } },
      ],
    });
  });
});

describe('unarchiveProduct', () => {
  it('puts a product back on sale, repeatably, and tells who saw an old version', async () => {
    const lamp = aProduct();
    const shop = await shopWith(lamp);
    const run = async (name: 'archiveProduct' | 'unarchiveProduct', expectedVersion: number) =>
      (await shop.query(admin, EDITS[name], { input: { id: lamp.id, expectedVersion } })).data;
    await run('archiveProduct', 1);

    const stale = await run('unarchiveProduct', 1);
    const back = await run('unarchiveProduct', 2);
    const again = await run('unarchiveProduct', 2);

    expect(stale).toMatchObject({ unarchiveProduct: { __typename: 'VersionConflict', currentVersion: 2 } });
    const product = { status: 'ACTIVE', version: 3 };
    expect(back).toEqual({ unarchiveProduct: { __typename: 'ProductUnarchived', product } });
    expect(again).toEqual(back);
    expect((await shop.query(null, '{ products { totalCount } }')).data).toEqual({ products: { totalCount: 1 } });
  });
});

describe('isEditable', () => {
  it('is false while a checkout holds units, and says what is refused; prices may change', async () => {
    const lamp = aProduct({ units: 3 });
    const shop = await shopWith(lamp);
    const read = async () => (await shop.query(null, EDITABILITY, { id: lamp.id })).data;
    const all = { canEdit: true, canArchive: true, minimumStock: 0, reason: null };
    expect(await read()).toEqual({ product: { isEditable: true, editability: all } });

    await shop.actions.reserveStock({ orderId: 'o1', lines: [{ productId: lamp.id, quantity: 2 }], heldUntil: at(15) });

    const reason = '2 units are being checked out: archive it, or take them out, afterwards';
    const some = { canEdit: true, canArchive: false, minimumStock: 2, reason };
    expect(await read()).toEqual({ product: { isEditable: false, editability: some } });
    const edits = {
      archiveProduct: { id: lamp.id, expectedVersion: 1 },
      adjustStock: { productId: lamp.id, delta: -2, reason: 'broken', idempotencyKey: 'key-0001' },
      updateProduct: { id: lamp.id, expectedVersion: 1, price: 1 },
    };
    const typeOf = async (name: keyof typeof edits) =>
      ((await shop.query(admin, EDITS[name], { input: edits[name] })).data as Typed)[name]?.__typename;
    expect(await typeOf('archiveProduct')).toBe('StockIsHeld');
    expect(await typeOf('adjustStock')).toBe('StockIsHeld');
    expect(await typeOf('updateProduct')).toBe('ProductUpdated');

    await shop.actions.releaseStock('o1');
    expect(await read()).toEqual({ product: { isEditable: true, editability: all } });
  });
});

describe('stock movements', () => {
  it('are listed newest first with who and why, for the seller and admins, null to others', async () => {
    const lamp = aProduct({ sellerId: 's1', units: 9 });
    const shop = await shopWith(lamp);
    for (const [minute, delta] of [3, -2, 5].entries()) {
      shop.clock.now = at(minute);
      const input = { productId: lamp.id, delta, reason: `count ${minute}`, idempotencyKey: `key-000${minute}` };
      await shop.query(minute === 1 ? admin : seller, EDITS.adjustStock, { input });
    }
    const list = async (user: Parameters<typeof shop.query>[0], page: object = {}) =>
      (await shop.query(user, MOVEMENTS, { id: lamp.id, ...page })).data;

    const movement = (delta: number, minute: number, userId: string) => ({
      delta,
      reason: `count ${minute}`,
      by: { id: userId },
      at: at(minute).toISOString(),
    });
    const all = [movement(5, 2, 's1'), movement(-2, 1, 'a1'), movement(3, 0, 's1')];
    expect(await list(seller)).toMatchObject({ product: { stockMovements: { nodes: all, totalCount: 3 } } });
    const first = (await list(admin, { first: 2 })) as {
      product: { stockMovements: { nodes: object[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    };
    const { nodes, pageInfo } = first.product.stockMovements;
    expect(nodes).toEqual(all.slice(0, 2));
    const rest = await list(admin, { first: 2, after: pageInfo.endCursor });
    expect(rest).toMatchObject({
      product: { stockMovements: { nodes: all.slice(2), pageInfo: { hasNextPage: false } } },
    });
    for (const user of [null, 'u1', stranger]) expect(await list(user)).toEqual({ product: { stockMovements: null } });
  });

  it('does not take a page that is none', async () => {
    const lamp = aProduct();

    const { errors } = await (await shopWith(lamp)).query(admin, MOVEMENTS, { id: lamp.id, first: 0 });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_PAGE' });
  });
});
