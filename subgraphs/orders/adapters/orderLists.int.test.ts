import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import type { FilterInput } from '#kernel/graphql/filter.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { type Mongo, openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { profiled } from '#testing/profile.ts';
import { testScope } from '#testing/testScope.ts';
import type { OrderEvent } from '../domain/orderEvents.ts';
import { NOON, newOrder, requestOf } from '../fakes/orderStore.contract.ts';
import { makeMongoOrderReads } from './mongoOrderReads.ts';
import { makeMongoOrderStore } from './mongoOrderStore.ts';
import { makeMongoSales } from './mongoSales.ts';
import { type OrderModels, orderModels } from './orderModels.ts';

const scope = testScope();
const DAY_MS = 86_400_000;
const [MUG, BOOK] = [randomUUID(), randomUUID()];
const customerId = randomUUID();
let mongo: Mongo;
let models: OrderModels;

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const held = (discount = 0): OrderEvent => ({
  type: 'OrderAwaitingPayment',
  lines: [
    { productId: MUG, quantity: 2, name: 'Mug', unitPrice: eur(1_000) },
    { productId: BOOK, quantity: 1, name: 'Book', unitPrice: eur(500) },
  ],
  total: eur(2_500 - discount),
  at: NOON,
});
const paid = (at: Date): OrderEvent => ({ type: 'OrderPaid', paymentId: randomUUID(), at });

async function order(store: ReturnType<typeof makeMongoOrderStore>, key: string, events: readonly OrderEvent[]) {
  const placed = newOrder(requestOf({ customerId, idempotencyKey: key }));
  await store.place(placed);
  let version = 1;
  for (const event of events) {
    await store.append(placed.orderId, version, [event]);
    version += 1;
  }
  return placed.orderId;
}

beforeAll(async () => {
  const { uri, prefix } = testMongo();
  const { logger } = scope;
  mongo = await openMongo({ uri, database: `${prefix}_orders`, appName: 'test', logger, timeoutMs: 5_000 });
  models = orderModels(mongo);
  await ensureCollections(models);
  const store = makeMongoOrderStore({ mongo, models, outbox: makeOutbox(mongo) });
  const tomorrow = new Date(NOON.getTime() + DAY_MS);
  await order(store, 'key-0001', [held(), paid(NOON)]);
  await order(store, 'key-0002', [held(300), paid(tomorrow)]);
  await order(store, 'key-0003', [held()]);
});

afterAll(async () => {
  await mongo.connection.dropDatabase();
  await mongo.close();
});

describe('lists of orders', () => {
  it.each<[string, { customerId: string | undefined; filter: FilterInput | undefined }]>([
    ['all', { customerId: undefined, filter: undefined }],
    ['those of a customer', { customerId, filter: undefined }],
    ['those of one status', { customerId: undefined, filter: { status: { eq: 'PAID' } } }],
    ['those of a time', { customerId: undefined, filter: { placedAt: { gte: NOON } } }],
  ])('%s come from an index, already in order', async (_name, query) => {
    const reads = makeMongoOrderReads(models);

    const queries = await profiled(mongo.connection, async () => {
      const first = await reads.list(query, pageOf({ first: 1 }));
      await reads.list(query, pageOf({ first: 1, after: first.pageInfo.endCursor }));
      await reads.list(query, pageOf({ last: 1 }));
    });

    expect(queries).toHaveLength(3);
    expect(queries).toEqual(
      queries.map(() => expect.objectContaining({ plan: expect.stringMatching(/^IXSCAN/), sorted: false })),
    );
  });
});

it('the events of a page of orders are one query, from an index, already in order', async () => {
  const ids = Array.from({ length: 20 }, () => randomUUID());

  const queries = await profiled(mongo.connection, () => makeMongoOrderReads(models).recorded(ids));

  expect(queries).toEqual([expect.objectContaining({ plan: 'IXSCAN { orderId: 1, version: 1 }', sorted: false })]);
});

describe('sales', () => {
  const period = { from: NOON, to: new Date(NOON.getTime() + 3 * DAY_MS) };

  it('are counted by the day on which orders were paid', async () => {
    const midnight = new Date('2030-01-01T00:00:00Z');

    const days = await makeMongoSales(models).days(period);

    const figures = { orders: 1, units: 3, subtotal: 2_500, discount: 0, refunded: 0 };
    expect(days).toEqual([
      { ...figures, day: midnight },
      { ...figures, discount: 300, day: new Date(midnight.getTime() + DAY_MS) },
    ]);
  });

  it('begin at `from` and end before `to`', async () => {
    const { days } = makeMongoSales(models);

    expect(await days({ from: NOON, to: new Date(NOON.getTime() + DAY_MS) })).toHaveLength(1);
    expect(await days({ from: new Date(NOON.getTime() + 1), to: new Date(NOON.getTime() + DAY_MS + 1) })).toHaveLength(
      1,
    );
    expect(await days({ from: new Date(0), to: NOON })).toEqual([]);
  });

  it('name what sold best', async () => {
    const { topProducts } = makeMongoSales(models);

    expect(await topProducts(period, 10)).toEqual([
      { productId: MUG, name: 'Mug', units: 4, amount: 4_000 },
      { productId: BOOK, name: 'Book', units: 2, amount: 1_000 },
    ]);
    expect(await topProducts(period, 1)).toHaveLength(1);
  });

  it('come from an index', async () => {
    const queries = await profiled(mongo.connection, () => makeMongoSales(models).days(period));

    expect(queries.map(({ plan }) => plan)).toEqual(
      queries.map(() => expect.stringMatching(/^IXSCAN { event.type: 1/)),
    );
  });
});
