import type mongoose from 'mongoose';
import type { Message } from '#events/transport/transport.ts';

/** A write as the database has recorded it. */
export type Write = {
  readonly kind: 'insert' | 'update' | 'delete';
  /** Database and collection. */
  readonly namespace: string;
  readonly id: unknown;
  /** Of an insert. */
  readonly document?: mongoose.mongo.Document;
};

/** An entry of the oplog; one of a transaction, or of many inserts at once, has others inside. */
type Entry = {
  readonly op: string;
  readonly ns: string;
  readonly o: mongoose.mongo.Document & { readonly applyOps?: readonly Entry[] };
  readonly o2?: { readonly _id: unknown };
};

/** More than this is not repeated: what matters is the kind of writes, not how many. */
const MOST = 50_000;

const oplogOf = (client: mongoose.mongo.MongoClient) =>
  client.db('local').collection<Entry & { ts: mongoose.mongo.Timestamp }>('oplog.rs');

/** Where the oplog ends now. */
export async function endOfOplog(client: mongoose.mongo.MongoClient): Promise<mongoose.mongo.Timestamp> {
  const last = await oplogOf(client).findOne({}, { sort: { $natural: -1 }, projection: { ts: 1 } });
  if (!last) throw new Error('the oplog is empty: load is measured with a replica set');
  return last.ts;
}

/** What the shop wrote behind `after`, in its order, up to fifty thousand writes. @param prefix of its databases. */
export async function writesBehind(
  client: mongoose.mongo.MongoClient,
  after: mongoose.mongo.Timestamp,
  prefix: string,
): Promise<{ readonly writes: readonly Write[]; readonly messages: readonly Message[] }> {
  const writes: Write[] = [];
  for await (const entry of oplogOf(client).find({ ts: { $gt: after } })) {
    writes.push(...writesIn(entry).filter(({ namespace }) => namespace.startsWith(`${prefix}_`)));
    if (writes.length >= MOST) break;
  }
  return { writes, messages: writes.flatMap(messageIn) };
}

function writesIn({ op, ns: namespace, o, o2 }: Entry): Write[] {
  if (o.applyOps) return o.applyOps.flatMap(writesIn);
  if (op === 'i') return [{ kind: 'insert', namespace, id: o['_id'], document: o }];
  if (op === 'u') return [{ kind: 'update', namespace, id: o2?._id }];
  return op === 'd' ? [{ kind: 'delete', namespace, id: o['_id'] }] : [];
}

/** A row of an outbox is the message that a relay publishes. */
function messageIn({ kind, namespace, document }: Write): Message[] {
  if (kind !== 'insert' || !namespace.endsWith('.outbox') || !document) return [];
  const { topic, key, value, headers } = document as Message;
  return [{ topic, key, value, headers }];
}
