import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { ensureOutbox, outboxCollections } from '#events/outbox/outboxRows.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { type Mongo, openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { cancelled, newOrder, requestOf } from '../fakes/orderStore.contract.ts';
import type { OrderStore } from '../ports.ts';
import { makeMongoOrderStore } from './mongoOrderStore.ts';
import { type OrderModels, orderModels } from './orderModels.ts';
import { wishOf } from './orderRecords.ts';
import { makeRecordOrders } from './recordOrders.ts';

let mongo: Mongo;
let models: OrderModels;
/** Two replicas of the service on one database. */
let stores: readonly [OrderStore, OrderStore];

beforeAll(async () => {
  const { uri, prefix } = testMongo();
  const { logger } = testScope();
  mongo = await openMongo({ uri, database: `${prefix}_orders`, appName: 'test', logger, timeoutMs: 5_000 });
  models = orderModels(mongo);
  await ensureCollections(models);
  await ensureOutbox(outboxCollections(mongo));
  const store = () => makeMongoOrderStore({ mongo, models, outbox: makeOutbox(mongo) });
  stores = [store(), store()];
});

afterAll(async () => {
  await mongo.connection.dropDatabase();
  await mongo.close();
});

const reasonsOf = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'recorded' : outcome.reason.reason)).sort();

const storeFor = (turn: number) => stores[turn % 2 === 0 ? 0 : 1];

const placed = async (count: number) => {
  const orders = Array.from({ length: count }, () => newOrder(requestOf()));
  await Promise.all(orders.map((order) => stores[0].place(order)));
  return orders.map(({ orderId }) => orderId);
};

const sequencesOf = async (orderId: string) => {
  const rows = await outboxCollections(mongo).rows.find({ key: orderId }).sort({ sequence: 1 }).toArray();
  return rows.map(({ sequence }) => sequence);
};

describe('orders recorded together', () => {
  it('are all there, each with its own events, view, address and key', async () => {
    const orders = Array.from({ length: 60 }, () => newOrder(requestOf()));

    const views = await Promise.all(orders.map((order) => stores[0].place(order)));

    expect(views.map(({ id }) => id)).toEqual(orders.map(({ orderId }) => orderId));
    for (const { orderId, request } of orders) {
      expect(await stores[1].load(orderId)).toMatchObject({ version: 1, state: { status: 'PENDING' } });
      expect(await stores[1].placementOf(request.customerId, request.idempotencyKey)).toMatchObject({ orderId });
      expect(await models.addresses.countDocuments({ _id: orderId })).toBe(1);
      expect(await sequencesOf(orderId)).toEqual([1]);
    }
  });

  it('do not suffer from one that comes too late', async () => {
    const [stale = '', ...fresh] = await placed(5);
    await stores[0].append(stale, 1, [cancelled]);

    const outcomes = await Promise.allSettled([stale, ...fresh].map((id) => stores[0].append(id, 1, [cancelled])));

    expect(reasonsOf(outcomes)).toEqual(['VERSION_CONFLICT', 'recorded', 'recorded', 'recorded', 'recorded']);
    expect(await sequencesOf(stale)).toEqual([1, 2]);
  });

  it('let one of several writers of the same order win, in one batch and on two replicas', async () => {
    const orderIds = await placed(20);

    const writes = orderIds.flatMap((id) => [0, 1, 2, 3].map((turn) => storeFor(turn).append(id, 1, [cancelled])));
    const outcomes = await Promise.allSettled(writes);

    expect(reasonsOf(outcomes)).toEqual([...Array(60).fill('VERSION_CONFLICT'), ...Array(20).fill('recorded')]);
    for (const id of orderIds) {
      expect(await sequencesOf(id)).toEqual([1, 2]);
      expect(await stores[0].view(id)).toMatchObject({ version: 2, status: 'CANCELLED' });
    }
  });

  it('let one order have a key, in one batch and on two replicas, and record nothing of the others', async () => {
    const requests = Array.from({ length: 10 }, () => requestOf());
    const orders = requests.flatMap((request) => [0, 1, 2, 3].map(() => newOrder(request)));

    const outcomes = await Promise.allSettled(orders.map((order, turn) => storeFor(turn).place(order)));

    expect(reasonsOf(outcomes)).toEqual([...Array(30).fill('KEY_TAKEN'), ...Array(10).fill('recorded')]);
    const orderIds = orders.map(({ orderId }) => orderId);
    const among = { _id: mongoose.trusted({ $in: orderIds }) };
    expect(await models.views.countDocuments(among)).toBe(10);
    expect(await models.addresses.countDocuments(among)).toBe(10);
  });

  it('know what was recorded although its answer was lost', async () => {
    const record = makeRecordOrders({ mongo, models, outbox: makeOutbox(mongo) });
    const order = newOrder(requestOf());
    const place = wishOf(order.orderId, 0, order.events, order);
    const append = wishOf(order.orderId, 1, [cancelled]);
    await record.together([place]);
    expect(await record.together([place])).toMatchObject([{ status: 'fulfilled', value: { version: 1 } }]);
    await record.together([append]);

    const again = await record.together([append, wishOf(order.orderId, 1, [cancelled])]);

    expect(again).toMatchObject([
      { status: 'fulfilled', value: { version: 2 } },
      { status: 'rejected', reason: { reason: 'VERSION_CONFLICT' } },
    ]);
    expect(await sequencesOf(order.orderId)).toEqual([1, 2]);
  });

  it('leave nothing behind when the last write fails', async () => {
    const outbox = { append: () => Promise.reject(new Error('no outbox')) };
    const broken = makeMongoOrderStore({ mongo, models, outbox });
    const orders = [newOrder(requestOf()), newOrder(requestOf({ customerId: randomUUID() }))];

    const outcomes = await Promise.allSettled(orders.map((order) => broken.place(order)));

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    for (const { orderId } of orders) {
      expect(await stores[0].load(orderId)).toMatchObject({ version: 0 });
      expect(await stores[0].view(orderId)).toBeUndefined();
      expect(await models.addresses.countDocuments({ _id: orderId })).toBe(0);
    }
  });
});
