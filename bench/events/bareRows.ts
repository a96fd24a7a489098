import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import mongoose from 'mongoose';
import { messagesOf } from './orderEvents.ts';

const DURABLE = { w: 'majority', journal: true } as const;

export type BareRows = {
  /** Rows a second that MongoDB alone takes in batches, durable: a log's ceiling. */
  readonly written: number;
  /** Rows a second that are read in batches and then marked, as a relay has to, and published nowhere. */
  readonly marked: number;
  /** Seconds in which all are read again. */
  readonly readInSeconds: number;
};

type Row = { _id: string; key: string; value: string; headers: object; pending?: true };

/** What MongoDB alone does with rows that hold the same events. */
export async function bareRows(uri: string, events: number, batch: number): Promise<BareRows> {
  const client = new mongoose.mongo.MongoClient(uri, { appName: 'bazaar-bench', writeConcern: DURABLE });
  const database = client.db(`bench${randomBytes(4).toString('hex')}_bare`);
  try {
    const rows = database.collection<Row>('rows');
    await rows.createIndex({ pending: 1, _id: 1 }, { partialFilterExpression: { pending: true } });
    const all = rowsOf(events);
    const written = await perSecond(events, async () => {
      for (let at = 0; at < all.length; at += batch) await rows.insertMany(all.slice(at, at + batch));
    });
    const marked = await perSecond(events, () => markAll(rows, batch));
    const read = await perSecond(events, () => readAll(rows, batch));
    return { written, marked, readInSeconds: events / read };
  } finally {
    await database.dropDatabase();
    await client.close();
  }
}

function rowsOf(events: number): Row[] {
  return messagesOf(events).map(({ key, value, headers }, index) => {
    return { _id: String(index).padStart(9, '0'), key, value, headers, pending: true };
  });
}

async function markAll(rows: mongoose.mongo.Collection<Row>, batch: number): Promise<void> {
  for (;;) {
    const some = await rows.find({ pending: true }).sort({ pending: 1, _id: 1 }).limit(batch).toArray();
    if (some.length === 0) return;
    const ids = some.map(({ _id }) => _id);
    await rows.updateMany({ _id: { $in: ids } }, { $unset: { pending: true }, $set: { publishedAt: new Date() } });
  }
}

async function readAll(rows: mongoose.mongo.Collection<Row>, batch: number): Promise<void> {
  for (let last = ''; ; ) {
    const some = await rows
      .find({ _id: { $gt: last } })
      .sort({ _id: 1 })
      .limit(batch)
      .toArray();
    if (some.length === 0) return;
    last = some.at(-1)?._id ?? last;
  }
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - startedAt);
}
