import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { startRelay } from '#events/outbox/relay.ts';
import { openTransport } from '#events/transport/open.ts';
import { anonymous } from '#kernel/auth/principal.ts';
import type { Call } from '#kernel/graphql/call.ts';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { localUrl } from '#kernel/http.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { makeMongoCatalogue } from '#subgraphs/products/adapters/mongoCatalogue.ts';
import { makeMongoStockStore } from '#subgraphs/products/adapters/mongoStockStore.ts';
import { productModels } from '#subgraphs/products/adapters/productModels.ts';
import { assembleProducts } from '#subgraphs/products/assembleProducts.ts';
import { adminEditor, aProduct, unhurried } from '#subgraphs/products/productsUnderTest.ts';
import { resolvers } from '#subgraphs/products/resolvers.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import type { ChangeSource } from '../cache/changes.ts';
import { post } from '../testing/clients.ts';
import { gatewayOver } from '../testing/gatewayOver.ts';
import { productChanges } from './productChanges.ts';

const sdl = readFileSync(new URL('../../subgraphs/products/schema.graphql', import.meta.url), 'utf8');

/**
 * Two replicas of products, of which the gateway asks the one that never hears of events: its own cache is as old as can be.
 * The other one makes the changes.
 */
async function shop() {
  const { uri, prefix } = testMongo();
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
  const replica = () => assembleProducts({ catalogue, stock: makeMongoStockStore(stores), ...surroundings });
  const deaf = replica();
  const identify = { identifyCaller: () => 'gateway', identifyUser: () => anonymous };
  const context = (call: Call) => deaf.context(call);
  const subgraph = { name: 'products', sdl, resolvers, context, grants: {}, ...identify };
  const port = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0 }, scope);
  return { scope, transport, catalogue, actions: replica().actions, url: localUrl(port) };
}

/** A gateway that tells how many changes it has applied. */
async function shopWithGateway() {
  const { url, transport, scope, ...rest } = await shop();
  const source = productChanges(transport, scope);
  const applied = { changes: 0 };
  const changes: ChangeSource = {
    ...source,
    follow: (listener) =>
      source.follow({
        ...listener,
        changed: (all) => {
          listener.changed(all);
          applied.changes += 1;
        },
      }),
  };
  const products = {
    name: 'products',
    sdl,
    url,
    seen: [],
    asked: [],
    stop: async () => {},
    start: async () => {},
    freeze: () => {},
  };
  const cache = { bytes: 2 ** 20, maxAgeSeconds: 300, clientMaxAgeSeconds: 0 };
  const gateway = await gatewayOver([products], { cache, changes });
  onTestFinished(gateway.stop);
  const ask = async (query: string) => (await post(gateway.url, { query })).data;
  return { ...rest, ask, applied, metrics: () => gateway.scope.metrics.text() };
}

it('a reader never sees a product older than the last event that was applied, however many read meanwhile', async () => {
  const { catalogue, actions, ask, applied, metrics } = await shopWithGateway();
  const lamp = aProduct({ cents: 100, units: 500 });
  await catalogue.add([lamp]);
  await expect.poll(() => applied.changes).toBe(1);
  const QUERIES = [
    `{ product(id: "${lamp.id}") { version price { amount } } }`,
    `{ product(sku: "${lamp.sku}") { version name } }`,
    '{ products(first: 5) { nodes { version } } }',
  ];
  /** The version as each of the queries shows it. */
  const seen = async () =>
    (await Promise.all(QUERIES.map(ask))).map((data) => Number(/"version":(\d+)/.exec(JSON.stringify(data))?.[1]));

  let isOver = false;
  const stale: string[] = [];
  const versionOf = (changes: number) => changes;
  const reading = async () => {
    while (!isOver) {
      const least = versionOf(applied.changes);
      for (const version of await seen()) if (version < least) stale.push(`${version} after ${least}`);
    }
  };
  const readers = Promise.all([reading(), reading()]);
  for (let version = 1; version <= 20; version++) {
    const changes = { price: { amount: 100 + version, currency: 'EUR' } };
    await actions.updateProduct({ editor: adminEditor, id: lamp.id, expectedVersion: version, changes });
    await expect.poll(() => applied.changes, { interval: 1 }).toBe(version + 1);
  }
  isOver = true;
  await readers;
  expect(stale).toEqual([]);
  expect(await seen()).toEqual([21, 21, 21]);
  expect(Number(/cache_hits_total\{.*\} (\d+)/.exec(await metrics())?.[1])).toBeGreaterThan(0);
}, 60_000);

it('stock is never kept, nor is it a reason to ask for the rest again', async () => {
  const { catalogue, actions, ask, applied, metrics } = await shopWithGateway();
  const lamp = aProduct({ units: 5 });
  await catalogue.add([lamp]);
  await expect.poll(() => applied.changes).toBe(1);
  const name = () => ask(`{ product(id: "${lamp.id}") { name } }`);
  const stock = () => ask(`{ product(id: "${lamp.id}") { availability { available } isEditable } }`);
  await Promise.all([name(), stock()]);

  const lines = [{ productId: lamp.id, quantity: 2 }];
  await actions.reserveStock({ orderId: randomUUID(), lines, heldUntil: new Date(Date.now() + 60_000) });
  expect(await stock()).toEqual({ product: { availability: { available: 3 }, isEditable: false } });
  await name();
  expect(await metrics()).toMatch(/cache_hits_total\{.*\} 1\n/);
});

it('what depends on the moment or on the caller is not kept', async () => {
  const { catalogue, ask, metrics } = await shopWithGateway();
  const lamp = aProduct();
  await catalogue.add([lamp]);
  const queries = [
    '{ products(first: 5, filter: { and: [{ inStock: true }] }) { nodes { name } } }',
    `{ product(id: "${lamp.id}") { stockMovements(first: 5) { nodes { delta } } } }`,
    `{ product(id: "${lamp.id}") { name related(first: 5) { name } } }`,
  ];
  for (const query of [...queries, ...queries, ...queries]) await ask(query);
  expect(await metrics()).not.toContain('cache_hits_total{');
});
