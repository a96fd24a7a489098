import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOutbox, type Outbox } from '#events/outbox/outbox.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { type Mongo, openMongo } from '#kernel/mongo/mongo.ts';
import { retryConflicts } from '#kernel/resilience/retryConflicts.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { couponWith, keepsCoupons } from '../fakes/coupons.contract.ts';
import { cancelled, NOON, newOrder, requestOf } from '../fakes/orderStore.contract.ts';
import { makeMongoCoupons } from './mongoCoupons.ts';
import { makeMongoOrderStore } from './mongoOrderStore.ts';
import { orderModels } from './orderModels.ts';

const scope = testScope();
const { uri, prefix } = testMongo();
const opened: Mongo[] = [];

/** As one of several replicas has it. */
async function replica() {
  const { logger } = scope;
  const mongo = await openMongo({ uri, database: `${prefix}_orders`, appName: 'test', logger, timeoutMs: 5_000 });
  opened.push(mongo);
  const models = orderModels(mongo);
  await ensureCollections(models);
  const stored = (outbox: Outbox = makeOutbox(mongo)) => makeMongoOrderStore({ mongo, models, outbox });
  return { models, store: stored(), stored, coupons: makeMongoCoupons(models) };
}

let here: Awaited<ReturnType<typeof replica>>;
let there: Awaited<ReturnType<typeof replica>>;
beforeAll(async () => {
  [here, there] = [await replica(), await replica()];
});
afterAll(async () => {
  await opened[0]?.connection.dropDatabase();
  for (const mongo of opened) await mongo.close();
});

describe('coupons in MongoDB', () => {
  keepsCoupons(() => here);

  it('are used as often as they may be by buyers of two replicas, and not once more', { timeout: 60_000 }, async () => {
    const coupon = await here.coupons.create(couponWith({ usageLimit: 10 }), undefined);
    const buy = (index: number) => {
      const { store } = index % 2 === 0 ? here : there;
      return retryConflicts(() => store.place(newOrder(requestOf(), NOON, undefined, coupon)))();
    };

    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => buy(index)));

    const reasons = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason.details?.reason] : []));
    expect(reasons).toEqual(Array(40).fill('USED_UP'));
    expect((await there.coupons.byCode([coupon.code]))[0]).toMatchObject({ used: 10 });
    expect(await here.models.redemptions.countDocuments({ code: coupon.code })).toBe(10);
  });

  it('are neither used nor given back when the order can not be written', async () => {
    const broken: Outbox = { append: () => Promise.reject(new Error('no outbox')) };
    const coupon = await here.coupons.create(couponWith(), undefined);
    const order = newOrder(requestOf(), NOON, undefined, coupon);
    const uses = async () => (await here.coupons.byCode([coupon.code]))[0]?.used;

    await expect(here.stored(broken).place(order)).rejects.toThrow('no outbox');
    expect(await uses()).toBe(0);
    await here.store.place(order);
    await expect(here.stored(broken).append(order.orderId, 1, [cancelled])).rejects.toThrow('no outbox');
    expect(await uses()).toBe(1);
  });

  it.each([
    ['all of them', {}, { createdAt: -1, _id: -1 }],
    ['by date', { createdAt: { $gte: NOON } }, { createdAt: -1, _id: -1 }],
  ])('are listed along an index: %s', async (_what, filter, sort) => {
    const plan = JSON.stringify(
      await here.models.coupons.collection
        .find(filter)
        .sort(sort as never)
        .limit(21)
        .explain(),
    );

    expect(plan).toContain('IXSCAN');
    expect(plan).not.toMatch(/COLLSCAN|"SORT"/);
  });

  it("find a customer's uses, and a creation, along an index", async () => {
    const uses = { code: 'A', customerId: 'u1', givenBackAt: null };
    const plans = await Promise.all([
      here.models.redemptions.collection.find(uses).explain(),
      here.models.coupons.collection.find({ 'creation.key': 'boss:key' }).explain(),
    ]);

    for (const plan of plans) expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
  });
});
