import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { type Mongo, openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { cancelled, newOrder, requestOf } from '../fakes/orderStore.contract.ts';
import { makeMongoOrderStore } from './mongoOrderStore.ts';
import { type OrderModels, orderModels } from './orderModels.ts';
import { rebuildViews } from './rebuildViews.ts';

const scope = testScope();
let mongo: Mongo;
let models: OrderModels;
let ids: readonly [string, string, string];

beforeAll(async () => {
  const { uri, prefix } = testMongo();
  const { logger } = scope;
  mongo = await openMongo({ uri, database: `${prefix}_orders`, appName: 'test', logger, timeoutMs: 5_000 });
  models = orderModels(mongo);
  await ensureCollections(models);
});

beforeEach(async () => {
  for (const model of Object.values(models)) await model.deleteMany();
  const store = makeMongoOrderStore({ mongo, models, outbox: makeOutbox(mongo) });
  const [first, second, third] = [newOrder(requestOf()), newOrder(requestOf()), newOrder(requestOf())] as const;
  for (const order of [first, second, third]) await store.place(order);
  ids = [first.orderId, second.orderId, third.orderId];
  await store.append(first.orderId, 1, [cancelled]);
});

afterAll(async () => {
  await mongo.connection.dropDatabase();
  await mongo.close();
});

const rebuild = (repair: boolean) => rebuildViews(mongo, models, { repair });

describe('rebuilding the views of orders', () => {
  it('finds nothing where views and events agree', async () => {
    expect(await rebuild(false)).toEqual({ orders: 3, equal: 3, different: 0, examples: [], orphans: 0 });
  });

  it('only looks, unless it is to repair', async () => {
    await models.views.deleteOne({ _id: ids[0] });

    expect(await rebuild(false)).toMatchObject({ different: 1, examples: [ids[0]] });
    expect(await rebuild(false)).toMatchObject({ different: 1 });
  });

  it('makes every lost, wrong or orphaned view again as it was', async () => {
    const before = await models.views.find().sort({ _id: 1 }).lean();
    await models.views.deleteOne({ _id: ids[0] });
    await models.views.updateOne({ _id: ids[1] }, { status: 'PAID' });
    await models.views.insertMany([{ ...before[0], _id: 'no-such-order' }]);

    const figures = await rebuild(true);

    expect(figures).toMatchObject({ orders: 3, equal: 1, different: 2, orphans: 1 });
    expect(await models.views.find().sort({ _id: 1 }).lean()).toEqual(before);
    expect(await rebuild(false)).toMatchObject({ equal: 3, different: 0, orphans: 0 });
  });

  it('takes no view for wrong that was written while it looked', async () => {
    const store = makeMongoOrderStore({ mongo, models, outbox: makeOutbox(mongo) });
    const [figures] = await Promise.all([
      rebuild(true),
      store.append(ids[1], 1, [cancelled]),
      store.append(ids[2], 1, [cancelled]),
    ]);

    expect(figures.different).toBe(0);
    expect(await rebuild(false)).toMatchObject({ equal: 3, different: 0 });
  });
});
