import { describe, expect, it } from 'vitest';
import { admin, aProduct, at, productsUnderTest, seller } from './productsUnderTest.ts';

async function shopWith(...products: ReturnType<typeof aProduct>[]) {
  const shop = productsUnderTest();
  await shop.memory.add(products);
  return shop;
}

const LIST = `query ($filter: ProductFilter, $sort: ProductSort, $search: String, $first: Int, $after: String) {
  products(filter: $filter, sort: $sort, search: $search, first: $first, after: $after) {
    nodes { sku } pageInfo { hasNextPage endCursor } totalCount
  }
}`;
const ONE =
  'query ($id: ID, $sku: String) { product(id: $id, sku: $sku) { id sku status availability { inStock available } } }';

describe('reading the catalogue', () => {
  it('needs no login and shows price, stock and text', async () => {
    const lamp = aProduct({ name: 'Lamp', cents: 6_900, units: 3 });
    const shop = await shopWith(lamp);

    const { data } = await shop.query(
      null,
      `{ products { nodes { id name version createdAt
      price { amount currency formatted } availability { inStock available held } } } }`,
    );

    const price = { amount: 6_900, currency: 'EUR', formatted: '€69.00' };
    const availability = { inStock: true, available: 3, held: 0 };
    const node = { id: lamp.id, name: 'Lamp', version: 1, createdAt: '2030-01-01T12:00:00.000Z', price, availability };
    expect(data).toEqual({ products: { nodes: [node] } });
  });

  it('pages through what the filter leaves and counts all of it', async () => {
    const shop = await shopWith(
      aProduct({ sku: 'A-1', cents: 300 }),
      aProduct({ sku: 'B-2', cents: 100 }),
      aProduct({ sku: 'C-3', cents: 200 }),
      aProduct({ sku: 'D-4', category: 'Other' }),
    );
    const variables = { filter: { category: { eq: 'Things' } }, sort: 'PRICE_LOW_TO_HIGH', first: 2 };

    const first = await shop.query(null, LIST, variables);
    const { endCursor } = (first.data as { products: { pageInfo: { endCursor: string } } }).products.pageInfo;
    const second = await shop.query(null, LIST, { ...variables, after: endCursor });

    expect(first.data).toMatchObject({
      products: { nodes: [{ sku: 'B-2' }, { sku: 'C-3' }], pageInfo: { hasNextPage: true }, totalCount: 3 },
    });
    expect(second.data).toMatchObject({ products: { nodes: [{ sku: 'A-1' }], pageInfo: { hasNextPage: false } } });
  });

  it('counts only when asked to', async () => {
    const shop = await shopWith(aProduct());
    let counted = 0;
    const { count } = shop.memory;
    shop.memory.count = (query) => {
      counted += 1;
      return count(query);
    };

    await shop.query(null, '{ products { nodes { id } } }');
    expect(counted).toBe(0);

    await shop.query(null, '{ products { totalCount } }');
    expect(counted).toBe(1);
  });

  it('answers an empty list with an empty page', async () => {
    const { data } = await (await shopWith()).query(null, LIST, { search: 'nothing' });

    const pageInfo = { hasNextPage: false, endCursor: null };
    expect(data).toEqual({ products: { nodes: [], pageInfo, totalCount: 0 } });
  });

  it('names all that is wrong with the arguments of a list at once', async () => {
    const shop = await shopWith();

    const { errors } = await shop.query(null, LIST, { filter: { category: {}, or: [{ price: {} }], and: [] } });
    const long = await shop.query(null, LIST, { search: 'x'.repeat(201) });
    const page = await shop.query(null, LIST, { first: 101 });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_FILTER' });
    expect(paramsOf(errors)).toEqual(['filter.category', 'filter.and', 'filter.or.0.price']);
    expect(long.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_INPUT' });
    expect(page.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_PAGE' });
  });

  it('filters by category, price, age and stock, alone and combined', async () => {
    const shop = await shopWith(
      aProduct({ sku: 'A-1', cents: 300, createdAt: at(1) }),
      aProduct({ sku: 'B-2', cents: 100, units: 0, createdAt: at(2) }),
      aProduct({ sku: 'C-3', cents: 200, category: 'Other', createdAt: at(3) }),
    );
    const skus = async (filter: object) => {
      const { data } = await shop.query(null, LIST, { filter });
      return (data as { products: { nodes: { sku: string }[] } }).products.nodes.map(({ sku }) => sku);
    };

    expect(await skus({ category: { in: ['Other', 'None'] } })).toEqual(['C-3']);
    expect(await skus({ price: { gt: 100, lte: 300 } })).toEqual(['C-3', 'A-1']);
    expect(await skus({ createdAt: { gte: at(2).toISOString(), lt: at(3).toISOString() } })).toEqual(['B-2']);
    expect(await skus({ inStock: false })).toEqual(['B-2']);
    expect(await skus({ or: [{ inStock: false }, { category: { eq: 'Other' }, price: { eq: 200 } }] })).toEqual([
      'C-3',
      'B-2',
    ]);
    expect(await skus({ category: { eq: 'Things' }, and: [{ price: { lt: 300 } }, { inStock: true }] })).toEqual([]);
  });

  it('asks for a status on behalf of sellers and admins only, and one status where it searches', async () => {
    const shop = await shopWith();
    const reasonFor = async (user: Parameters<typeof shop.query>[0], variables: object) =>
      (await shop.query(user, LIST, { ...variables })).errors?.[0]?.extensions?.['reason'];
    const deep = { filter: { or: [{ and: [{ status: { eq: 'ARCHIVED' } }] }] } };

    expect(await reasonFor(null, deep)).toBe('SIGN_IN_REQUIRED');
    expect(await reasonFor('u1', deep)).toBe('SELLER_REQUIRED');
    expect(await reasonFor(seller, deep)).toBeUndefined();
    expect(await reasonFor(admin, { ...deep, search: 'lamp' })).toBe('INVALID_FILTER');
    expect(await reasonFor(admin, { filter: { status: { eq: 'ARCHIVED' } }, search: 'lamp' })).toBeUndefined();
  });

  it('shows categories with what they have', async () => {
    const shop = await shopWith(aProduct(), aProduct(), aProduct({ category: 'Other' }));

    const { data } = await shop.query(null, '{ categories { name productCount } }');

    expect(data).toEqual({
      categories: [
        { name: 'Other', productCount: 1 },
        { name: 'Things', productCount: 2 },
      ],
    });
  });

  it('finds a product by id or by SKU, and null for none', async () => {
    const lamp = aProduct();
    const shop = await shopWith(lamp);
    const find = async (key: object) => (await shop.query(null, ONE, { ...key })).data;

    expect(await find({ id: lamp.id })).toMatchObject({ product: { sku: lamp.sku } });
    expect(await find({ sku: lamp.sku })).toMatchObject({ product: { id: lamp.id } });
    expect(await find({ id: 'nobody' })).toEqual({ product: null });
  });

  it.each([{}, { id: 'x', sku: 'Y' }])('wants exactly one of id and SKU, not %o', async (key) => {
    const { errors } = await (await shopWith()).query(null, ONE, key);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_INPUT' });
  });

  it('resolves references by id and by SKU, each kind with one read', async () => {
    const [lamp, mug] = [aProduct(), aProduct()];
    const shop = await shopWith(lamp, mug);
    const reads: (readonly string[])[] = [];
    const { byIds, bySkus } = shop.memory;
    const noted =
      <Result>(read: (keys: readonly string[]) => Result) =>
      (keys: readonly string[]) => {
        reads.push(keys);
        return read(keys);
      };
    shop.memory.byIds = noted(byIds);
    shop.memory.bySkus = noted(bySkus);
    const representations = [
      { __typename: 'Product', id: lamp.id },
      { __typename: 'Product', sku: mug.sku },
      { __typename: 'Product', id: 'nobody' },
      { __typename: 'Product', id: lamp.id },
    ];

    const { data } = await productsOf(shop, representations);

    expect(data).toEqual({ _entities: [{ name: lamp.name }, { name: mug.name }, null, { name: lamp.name }] });
    expect(reads).toEqual([[lamp.id, 'nobody'], [mug.sku], [mug.id]]);
  });
});

const productsOf = (shop: ReturnType<typeof productsUnderTest>, representations: object[]) =>
  shop.query(null, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { name } } }', {
    r: representations,
  });

const paramsOf = (errors: Awaited<ReturnType<ReturnType<typeof productsUnderTest>['query']>>['errors']) =>
  (errors?.[0]?.extensions?.['reasons'] as { param: string }[] | undefined)?.map(({ param }) => param);
