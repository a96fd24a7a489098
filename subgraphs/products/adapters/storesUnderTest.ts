import { makeOutbox } from '#events/outbox/outbox.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { makeMongoCatalogue } from './mongoCatalogue.ts';
import { makeMongoStockStore } from './mongoStockStore.ts';
import { productModels } from './productModels.ts';

type Place = { uri: string; prefix: string };

/** The real stores; each call on one place stands for a replica of its own. */
export async function openStores({ uri, prefix }: Place) {
  const { logger } = testScope();
  const database = `${prefix}_products`;
  const mongo = await openMongo({ uri, database, appName: 'products-test', logger, timeoutMs: 5_000 });
  const models = productModels(mongo);
  await ensureCollections(models);
  const outbox = makeOutbox(mongo);
  const rows = mongo.connection.collection<{ value: string }>('outbox');
  return {
    mongo,
    models,
    catalogue: makeMongoCatalogue({ mongo, models, outbox }),
    stock: makeMongoStockStore({ mongo, models, outbox }),
    messages: async () => {
      const written = await rows.find().sort({ createdAt: 1 }).toArray();
      return written.map(({ value }) => readEvent(value));
    },
    close: async () => {
      await mongo.connection.dropDatabase();
      await mongo.close();
    },
  };
}

function readEvent(value: string): { type: string; key: string } {
  const { type, data } = JSON.parse(value) as { type: string; data: { productId?: string; orderId?: string } };
  return { type, key: data.orderId ?? data.productId ?? '' };
}
