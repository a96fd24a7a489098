import { performance } from 'node:perf_hooks';
import mongoose from 'mongoose';
import type { Write } from './writtenByShop.ts';

type Bulk = mongoose.mongo.AnyBulkWriteOperation<mongoose.mongo.Document>[];

/** Writes a second that MongoDB alone does, all durable. */
export type BareWrites = {
  /** Each by itself, so many at the same time. */
  readonly oneByOne: number;
  /** A thousand at a time. */
  readonly batched: number;
};

const DURABLE = { w: 'majority', journal: true } as const;
const AT_ONCE = 50;
const ONE_BY_ONE_MS = 4_000;
const BATCH = 1_000;
const DATABASE = 'bench_load_bare';

/** Repeats what the shop wrote, in collections without its indexes: inserts as they were, updates of one field by id. */
export async function bareWrites(uri: string, writes: readonly Write[]): Promise<BareWrites> {
  const client = new mongoose.mongo.MongoClient(uri, {
    appName: 'bazaar-bench',
    writeConcern: DURABLE,
    maxPoolSize: AT_ONCE,
  });
  const database = client.db(DATABASE);
  const fresh = async (repeat: (database: mongoose.mongo.Db) => Promise<number>) => {
    await database.dropDatabase();
    for (const name of new Set(writes.map(collectionOf))) await database.createCollection(name);
    return repeat(database);
  };
  try {
    const oneByOne = await fresh((to) => repeatOneByOne(to, writes));
    const batched = await fresh((to) => repeatBatched(to, writes));
    await database.dropDatabase();
    return { oneByOne, batched };
  } finally {
    await client.close();
  }
}

const collectionOf = ({ namespace }: Write): string => namespace.replaceAll('.', '_');

async function repeatOneByOne(database: mongoose.mongo.Db, writes: readonly Write[]): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  const writer = async () => {
    while (next < writes.length && performance.now() - startedAt < ONE_BY_ONE_MS) {
      const write = writes[next];
      next += 1;
      if (write) await database.collection(collectionOf(write)).bulkWrite([operationOf(write)]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
  return (next * 1_000) / (performance.now() - startedAt);
}

async function repeatBatched(database: mongoose.mongo.Db, writes: readonly Write[]): Promise<number> {
  const startedAt = performance.now();
  for (let at = 0; at < writes.length; at += BATCH) {
    const byCollection = Map.groupBy(writes.slice(at, at + BATCH), collectionOf);
    await Promise.all(
      [...byCollection].map(([name, some]) =>
        database.collection(name).bulkWrite(some.map(operationOf), { ordered: false }),
      ),
    );
  }
  return (writes.length * 1_000) / (performance.now() - startedAt);
}

/** Whatever is repeated in another order, or twice, succeeds. */
function operationOf({ kind, id, document }: Write): Bulk[number] {
  // Ids are of whatever type the shop has given them.
  const filter = { _id: id } as mongoose.mongo.Filter<mongoose.mongo.Document>;
  if (kind === 'delete') return { deleteOne: { filter } };
  if (kind === 'insert' && document) return { replaceOne: { filter, replacement: document, upsert: true } };
  return { updateOne: { filter, update: { $set: { repeatedAt: new Date() } }, upsert: true } };
}
