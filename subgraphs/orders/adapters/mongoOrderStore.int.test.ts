import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOutbox, type Outbox } from '#events/outbox/outbox.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { type Mongo, openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { cancelled, keepsOrders, newOrder, requestOf } from '../fakes/orderStore.contract.ts';
import { makeMongoOrderReads } from './mongoOrderReads.ts';
import { makeMongoOrderStore } from './mongoOrderStore.ts';
import { type OrderModels, orderModels } from './orderModels.ts';

const scope = testScope();
let mongo: Mongo;
let models: OrderModels;

beforeAll(async () => {
  const { uri, prefix } = testMongo();
  mongo = await openMongo({
    uri,
    database: `${prefix}_orders`,
    appName: 'test',
    logger: scope.logger,
    timeoutMs: 5_000,
  });
  models = orderModels(mongo);
  await ensureCollections(models);
});

afterAll(async () => {
  await mongo.connection.dropDatabase();
  await mongo.close();
});

const stored = (outbox: Outbox = makeOutbox(mongo)) => ({
  store: makeMongoOrderStore({ mongo, models, outbox }),
  reads: makeMongoOrderReads(models),
});

describe('orders in MongoDB', () => {
  keepsOrders(() => stored());

  it('leave nothing behind when the outgoing message can not be written', async () => {
    const brokenOutbox: Outbox = {
      append: () => Promise.reject(new Error('no outbox')),
    };
    const request = requestOf();
    const order = newOrder(request);

    await expect(stored(brokenOutbox).store.place(order)).rejects.toThrow('no outbox');

    const { store, reads } = stored();
    expect(await store.load(order.orderId)).toMatchObject({ version: 0 });
    expect(await store.view(order.orderId)).toBeUndefined();
    expect(await store.placementOf(request.customerId, request.idempotencyKey)).toBeUndefined();
    expect(await reads.addresses([order.orderId])).toEqual([undefined]);
  });

  it('keep the event, its view and its message together or not at all', async () => {
    const order = newOrder(requestOf());
    await stored().store.place(order);
    const brokenOutbox: Outbox = {
      append: () => Promise.reject(new Error('no outbox')),
    };

    await expect(stored(brokenOutbox).store.append(order.orderId, 1, [cancelled])).rejects.toThrow('no outbox');

    expect(await stored().store.load(order.orderId)).toMatchObject({ version: 1, state: { status: 'PENDING' } });
    expect(await stored().store.view(order.orderId)).toMatchObject({ version: 1, status: 'PENDING' });
  });

  it('show an order as one of its events left it, whatever came later', async () => {
    const order = newOrder(requestOf());
    const { store, reads } = stored();
    await store.place(order);
    await store.append(order.orderId, 1, [cancelled]);

    const changes = await reads.changes([1, 2].map((version) => ({ orderId: order.orderId, version })));

    expect(changes).toMatchObject([
      { order: { status: 'PENDING', version: 1 }, previousStatus: null },
      { order: { status: 'CANCELLED', version: 2 }, previousStatus: 'PENDING' },
    ]);
    expect(changes[1]?.order).toEqual(await store.view(order.orderId));
  });
});
