import type mongoose from 'mongoose';
import type { Mongo } from '#kernel/mongo/mongo.ts';

const KEPT_MS = 7 * 24 * 3_600_000;
/** So many are looked at, and removed, at once. */
const BATCH = 1_000;

export type OutboxRow = {
  /** The event's id. */
  _id: string;
  topic: string;
  key: string;
  sequence: number;
  /** The whole envelope as JSON. */
  value: string;
  headers: Record<string, string>;
  createdAt: Date;
  /** There until it was published; the index of what is to be published has only rows with it, so it stays small. */
  pending?: true;
  publishedAt?: Date;
};

/** `_id` is topic and key: the last sequence that was given to that aggregate. */
type SequenceRow = { _id: string; last: number };

export type OutboxCollections = {
  readonly rows: mongoose.mongo.Collection<OutboxRow>;
  readonly sequences: mongoose.mongo.Collection<SequenceRow>;
};

export function outboxCollections({ connection }: Mongo): OutboxCollections {
  const database = connection.getClient().db(connection.name);
  return { rows: database.collection('outbox'), sequences: database.collection('outbox_sequences') };
}

export async function ensureOutbox({ rows, sequences }: OutboxCollections): Promise<void> {
  await rows.createIndex({ topic: 1, key: 1, sequence: 1 }, { unique: true });
  await rows.createIndex({ pending: 1, topic: 1, key: 1, sequence: 1 }, { partialFilterExpression: { pending: true } });
  // A collection that is first made inside a transaction makes that transaction wait.
  await sequences.createIndex({ _id: 1 });
}

/**
 * Published rows stay for seven days, for whoever asks what was sent. They are found without an index, which each event would have to
 * be entered in twice: MongoDB keeps them in the order in which they came, so the old ones are the first.
 */
export async function forgetOld({ rows }: OutboxCollections): Promise<void> {
  const before = new Date(Date.now() - KEPT_MS);
  const isOld = ({ publishedAt }: Pick<OutboxRow, 'publishedAt'>) => publishedAt !== undefined && publishedAt < before;
  const inOrder = rows.find({}, { projection: { publishedAt: 1 }, batchSize: BATCH }).sort({ $natural: 1 });
  try {
    for (;;) {
      const first = await nextOf(inOrder);
      const old = first.filter(isOld).map(({ _id }) => _id);
      if (old.length === 0) return;
      await rows.deleteMany({ _id: { $in: old } });
    }
  } finally {
    await inOrder.close();
  }
}

async function nextOf<Row>(cursor: mongoose.mongo.FindCursor<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  while (rows.length < BATCH) {
    const row = await cursor.next();
    if (row === null) break;
    rows.push(row);
  }
  return rows;
}
