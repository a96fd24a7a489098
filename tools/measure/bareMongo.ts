import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';

const BATCH = 500;
const DURABLE = { w: 'majority', journal: true } as const;

type Client = mongoose.mongo.MongoClient;
type Shelf = { _id: string; stock: { available: number; held: number } };
type Named = { _id: string };

/** Holds a second that MongoDB alone could take on one product, in a process that does nothing else. */
export type BareRates = { readonly oneByOne: number; readonly batched: number };

/**
 * Writes what a hold writes (a guarded move of the stock, a reservation, an event) as durably as the shop does, without
 * any of the shop: each hold by itself, one after the other and none waiting for a lock; then five hundred in a
 * transaction. What is measured against them ran on the same machine at the same time of day.
 */
export async function bareRates(uri: string, seconds: number): Promise<BareRates> {
  const client = new mongoose.mongo.MongoClient(uri, { appName: 'bazaar-measure', writeConcern: DURABLE });
  const name = `bare_${randomUUID().slice(0, 8)}`;
  try {
    const parts = await prepare(client, name);
    const oneByOne = await rate(seconds, () => holdAlone(parts));
    const batched = BATCH * (await rate(seconds, () => holdTogether(client, parts)));
    return { oneByOne, batched };
  } finally {
    await client.db(name).dropDatabase();
    await client.close();
  }
}

async function prepare(client: Client, name: string) {
  const database = client.db(name);
  const shelves = database.collection<Shelf>('products');
  const reservations = database.collection<Named>('reservations');
  const outbox = database.collection<Named & { key: string }>('outbox');
  await shelves.insertOne({ _id: 'hot', stock: { available: 1_000_000_000, held: 0 } });
  await reservations.createIndex({ 'lines.productId': 1, heldUntil: 1 });
  await outbox.createIndex({ topic: 1, key: 1, sequence: 1 }, { unique: true });
  await outbox.createIndex({ pending: 1, topic: 1, key: 1, sequence: 1 });
  return { shelves, reservations, outbox };
}

type Parts = Awaited<ReturnType<typeof prepare>>;

async function holdAlone({ shelves, reservations, outbox }: Parts): Promise<void> {
  const { reservation, event } = aHold();
  await shelves.updateOne(...move(1));
  await reservations.insertOne(reservation);
  await outbox.insertOne(event);
}

async function holdTogether(client: Client, { shelves, reservations, outbox }: Parts): Promise<void> {
  const holds = Array.from({ length: BATCH }, aHold);
  await client.withSession((session) =>
    session.withTransaction(async () => {
      await shelves.updateOne(...move(BATCH), { session });
      await reservations.insertMany(
        holds.map(({ reservation }) => reservation),
        { session },
      );
      await outbox.insertMany(
        holds.map(({ event }) => event),
        { session },
      );
    }),
  );
}

const move = (units: number) =>
  [
    { _id: 'hot', 'stock.available': { $gte: units } },
    { $inc: { 'stock.available': -units, 'stock.held': units } },
  ] as const;

function aHold() {
  const orderId = randomUUID();
  const line = { productId: 'hot', quantity: 1 };
  const priced = { ...line, sku: 'HOT-1', name: 'Hot product', unitPrice: { amount: 1_000, currency: 'EUR' } };
  const heldUntil = new Date();
  const data = { orderId, lines: [line], heldUntil };
  const id = randomUUID();
  const envelope = { id, type: 'StockHeld', occurredAt: heldUntil, sequence: 1, data };
  const head = { _id: id, topic: 'reservations.v1', key: orderId, sequence: 1 };
  return {
    reservation: { _id: orderId, status: 'HELD', lines: [priced], heldUntil },
    event: { ...head, value: JSON.stringify(envelope), headers: {}, createdAt: new Date(), pending: true },
  };
}

/** Runs a second. */
async function rate(seconds: number, run: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  let runs = 0;
  for (; performance.now() - startedAt < seconds * 1_000; runs += 1) await run();
  return (runs * 1_000) / (performance.now() - startedAt);
}
