import { randomUUID } from 'node:crypto';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { ensureOutbox, outboxCollections } from '#events/outbox/outboxRows.ts';
import { makeLogger } from '#kernel/logging.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { makeMongoCatalogue } from '#subgraphs/products/adapters/mongoCatalogue.ts';
import { makeMongoPurchases, purchaseModels } from '#subgraphs/products/adapters/mongoPurchases.ts';
import { makeMongoStockStore } from '#subgraphs/products/adapters/mongoStockStore.ts';
import { productModels } from '#subgraphs/products/adapters/productModels.ts';
import { assembleProducts } from '#subgraphs/products/assembleProducts.ts';
import { newProduct, type Product } from '#subgraphs/products/domain/product.ts';
import { crowd, type Timing } from '#tools/measure/buyers.ts';

const PLENTY = 100_000_000;
const WARM_UP_SECONDS = 1;
const HOLD_MS = 900_000;

type Shape = { buyers: number; seconds: number; products: number; lines: number };

/** Products as its main.ts assembles it, less HTTP. @throws Error when the stock is not exact afterwards. */
export async function measureHolds(uri: string, { buyers, seconds, products: count, lines }: Shape): Promise<Timing> {
  const shop = await openShop(uri);
  const products = Array.from({ length: count }, aProduct);
  await shop.catalogue.add(products);
  const buy = () => {
    const first = Math.floor(Math.random() * count);
    const wanted = Array.from({ length: Math.min(lines, count) }, (_, index) => ({
      productId: products[(first + index) % count]?.id ?? '',
      quantity: 1,
    }));
    return shop.actions.reserveStock({
      orderId: randomUUID(),
      lines: wanted,
      heldUntil: new Date(Date.now() + HOLD_MS),
    });
  };
  try {
    const warmUp = await crowd({ buyers, seconds: WARM_UP_SECONDS }, buy);
    const timing = await crowd({ buyers, seconds }, buy);
    const units = (warmUp.latencies.length + timing.latencies.length) * Math.min(lines, count);
    await requireExact(shop, products, units);
    return timing;
  } finally {
    await shop.mongo.connection.dropDatabase();
    await shop.mongo.close();
  }
}

async function openShop(uri: string) {
  const logger = makeLogger({ name: 'bench', level: 'warn', format: 'json' });
  const database = `bench_${randomUUID().slice(0, 8)}`;
  const mongo = await openMongo({ uri, database, appName: 'bazaar-bench', logger, timeoutMs: 10_000 });
  const models = productModels(mongo);
  await ensureCollections(models);
  await ensureOutbox(outboxCollections(mongo));
  const stores = { mongo, models, outbox: makeOutbox(mongo) };
  const catalogue = makeMongoCatalogue(stores);
  const live = { pause: () => Promise.resolve(), onFailure: (error: unknown) => logger.error({ err: error }) };
  const purchases = makeMongoPurchases(purchaseModels(mongo));
  const parts = {
    catalogue,
    purchases,
    stock: makeMongoStockStore(stores),
    newId: randomUUID,
    currency: 'EUR',
    ...live,
  };
  return { mongo, models, catalogue, actions: assembleProducts({ ...parts, now: () => new Date() }).actions };
}

type Shop = Awaited<ReturnType<typeof openShop>>;

function aProduct(_: unknown, index: number): Product {
  const text = { name: `Hot product ${index}`, description: '', category: 'Bench' };
  const price = { amount: 1_000, currency: 'EUR' };
  return newProduct(
    { id: randomUUID(), sku: `HOT-${index}`, sellerId: null, ...text, price, units: PLENTY },
    new Date(),
  );
}

/** What was answered, what the reservations say and what the shelves say is the same. */
async function requireExact({ catalogue, models }: Shop, products: readonly Product[], units: number): Promise<void> {
  const shelves = await catalogue.byIds(products.map(({ id }) => id));
  const held = shelves.reduce((sum, shelf) => sum + (shelf?.stock.held ?? 0), 0);
  const isBalanced = shelves.every((shelf) => shelf && shelf.stock.available + shelf.stock.held === PLENTY);
  const [reserved] = await models.reservations.aggregate<{ units: number }>([
    { $unwind: '$lines' },
    { $group: { _id: null, units: { $sum: '$lines.quantity' } } },
  ]);
  if (isBalanced && held === units && reserved?.units === units) return;
  throw new Error(`the stock is not exact: ${units} units answered, ${held} held, ${reserved?.units} reserved`);
}
