import { createHash } from 'node:crypto';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { makeLogger } from '#kernel/logging.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { type Mongo, openMongo } from '#kernel/mongo/mongo.ts';
import { makeMongoCatalogue } from './adapters/mongoCatalogue.ts';
import { productModels } from './adapters/productModels.ts';
import { newProduct, type Product } from './domain/product.ts';
import { type DemoProduct, demoProducts } from './seedData.ts';

const HOUR_MS = 3_600_000;

type Options = {
  readonly mongodbUri: string;
  readonly databasePrefix: string;
  /** ISO 4217. */
  readonly currency?: string;
  /** How long to wait for MongoDB. */
  readonly timeoutMs?: number;
};

/** Adds the demo products whose SKU the catalogue does not have; what is there stays as it is. */
export async function seedProducts({
  mongodbUri: uri,
  databasePrefix,
  currency = 'EUR',
  timeoutMs = 30_000,
}: Options): Promise<void> {
  const logger = makeLogger({ name: 'seed', level: 'warn', format: 'json' });
  const database = `${databasePrefix}_products`;
  const mongo = await openMongo({ uri, database, appName: 'bazaar-seed', logger, timeoutMs });
  try {
    await addMissing(mongo, currency);
  } finally {
    await mongo.close();
  }
}

async function addMissing(mongo: Mongo, currency: string): Promise<void> {
  const models = productModels(mongo);
  await ensureCollections(models);
  const catalogue = makeMongoCatalogue({ mongo, models, outbox: makeOutbox(mongo) });
  const present = await catalogue.bySkus(demoProducts.map(({ sku }) => sku));
  const missing = demoProducts.filter((_product, index) => present[index] === undefined);
  const now = Date.now();
  // Each an hour older than the one before, so that "newest first" means something.
  const added = missing.map((product, index) => productOf(product, currency, new Date(now - index * HOUR_MS)));
  if (added.length > 0) await catalogue.add(added);
}

function productOf(
  { sku, name, category, description, cents, units }: DemoProduct,
  currency: string,
  at: Date,
): Product {
  const price = { amount: cents, currency };
  return newProduct({ id: demoProductId(sku), sellerId: null, sku, name, category, description, price, units }, at);
}

/** The same on every machine, so that scripts and demo orders can name products: a UUID (version 8) made of the SKU. */
export function demoProductId(sku: string): string {
  const hex = createHash('sha256').update(`bazaar demo product ${sku}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
