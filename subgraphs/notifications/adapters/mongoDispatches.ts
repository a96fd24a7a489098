import mongoose, { type Model, type QueryFilter } from 'mongoose';
import { conditionOf, type FilterInput } from '#kernel/graphql/filter.ts';
import { findPage } from '#kernel/mongo/findPage.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import type { Claimed, Dispatch, DispatchQueue } from '../dispatchPorts.ts';
import type { Settlement } from '../domain/retries.ts';

/** `dueAt`, on the database's clock: when it may be claimed, be it for the first time, again, or from a dead sender. */
type Row = Omit<Claimed, 'id'> & { _id: string; dueAt: Date };

/** Longer than one attempt may take. */
const LEASE_MS = 60_000;
/** As long as somebody may ask what became of a message. */
const KEPT_SECONDS = 30 * 24 * 3_600;

const message = { eventId: String, type: { type: String }, at: Date, title: String, body: String, orderId: String };

const schema = new mongoose.Schema<Row>(
  {
    _id: String,
    userId: String,
    channel: String,
    targetId: String,
    message: new mongoose.Schema(message, { _id: false }),
    status: String,
    attempts: Number,
    answer: String,
    createdAt: Date,
    doneAt: Date,
    fence: Number,
    dueAt: Date,
  },
  { versionKey: false, collection: 'dispatches' },
);
schema.index({ dueAt: 1 }, { partialFilterExpression: { status: 'WAITING' } });
schema.index({ userId: 1, createdAt: -1, _id: -1 });
schema.index({ createdAt: -1, _id: -1 });
schema.index({ status: 1, createdAt: -1, _id: -1 });
schema.index({ 'message.orderId': 1 });
schema.index({ doneAt: 1 }, { expireAfterSeconds: KEPT_SECONDS });

const FIELDS = {
  userId: 'userId',
  channel: 'channel',
  status: 'status',
  targetId: 'targetId',
  createdAt: 'createdAt',
} as const;
const NEWEST_FIRST = [
  ['createdAt', -1],
  ['_id', -1],
] as const;

export async function openDispatches({ connection }: Mongo): Promise<DispatchQueue> {
  const model: Model<Row> = connection.model<Row>('Dispatch', schema);
  await model.createCollection();
  await model.createIndexes();
  const condition = (userId: string | undefined, filter: FilterInput): QueryFilter<Row> => ({
    $and: [userId === undefined ? {} : { userId }, conditionOf<Row>(filter, FIELDS)],
  });
  return {
    add: async (dispatches) => {
      const rows = dispatches.map(({ id: _id, ...dispatch }) => ({ _id, ...dispatch, fence: 0, dueAt: new Date(0) }));
      await model.insertMany(rows, { ordered: false }).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error; // queued before
      });
    },
    claim: async (except) => {
      const due = {
        status: 'WAITING' as const,
        userId: mongoose.trusted({ $nin: except }),
        $expr: mongoose.trusted({ $lte: ['$dueAt', '$$NOW'] }),
      };
      const mine = {
        fence: { $add: ['$fence', 1] },
        attempts: { $add: ['$attempts', 1] },
        dueAt: { $add: ['$$NOW', LEASE_MS] },
      };
      const options = { sort: { dueAt: 1 }, returnDocument: 'after', updatePipeline: true } as const;
      const row = await model.findOneAndUpdate(due, [{ $set: mine }], options).lean<Row>();
      return row && { ...dispatchOf(row), fence: row.fence };
    },
    settle: async ({ id: _id, fence }, settlement) => {
      const update = [{ $set: settled(settlement) }];
      const held = { _id, fence, status: 'WAITING' } as const;
      return (await model.updateOne(held, update, { updatePipeline: true })).matchedCount === 1;
    },
    waitingTest: async (userId, targetId) => {
      const row = await model.findOne({ userId, targetId, status: 'WAITING', 'message.type': 'Test' }).lean<Row>();
      return row && dispatchOf(row);
    },
    again: async (_id, userId) => {
      const ended = {
        _id,
        status: mongoose.trusted({ $ne: 'WAITING' as const }),
        ...(userId !== undefined && { userId }),
      };
      const waiting = { status: 'WAITING' as const, attempts: 0, doneAt: null, dueAt: new Date(0) };
      const row = await model.findOneAndUpdate(ended, { $set: waiting }, { returnDocument: 'after' }).lean<Row>();
      return row && dispatchOf(row);
    },
    page: async (userId, filter, page) => {
      const { edges, pageInfo } = await findPage(model, condition(userId, filter), NEWEST_FIRST, page);
      const shown = edges.map(({ cursor, node }) => ({ cursor, node: dispatchOf(node) }));
      return { edges: shown, nodes: shown.map(({ node }) => node), pageInfo };
    },
    count: (userId, filter) => model.countDocuments(condition(userId, filter)).exec(),
    erase: async (userId) => void (await model.deleteMany({ userId })),
  };
}

const dispatchOf = ({ _id: id, dueAt: _dueAt, fence: _fence, ...dispatch }: Row): Dispatch => ({ id, ...dispatch });

function settled(settlement: Settlement) {
  const { status, answer } = settlement;
  if (status === 'WAITING') return { answer, dueAt: { $add: ['$$NOW', settlement.delayMs] } };
  return { status, answer, doneAt: '$$NOW' };
}
