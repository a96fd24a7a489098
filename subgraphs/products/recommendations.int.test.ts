import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { type Mongo, openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { profiled } from '#testing/profile.ts';
import { testScope } from '#testing/testScope.ts';
import { makeMongoPurchases, purchaseModels } from './adapters/mongoPurchases.ts';
import { MemoryProducts } from './fakes/memoryProducts.ts';
import { makeFollowPurchases, makeForgetCustomers } from './followPurchases.ts';
import { admin, aProduct, productsUnderTest } from './productsUnderTest.ts';
import type { Purchases } from './purchasePorts.ts';

const RELATED = 'query ($id: ID!, $first: Int! = 10) { product(id: $id) { related(first: $first) { name } } }';
const FOR_USER = /* GraphQL */ `query ($id: ID!) {
  _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { recommendations { name } } }
}`;
const eur = { amount: 100, currency: 'EUR' };

let mongo: Mongo;
let purchases: Purchases;

beforeAll(async () => {
  const { uri, prefix } = testMongo();
  const { logger } = testScope();
  mongo = await openMongo({ uri, database: `${prefix}_products`, appName: 'test', logger, timeoutMs: 5_000 });
  const models = purchaseModels(mongo);
  await ensureCollections(models);
  purchases = makeMongoPurchases(models);
});
afterAll(async () => {
  await mongo.connection.dropDatabase();
  await mongo.close();
});

/** Products by name, each new to the shop. */
async function shelf(...wanted: string[]) {
  const memory = new MemoryProducts();
  const products = wanted.map((name) => aProduct({ name }));
  await memory.add(products);
  const idOf = (name: string) => products.find((each) => each.name === name)?.id ?? '';
  const shop = productsUnderTest(memory, memory, purchases);
  const follow = makeFollowPurchases(purchases);
  /** An order of one unit each was paid. */
  const buy = async (customerId: string, ...bought: string[]) => {
    const lines = bought.map((name) => ({ productId: idOf(name), name, quantity: 1, unitPrice: eur }));
    await follow({
      type: 'OrderPaid',
      id: randomUUID(),
      occurredAt: '2030-01-01T12:00:00.000Z',
      sequence: 1,
      data: { orderId: randomUUID(), customerId, previousStatus: 'PAYING', status: 'PAID', lines, total: eur },
    });
  };
  const related = async (name: string, first = 10) => {
    const { data } = (await shop.query(null, RELATED, { id: idOf(name), first })) as {
      data: { product: { related: { name: string }[] } };
    };
    return data.product.related.map((each) => each.name);
  };
  return { ...shop, idOf, buy, related };
}

describe('what was bought together', () => {
  it('is related, most often first, for everybody', async () => {
    const { buy, related } = await shelf('Tea', 'Pot', 'Mug', 'Kite');
    for (let bought = 0; bought < 3; bought += 1) await buy(randomUUID(), 'Tea', 'Pot');
    await buy(randomUUID(), 'Mug', 'Tea');

    expect(await related('Tea')).toEqual(['Pot', 'Mug']);
    expect(await related('Tea', 1)).toEqual(['Pot']);
    expect(await related('Mug')).toEqual(['Tea']);
    expect(await related('Kite')).toEqual([]);
  });

  it('is shown as long as it is sold', async () => {
    const { buy, related, idOf, query } = await shelf('Tea', 'Pot');
    await buy(randomUUID(), 'Tea', 'Pot');
    const ARCHIVE = 'mutation ($id: ID!) { archiveProduct(input: { id: $id, expectedVersion: 1 }) { __typename } }';
    await query(admin, ARCHIVE, { id: idOf('Pot') });

    expect(await related('Tea')).toEqual([]);
  });

  it('costs one query for many products', async () => {
    const { buy, query } = await shelf('Tea', 'Pot', 'Mug');
    await buy(randomUUID(), 'Tea', 'Pot', 'Mug');

    const queries = await profiled(mongo.connection, () =>
      query(null, '{ products { nodes { name related(first: 2) { name related(first: 2) { name } } } } }'),
    );

    const ours = queries.filter(({ collection }) => collection === 'bought_together');
    expect(ours.map(({ plan }) => plan)).toEqual(ours.map(() => expect.stringMatching(/^IXSCAN { productId: 1/)));
    expect(ours).toHaveLength(1);
  });

  it.each([0, 101])('is refused %i at a time', async (first) => {
    const { query, idOf } = await shelf('Tea');

    const { errors } = await query(null, RELATED, { id: idOf('Tea'), first });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reasons: [{ param: 'first' }] });
  });
});

describe('recommendations', () => {
  it('are what goes with what the user bought, without that itself', async () => {
    const { buy, query } = await shelf('Tea', 'Pot', 'Mug', 'Kite');
    const [me, other] = [randomUUID(), randomUUID()];
    await buy(me, 'Tea');
    await buy(other, 'Tea', 'Pot');
    await buy(randomUUID(), 'Tea', 'Pot', 'Mug');
    const ask = async (caller: string | typeof admin) =>
      (await query(caller, FOR_USER, { id: me })).data as { _entities: { recommendations: unknown }[] };

    const mine = [{ recommendations: [{ name: 'Pot' }, { name: 'Mug' }] }];
    expect((await ask(me))._entities).toEqual(mine);
    expect((await ask(admin))._entities).toEqual(mine);
    expect((await ask(other))._entities).toEqual([{ recommendations: null }]);
  });

  it('are gone with the user’s account', async () => {
    const { buy, query, related } = await shelf('Tea', 'Pot');
    const me = randomUUID();
    await buy(me, 'Tea');
    await buy(randomUUID(), 'Tea', 'Pot');
    const forget = makeForgetCustomers(purchases);

    await forget({
      type: 'UserDeleted',
      id: randomUUID(),
      occurredAt: '2030-01-01T12:00:00.000Z',
      sequence: 1,
      data: { userId: me },
    });

    const { data } = await query(admin, FOR_USER, { id: me });
    expect(data).toEqual({ _entities: [{ recommendations: [] }] });
    expect(await related('Tea')).toEqual(['Pot']);
  });
});
