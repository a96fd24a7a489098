import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Express } from 'express';
import { startConsumer } from '#events/consumer.ts';
import { publicUrlOf } from '#kernel/config.ts';
import { openTickets } from '#kernel/files/tickets.ts';
import type { Call } from '#kernel/graphql/call.ts';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { retryConflicts } from '#kernel/resilience/retryConflicts.ts';
import { startRounds } from '#kernel/rounds.ts';
import { grants, portOffsets } from '../directory.ts';
import { openSubgraph } from '../runtime.ts';
import { makeMongoBulkCatalogue } from './adapters/mongoBulkCatalogue.ts';
import { makeMongoCatalogue } from './adapters/mongoCatalogue.ts';
import { makeMongoOverdueHolds } from './adapters/mongoOverdueHolds.ts';
import { makeMongoPurchases, purchaseModels } from './adapters/mongoPurchases.ts';
import { makeMongoStockStore } from './adapters/mongoStockStore.ts';
import { openImages } from './adapters/openImages.ts';
import { makeAskOrders } from './adapters/ordersClient.ts';
import { productModels } from './adapters/productModels.ts';
import { stockMetrics } from './adapters/stockMetrics.ts';
import { assembleProducts } from './assembleProducts.ts';
import { productsConfig } from './config.ts';
import { makeExchangeTickets } from './exchange/exchangeTickets.ts';
import { type ExportTicket, exchangeRoutes, type ImportTicket } from './exchange/routes.ts';
import { concernsPurchases, makeFollowPurchases, makeForgetCustomers } from './followPurchases.ts';
import { readRow } from './inputs.ts';
import { followProducts } from './live/followProducts.ts';
import { announcingBulk } from './productCache.ts';
import { resolvers } from './resolvers.ts';
import { makeImportCatalogue } from './usecases/importCatalogue.ts';
import { makeSettleOverdueHolds } from './usecases/settleOverdueHolds.ts';

/** So often, at most, a subscriber hears of one product. */
const LIVE_ROUND_MS = 100;
const OVERDUE_HOLDS_EVERY_MS = 60_000;

export const service = defineService({
  name: 'products',
  config: productsConfig,
  start: async (config, scope) => {
    const { mongo, transport, outbox, clock, call, identify, revocations } = await openSubgraph(
      'products',
      config,
      scope,
    );
    const models = productModels(mongo);
    const purchaseCollections = purchaseModels(mongo);
    await ensureCollections({ ...models, ...purchaseCollections });
    stockMetrics(scope.metrics, models);
    const purchases = makeMongoPurchases(purchaseCollections);
    const tickets = await openTickets({ mongo, revocations });
    const exports = tickets<ExportTicket>('catalogue export');
    const imports = tickets<ImportTicket>('catalogue import');
    const exchange = makeExchangeTickets({ exports, imports, publicUrl: publicUrlOf(config) });
    const catalogue = makeMongoCatalogue({ mongo, models, outbox });
    const products = assembleProducts({
      catalogue,
      stock: makeMongoStockStore({ mongo, models, outbox }),
      purchases,
      now: () => clock.now(),
      newId: randomUUID,
      currency: config.CURRENCY,
      pause: () => pause(LIVE_ROUND_MS, undefined, { ref: false }),
      onFailure: (err) => scope.logger.error({ err }, 'live availability could not be read'),
    });
    const { actions, changed } = products;
    const stores = { mongo, models, outbox, now: () => clock.now(), tickets, catalogue, changed, config };
    const { images, routes: imageRoutes } = await openImages(stores, scope);
    const context = (each: Call) => ({ ...products.context(each), exchange, images });
    await followProducts(changed, transport, scope);
    const handlers = { 'orders.v1': makeFollowPurchases(purchases), 'users.v1': makeForgetCustomers(purchases) };
    await startConsumer({ transport, name: 'products', handlers, concerns: concernsPurchases, inbox: mongo }, scope);
    const settleOverdueHolds = makeSettleOverdueHolds({
      holds: makeMongoOverdueHolds(models),
      askOrders: makeAskOrders(call('orders', config.ORDERS_URL)),
      actions,
      now: () => clock.now(),
    });
    startRounds(settleOverdueHolds, { name: 'overdue holds', everyMs: OVERDUE_HOLDS_EVERY_MS }, scope);
    const sdl = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
    const bulk = makeMongoBulkCatalogue({ mongo, models, outbox });
    const importCatalogue = makeImportCatalogue({
      catalogue: announcingBulk(changed, bulk),
      readRow: (value) => readRow(value, config.CURRENCY),
      retried: (work) => retryConflicts(work)(),
      now: () => clock.now(),
      newId: randomUUID,
    });
    const exchanging = exchangeRoutes({ catalogue: bulk, importCatalogue, exports, imports, logger: scope.logger });
    const routes = (app: Express) => {
      exchanging(app);
      imageRoutes(app);
    };
    const subgraph = { name: 'products', sdl, resolvers, context, grants: grants.products, ...identify };
    await serveSubgraph(subgraph, { host: config.HOST, port: config.PORT_BASE + portOffsets.products, routes }, scope);
  },
});

if (import.meta.main) await runService(service);
