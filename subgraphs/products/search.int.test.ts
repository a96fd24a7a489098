import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { openStores } from './adapters/storesUnderTest.ts';
import { everything } from './fakes/productStores.contract.ts';
import type { ProductQuery } from './ports.ts';
import { aProduct } from './productsUnderTest.ts';

async function shopWith(...products: ReturnType<typeof aProduct>[]) {
  const stores = await openStores(testMongo());
  onTestFinished(stores.close);
  await stores.catalogue.add(products);
  const page = (query: Partial<ProductQuery>, cursor?: string, size = 2, backwards = false) =>
    stores.catalogue.page({ ...everything, ...query }, { size, backwards, cursor });
  return { ...stores, page };
}

const skusOf = ({ nodes }: { nodes: { sku: string }[] }) => nodes.map(({ sku }) => sku);

describe('searching', () => {
  it('finds whole words with their endings, the name before the category before the description', async () => {
    const shop = await shopWith(
      aProduct({ sku: 'IN-TEXT', description: 'Goes well with every lamp' }),
      aProduct({ sku: 'IN-CATEGORY', category: 'Lamps' }),
      aProduct({ sku: 'IN-NAME', name: 'Lamp' }),
      aProduct({ sku: 'NOWHERE', name: 'Lampooned' }),
    );

    expect(skusOf(await shop.page({ search: 'LAMP' }, undefined, 10))).toEqual(['IN-NAME', 'IN-CATEGORY', 'IN-TEXT']);
    expect(await shop.catalogue.count({ ...everything, search: 'lamp' })).toBe(3);
  });

  it('pages both ways by best match, equal scores too, stable while better ones arrive', async () => {
    const same = ['A-1', 'B-2', 'C-3', 'D-4', 'E-5'].map((sku) => aProduct({ sku, name: 'Lamp' }));
    const shop = await shopWith(...same);
    const search = 'lamp';

    const first = await shop.page({ search });
    await shop.catalogue.add([aProduct({ sku: 'BETTER', name: 'Lamp lamp', category: 'Lamp' })]);
    const second = await shop.page({ search }, first.pageInfo.endCursor ?? '');
    const third = await shop.page({ search }, second.pageInfo.endCursor ?? '');
    const back = await shop.page({ search }, third.pageInfo.startCursor ?? '', 2, true);

    expect([first, second, third].flatMap(skusOf).sort()).toEqual(['A-1', 'B-2', 'C-3', 'D-4', 'E-5']);
    expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    expect(skusOf(back)).toEqual(skusOf(second));
    expect(skusOf(await shop.page({ search }))[0]).toBe('BETTER');
  });

  it('sorts what it found as asked, and filters it', async () => {
    const shop = await shopWith(
      aProduct({ sku: 'DEAR', name: 'Lamp', cents: 900 }),
      aProduct({ sku: 'CHEAP', description: 'lamp', cents: 100 }),
      aProduct({ sku: 'OTHER', name: 'Lamp', category: 'Other' }),
    );

    const found = await shop.page({
      search: 'lamp',
      sort: 'PRICE_LOW_TO_HIGH',
      filter: { category: { eq: 'Things' } },
    });

    expect(skusOf(found)).toEqual(['CHEAP', 'DEAR']);
  });

  it('takes query characters as text', async () => {
    const shop = await shopWith(aProduct({ name: 'Lamp' }));

    for (const search of ['$where', '{"$ne":1}', '"', '-', '-lamp', '\\', '%00', '"lamp']) {
      await expect(shop.page({ search })).resolves.toBeDefined();
    }
  });
});

describe('every query of the catalogue', () => {
  let stores: Awaited<ReturnType<typeof openStores>>;
  beforeAll(async () => {
    stores = await openStores(testMongo());
    await stores.catalogue.add(Array.from({ length: 30 }, (_one, index) => aProduct({ name: `Lamp ${index}` })));
  });
  afterAll(() => stores.close());

  const queries: Partial<ProductQuery>[] = (
    ['NEWEST', 'NAME', 'PRICE_LOW_TO_HIGH', 'PRICE_HIGH_TO_LOW'] as const
  ).flatMap((sort) => [
    { sort },
    { sort, filter: { category: { eq: 'Things' } } },
    { sort, filter: { category: { eq: 'Things' }, price: { gte: 1 }, inStock: true } },
    { sort, filter: { price: { gte: 1, lte: 2_000 } } },
    { sort, filter: { createdAt: { lt: new Date('2031-01-01') }, or: [{ inStock: false }, { price: { eq: 1_000 } }] } },
    { sort, archived: 'all', filter: { status: { in: ['ACTIVE', 'ARCHIVED'] } } },
    { sort, archived: { ofSeller: 's1' }, filter: { status: { eq: 'ARCHIVED' } } },
  ]);
  queries.push({ sort: 'NEWEST', filter: { sellerId: { eq: 's1' } } });

  it.each(queries)('reads a page in the order of an index: %o', async (query) => {
    const stages = await stagesOf(stores, () =>
      stores.catalogue.page({ ...everything, ...query }, { size: 5, backwards: false, cursor: undefined }),
    );

    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('COLLSCAN');
    expect(stages).not.toContain('SORT');
  });

  it.each([
    [
      'a search',
      () => stores.catalogue.page({ ...everything, search: 'lamp' }, { size: 5, backwards: false, cursor: undefined }),
    ],
    [
      'a search among what is archived',
      () =>
        stores.catalogue.page(
          { ...everything, search: 'lamp', archived: 'all', filter: { status: { eq: 'ARCHIVED' } } },
          { size: 5, backwards: false, cursor: undefined },
        ),
    ],
    ['a count', () => stores.catalogue.count(everything)],
    ['categories', () => stores.catalogue.categories()],
    ['by SKU', () => stores.catalogue.bySkus(['SKU-0001'])],
    ['by id', () => stores.catalogue.byIds(['some id'])],
    ['a count by seller', () => stores.catalogue.count({ ...everything, filter: { sellerId: { eq: 's1' } } })],
  ])('never reads the whole collection: %s', async (_what, read) => {
    const stages = await stagesOf(stores, read);

    expect(stages).not.toContain('COLLSCAN');
    expect(
      stages.some((stage) => ['IXSCAN', 'COUNT_SCAN', 'IDHACK', 'TEXT_MATCH', 'DISTINCT_SCAN'].includes(stage)),
    ).toBe(true);
  });
});

it('reads stock movements in the order of an index', async () => {
  const stores = await shopWith(aProduct());

  const stages = await stagesOf(stores, () =>
    stores.catalogue.adjustments('some id', { size: 5, backwards: false, cursor: undefined }),
  );
  const counting = await stagesOf(stores, () => stores.catalogue.countAdjustments('some id'));

  expect(stages).toContain('IXSCAN');
  for (const stage of ['COLLSCAN', 'SORT']) expect([...stages, ...counting]).not.toContain(stage);
});

/** The plan's stages, as mongod's profiler noted them for whatever `read` asked. */
async function stagesOf(
  { mongo }: Awaited<ReturnType<typeof openStores>>,
  read: () => Promise<unknown>,
): Promise<string[]> {
  const { db } = mongo.connection;
  if (!db) throw new Error('not connected');
  await db.command({ profile: 2 });
  const since = new Date();
  await read();
  await db.command({ profile: 0 });
  const noted = await db
    .collection('system.profile')
    .find({ ns: /\.(products|stock_adjustments)$/, ts: { $gte: since } })
    .toArray();
  return noted.flatMap(({ planSummary, execStats }) => [
    String(planSummary).split(' ')[0] ?? '',
    ...stageNames(execStats),
  ]);
}

function stageNames(plan: unknown): string[] {
  if (typeof plan !== 'object' || plan === null) return [];
  return Object.entries(plan).flatMap(([key, value]) => (key === 'stage' ? [String(value)] : stageNames(value)));
}
