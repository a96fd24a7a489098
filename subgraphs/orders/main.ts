import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openPlaces } from '#events/places.ts';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { grants, portOffsets } from '../directory.ts';
import { openSubgraph } from '../runtime.ts';
import { makeMongoCoupons } from './adapters/mongoCoupons.ts';
import { makeMongoCustomers } from './adapters/mongoCustomers.ts';
import { makeMongoOrderReads } from './adapters/mongoOrderReads.ts';
import { makeMongoOrderStore } from './adapters/mongoOrderStore.ts';
import { makeMongoSales } from './adapters/mongoSales.ts';
import { newCode } from './adapters/newCode.ts';
import { orderModels } from './adapters/orderModels.ts';
import { makeProductsClient } from './adapters/productsClient.ts';
import { makeTimelineSources } from './adapters/timelineSources.ts';
import { assembleOrders } from './assembleOrders.ts';
import { ordersConfig } from './config.ts';
import { followOrderEvents } from './followOrderEvents.ts';
import { resolvers } from './resolvers.ts';
import { makeEraseCustomer } from './usecases/eraseCustomer.ts';

/** How long a customer waits for products before the order is left to the consumer. */
const RESERVE_BUDGET_MS = 2_000;
/** A replica that has just begun knows the changes of this time: clients of those before it go on with it. */
const REPLAYED_MS = 6 * 60_000;

export const service = defineService({
  name: 'orders',
  config: ordersConfig,
  start: async (config, scope) => {
    const { mongo, outbox, transport, clock, call, identify } = await openSubgraph('orders', config, scope);
    const models = orderModels(mongo);
    await ensureCollections(models);
    const callees = {
      products: call('products', config.PRODUCTS_URL),
      payments: call('payments', config.PAYMENTS_URL),
      notifications: call('notifications', config.NOTIFICATIONS_URL),
    };
    const places = await openPlaces(mongo, scope);
    const timeline = {
      sources: makeTimelineSources(callees),
      places,
      onMissing: (source: string, err: unknown) => scope.logger.warn({ err, source }, 'a timeline is not whole'),
    };
    const liveSince = new Date(Date.now() - REPLAYED_MS);
    const orders = assembleOrders({
      store: makeMongoOrderStore({ mongo, models, outbox }),
      reads: makeMongoOrderReads(models),
      stock: makeProductsClient(call('products', config.PRODUCTS_URL, { timeoutMs: RESERVE_BUDGET_MS })),
      clock,
      newId: randomUUID,
      holdMs: config.ORDER_HOLD_MS,
      sales: makeMongoSales(models),
      currency: config.CURRENCY,
      coupons: makeMongoCoupons(models),
      newCode,
      liveSince,
      timeline,
    });
    const eraseCustomer = makeEraseCustomer(makeMongoCustomers(models));
    await followOrderEvents({ ...orders, eraseCustomer, places }, transport, scope);
    const sdl = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
    const subgraph = { name: 'orders', sdl, resolvers, context: orders.context, grants: grants.orders, ...identify };
    await serveSubgraph(subgraph, { host: config.HOST, port: config.PORT_BASE + portOffsets.orders }, scope);
  },
});

if (import.meta.main) await runService(service);
