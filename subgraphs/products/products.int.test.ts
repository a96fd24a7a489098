import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { startRelay } from '#events/outbox/relay.ts';
import { openTransport } from '#events/transport/open.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { makeMongoCatalogue } from './adapters/mongoCatalogue.ts';
import { makeMongoStockStore } from './adapters/mongoStockStore.ts';
import { productModels } from './adapters/productModels.ts';
import { assembleProducts } from './assembleProducts.ts';
import { followProducts } from './live/followProducts.ts';
import { adminEditor, aProduct, unhurried } from './productsUnderTest.ts';

const call = { caller: 'gateway', principal: { kind: 'anonymous' }, requestId: 'test-request' } as const;

/** One of several replicas of the subgraph, all real but its server. */
async function replica({ uri, prefix }: ReturnType<typeof testMongo>) {
  const scope = testScope('products');
  onTestFinished(() => scope.stop());
  const { logger } = scope;
  const mongo = await openMongo({ uri, database: `${prefix}_products`, appName: 'test', logger, timeoutMs: 5_000 });
  scope.onStop(() => mongo.close());
  const config = { MONGODB_URI: uri, DATABASE_PREFIX: prefix, TOPIC_PREFIX: '', STARTUP_TIMEOUT_MS: 5_000 };
  const transport = await openTransport(config, { name: 'products', alone: true }, scope);
  await startRelay({ mongo, transport, name: 'products' }, scope);
  const models = productModels(mongo);
  await ensureCollections(models);
  const stores = { mongo, models, outbox: makeOutbox(mongo) };
  const catalogue = makeMongoCatalogue(stores);
  const surroundings = { now: () => new Date(), newId: randomUUID, currency: 'EUR', ...unhurried };
  const products = assembleProducts({ catalogue, stock: makeMongoStockStore(stores), ...surroundings });
  await followProducts(products.changed, transport, scope);
  /** Each request has a context of its own. */
  const shown = (id: string) => products.context(call).byId.load(id);
  return { catalogue, actions: products.actions, shown, watch: products.context(call).watchAvailability };
}

it('a change in one replica reaches the streams and the cache of every other', async () => {
  const shop = testMongo();
  const [here, there] = [await replica(shop), await replica(shop)];
  const lamp = aProduct({ cents: 100, units: 5 });
  await here.catalogue.add([lamp]);
  const stream = there.watch(lamp.id);
  const next = async () => (await stream.next()).value;
  expect(await next()).toMatchObject({ stock: { available: 5, held: 0 } });
  expect(await there.shown(lamp.id)).toMatchObject({ price: { amount: 100 } });

  const order = { orderId: randomUUID(), lines: [{ productId: lamp.id, quantity: 2 }], heldUntil: new Date() };
  await here.actions.reserveStock(order);
  expect(await next()).toMatchObject({ stock: { available: 3, held: 2 } });
  const changes = { price: { amount: 200, currency: 'EUR' } };
  await here.actions.updateProduct({ editor: adminEditor, id: lamp.id, expectedVersion: 1, changes });

  await expect.poll(() => there.shown(lamp.id)).toMatchObject({ price: { amount: 200 }, stock: { held: 2 } });
  await here.actions.commitStock(order.orderId);
  expect(await next()).toMatchObject({ stock: { available: 3, held: 0, sold: 2 } });
  await here.actions.returnStock(order.orderId);
  expect(await next()).toMatchObject({ stock: { available: 5, held: 0, sold: 0 } });
});

it('five hundred holds at once become a few values, the last of them the truth', async () => {
  const shop = testMongo();
  const [here, there] = [await replica(shop), await replica(shop)];
  const lamp = aProduct({ units: 1_000 });
  await here.catalogue.add([lamp]);
  const stream = there.watch(lamp.id);
  const told: number[] = [];
  const told500 = (async () => {
    for await (const product of stream) {
      if (product instanceof Error) throw product;
      told.push(product.stock.available);
      if (product.stock.held === 500) return;
    }
  })();

  const lines = [{ productId: lamp.id, quantity: 1 }];
  const hold = () => here.actions.reserveStock({ orderId: randomUUID(), lines, heldUntil: new Date() });
  await Promise.all(Array.from({ length: 500 }, hold));
  await told500;

  expect(told.at(-1)).toBe(500);
  expect(told).toEqual([...new Set(told)].sort((one, other) => other - one));
  expect(told.length).toBeLessThan(100);
});
