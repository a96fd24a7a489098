import mongoose, { type Model } from 'mongoose';
import { conditionOf, type FilterInput } from '#kernel/graphql/filter.ts';
import { findPage } from '#kernel/mongo/findPage.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { LoggedMail, MailLog } from '../ports.ts';

type Row = Omit<LoggedMail, 'id'> & { _id: string };
/** A deleted user: what is said of their mails later names nobody. */
type ErasedRow = { _id: string; erasedAt: Date };

/** Longer than a mail may wait, and than a transport keeps what was said of it. */
const ERASED_KEPT_SECONDS = 30 * 24 * 3_600;

/** As long as somebody may still ask whether a mail was sent. */
const KEPT_SECONDS = 365 * 24 * 3_600;

const schema = new mongoose.Schema<Row>(
  {
    _id: { type: String, required: true },
    userId: { type: String, default: null },
    template: { type: String, required: true },
    status: { type: String, required: true },
    reason: { type: String, default: null },
    attempts: { type: Number, required: true },
    at: { type: Date, required: true },
    orderId: String,
    told: mongoose.Schema.Types.Mixed,
  },
  { versionKey: false, collection: 'mail_log' },
);
schema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS });
schema.index({ at: -1, _id: -1 });
schema.index({ userId: 1, at: -1, _id: -1 });
schema.index({ template: 1, at: -1, _id: -1 });
schema.index({ status: 1, at: -1, _id: -1 });
schema.index({ orderId: 1 });

const erasedSchema = new mongoose.Schema<ErasedRow>(
  { _id: { type: String, required: true }, erasedAt: { type: Date, required: true } },
  { versionKey: false, collection: 'erased_users' },
);
erasedSchema.index({ erasedAt: 1 }, { expireAfterSeconds: ERASED_KEPT_SECONDS });

const FIELDS = { userId: 'userId', template: 'template', status: 'status', at: 'at' } as const;
const NEWEST_FIRST = [
  ['at', -1],
  ['_id', -1],
] as const;

export async function openMailLog({ connection }: Mongo): Promise<MailLog> {
  const model: Model<Row> = connection.model<Row>('LoggedMail', schema);
  const erased: Model<ErasedRow> = connection.model<ErasedRow>('ErasedUser', erasedSchema);
  for (const each of [model, erased]) {
    await each.createCollection();
    await each.createIndexes();
  }
  const condition = (filter: FilterInput) => conditionOf<Row>(filter, FIELDS);
  return {
    record: async ({ id, userId, ...columns }) => {
      const gone = userId !== null && (await erased.exists({ _id: userId })) !== null;
      await model.replaceOne({ _id: id }, { userId: gone ? null : userId, ...columns }, { upsert: true });
    },
    page: async (filter, page) => {
      const { edges, pageInfo } = await findPage(model, condition(filter), NEWEST_FIRST, page);
      const shown = edges.map(({ cursor, node }) => ({ cursor, node: mailOf(node) }));
      return { edges: shown, nodes: shown.map(({ node }) => node), pageInfo };
    },
    count: (filter) => model.countDocuments(condition(filter)).exec(), // graphql-js would run a bare query twice
    erase: async (userId) => {
      await erased.updateOne({ _id: userId }, { $setOnInsert: { erasedAt: new Date() } }, { upsert: true });
      await model.updateMany({ userId }, { $set: { userId: null } });
    },
  };
}

const mailOf = ({ _id: id, ...columns }: Row): LoggedMail => ({ id, ...columns });
