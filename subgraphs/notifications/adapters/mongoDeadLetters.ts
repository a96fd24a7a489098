import mongoose, { type Model } from 'mongoose';
import { conditionOf, type FilterInput } from '#kernel/graphql/filter.ts';
import { findPage } from '#kernel/mongo/findPage.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import type { DeadLetter, DeadLetterStore, ParkedKey, Recorded, Replay } from '../deadLetterPorts.ts';

type Row = Omit<DeadLetter, 'id' | 'failedAgain' | 'settledAt'> & {
  _id: string;
  /** Rows of earlier versions don't say it, nor when they were settled. */
  failedAgain?: boolean;
  settledAt?: Date | null;
  /** Of its latest record among all records of its key. */
  position: number;
  /** Where its event stood among those of its key. */
  cameAt: number;
  /** Until a replay has settled its key. */
  isOpen: boolean;
  /** The position of the end of a replay since which replays know of it, or BY_ADMIN. Null, or absent, while none does. */
  knownSince?: number | null;
  /** Who had it replayed or dropped. */
  decidedBy: string | null;
};

/** Settled letters are history; those that wait stay until somebody decides. */
const SETTLED_KEPT_SECONDS = 90 * 24 * 3_600;

/** No position of a record. */
const BY_ADMIN = -1;

const { Mixed } = mongoose.Schema.Types;

const schema = new mongoose.Schema<Row>(
  {
    _id: String,
    consumer: String,
    topic: String,
    key: String,
    kind: String,
    status: String,
    reason: String,
    message: String,
    attempts: Number,
    stack: String,
    failedAt: Date,
    recordedAt: Date,
    origin: String,
    event: String,
    // Names of headers may have dots, which only a value that mongoose does not look into may have.
    headers: Mixed,
    failedAgain: Boolean,
    note: String,
    settledAt: Date,
    position: Number,
    cameAt: Number,
    isOpen: Boolean,
    knownSince: Number,
    decidedBy: String,
  },
  { versionKey: false, collection: 'dead_letters', minimize: false },
);
schema.index({ consumer: 1, topic: 1, key: 1, isOpen: 1, cameAt: 1 });
schema.index({ recordedAt: -1, _id: -1 });
schema.index({ status: 1, recordedAt: -1, _id: -1 });
schema.index({ settledAt: 1 }, { expireAfterSeconds: SETTLED_KEPT_SECONDS });

const FIELDS = {
  consumer: 'consumer',
  topic: 'topic',
  key: 'key',
  kind: 'kind',
  status: 'status',
  reason: 'reason',
  recordedAt: 'recordedAt',
} as const;
const NEWEST_FIRST = [
  ['recordedAt', -1],
  ['_id', -1],
] as const;

export async function openDeadLetters({ connection }: Mongo): Promise<DeadLetterStore> {
  const model: Model<Row> = connection.model<Row>('DeadLetter', schema);
  await model.createCollection();
  await model.createIndexes();
  const condition = (filter: FilterInput) => conditionOf<Row>(filter, FIELDS);
  return {
    record: async (letter) => {
      const { id, ...row } = rowOf(letter);
      const open = { status: 'PARKED' as const, isOpen: true, knownSince: null };
      const parked = { $set: { ...row, ...open, note: null, settledAt: null, decidedBy: null } };
      const older = { _id: id, position: mongoose.trusted({ $lt: letter.position }) };
      try {
        await model.updateOne(older, parked, { upsert: true });
      } catch (error) {
        // There is a newer record of this letter: this one comes a second time.
        if (!isDuplicateKey(error)) throw error;
      }
    },
    release: async (key, position, at) => {
      const before = openBefore(key, position);
      // Also what is PARKED: the end of the replay before may have come when this one was already asked for.
      const handled = { ...before, status: mongoose.trusted({ $ne: 'DROPPED' as const }) };
      await model.updateMany(handled, { $set: { status: 'REPLAYED' } });
      await model.updateMany(before, { $set: { isOpen: false, settledAt: at } });
    },
    keep: async (key, position) => {
      await model.updateMany({ ...openBefore(key, position), status: 'REPLAYING' }, { $set: { status: 'PARKED' } });
    },
    byId: async (id) => letterOf(await model.findById(id).lean<Row>()),
    openOf: async (key) => {
      const rows = await model.find(openOf(key)).sort({ cameAt: 1 }).lean<Row[]>();
      return rows.map(shown);
    },
    startReplay: async (key, decidedBy) => {
      await model.updateMany(openOf(key), { $set: { knownSince: BY_ADMIN } });
      return replayOf(model, key, BY_ADMIN, { decidedBy });
    },
    takeAlong: async (key, position) => {
      const fresh = { ...openOf(key), knownSince: mongoose.trusted({ $in: [null, position] }) };
      const { matchedCount } = await model.updateMany(fresh, { $set: { knownSince: position } });
      return matchedCount === 0 ? null : replayOf(model, key, position);
    },
    drop: async (id, { adminId, note }) => {
      const dropped = { $set: { status: 'DROPPED' as const, note, decidedBy: adminId } };
      return letterOf(
        await model.findOneAndUpdate({ _id: id, status: 'PARKED' }, dropped, { returnDocument: 'after' }).lean<Row>(),
      );
    },
    page: async (filter, page) => {
      const { edges, pageInfo } = await findPage(model, condition(filter), NEWEST_FIRST, page);
      const letters = edges.map(({ cursor, node }) => ({ cursor, node: shown(node) }));
      return { edges: letters, nodes: letters.map(({ node }) => node), pageInfo };
    },
    count: (filter) => model.countDocuments(condition(filter)).exec(),
  };
}

const openOf = ({ consumer, topic, key }: ParkedKey) => ({ consumer, topic, key, isOpen: true });

const openBefore = (key: ParkedKey, position: number) => ({
  ...openOf(key),
  position: mongoose.trusted({ $lt: position }),
});

/**
 * The replay of what is known since then. What was dropped until now is left out; nothing of the rest can be dropped any
 * more. What came since then is neither sent nor counted, so that the key is kept for it.
 */
async function replayOf(model: Model<Row>, key: ParkedKey, knownSince: number, by: Partial<Row> = {}): Promise<Replay> {
  const waiting = { ...openOf(key), knownSince, status: mongoose.trusted({ $ne: 'DROPPED' as const }) };
  await model.updateMany(waiting, { $set: { status: 'REPLAYING', failedAgain: false, ...by } });
  const anyReplay = { ...openOf(key), knownSince: mongoose.trusted({ $ne: null }) };
  const known = await model.find(anyReplay).sort({ cameAt: 1 }).lean<Row[]>();
  const sent = known.filter((row) => row.knownSince === knownSince && row.status !== 'DROPPED');
  return { letters: sent.map(shown), known: known.length };
}

const rowOf = (letter: Recorded) => {
  const { id, consumer, topic, key, kind, reason, message, attempts, stack, failedAt, recordedAt } = letter;
  const { origin, event, headers, failedAgain, position } = letter;
  const cameAt = Number(origin.slice(origin.lastIndexOf('/') + 1));
  const failure = { kind, reason, message, attempts, stack, failedAt, recordedAt };
  return {
    id,
    consumer,
    topic,
    key,
    ...failure,
    origin,
    event,
    headers: { ...headers },
    failedAgain,
    position,
    cameAt,
  };
};

const letterOf = (row: Row | null): DeadLetter | null => row && shown(row);

function shown(row: Row): DeadLetter {
  const { _id: id, position: _p, cameAt: _c, isOpen: _o, knownSince: _k, decidedBy: _d, ...letter } = row;
  const { failedAgain = false, settledAt = null } = letter;
  return { id, ...letter, failedAgain, settledAt };
}
