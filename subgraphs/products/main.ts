import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { grants, portOffsets } from '../directory.ts';
import { openSubgraph } from '../runtime.ts';
import { makeMongoCatalogue } from './adapters/mongoCatalogue.ts';
import { makeMongoStockStore } from './adapters/mongoStockStore.ts';
import { productModels } from './adapters/productModels.ts';
import { assembleProducts } from './assembleProducts.ts';
import { productsConfig } from './config.ts';
import { resolvers } from './resolvers.ts';

export const service = defineService({
  name: 'products',
  config: productsConfig,
  start: async (config, scope) => {
    const { mongo, outbox, clock, identify } = await openSubgraph('products', config, scope);
    const models = productModels(mongo);
    await ensureCollections(models);
    const { context } = assembleProducts({
      catalogue: makeMongoCatalogue({ mongo, models, outbox }),
      stock: makeMongoStockStore({ mongo, models, outbox }),
      now: () => clock.now(),
      newId: randomUUID,
      currency: config.CURRENCY,
    });
    const sdl = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
    const subgraph = { name: 'products', sdl, resolvers, context, grants: grants.products, ...identify };
    await serveSubgraph(subgraph, { host: config.HOST, port: config.PORT_BASE + portOffsets.products }, scope);
  },
});

if (import.meta.main) await runService(service);
