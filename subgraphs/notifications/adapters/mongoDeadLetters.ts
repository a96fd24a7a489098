import mongoose, { type Model } from 'mongoose';
import { conditionOf, type FilterInput } from '#kernel/graphql/filter.ts';
import { findPage } from '#kernel/mongo/findPage.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import type { DeadLetter, DeadLetterStore, ParkedKey, Recorded } from '../deadLetterPorts.ts';

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
  /** Who had it replayed or dropped. */
  decidedBy: string | null;
};

/** Settled letters are history; those that wait stay until somebody decides. */
const SETTLED_KEPT_SECONDS = 90 * 24 * 3_600;

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
      const open = { status: 'PARKED' as const, isOpen: true, note: null, settledAt: null, decidedBy: null };
      const parked = { $set: { ...row, ...open } };
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
      const rows = await model
        .find({ ...keyOf(key), isOpen: true })
        .sort({ cameAt: 1 })
        .lean<Row[]>();
      return rows.map(shown);
    },
    startReplay: async (ids, decidedBy) => {
      const open = { _id: mongoose.trusted({ $in: ids }), isOpen: true };
      const replaying = { status: 'REPLAYING' as const, failedAgain: false };
      await model.updateMany(open, { $set: { ...replaying, ...(decidedBy !== undefined && { decidedBy }) } });
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

const keyOf = ({ consumer, topic, key }: ParkedKey): ParkedKey => ({ consumer, topic, key });

const openBefore = (key: ParkedKey, position: number) => ({
  ...keyOf(key),
  isOpen: true,
  position: mongoose.trusted({ $lt: position }),
});

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

function shown({ _id: id, position: _p, cameAt: _c, isOpen: _o, decidedBy: _d, ...letter }: Row): DeadLetter {
  const { failedAgain = false, settledAt = null } = letter;
  return { id, ...letter, failedAgain, settledAt };
}
