import mongoose, { type Model } from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import { testMailRequestedOf } from '../outgoing.ts';
import type { TestMail, TestMailRow, TestMailStore } from '../ports.ts';

type Row = Omit<TestMailRow, 'mailId' | 'idempotencyKey'> & {
  _id: string;
  /** Admin and key; absent without a key. */
  key?: string;
  /** Absent once it was erased. */
  mail?: TestMail;
};

/** Twice as long as the worker tries, so that nothing is left of a mail whose end nobody told us. */
const KEPT_SECONDS = 7 * 24 * 3_600;

const schema = new mongoose.Schema<Row>(
  {
    _id: { type: String, required: true },
    adminId: { type: String, required: true },
    key: String,
    fingerprint: { type: String, required: true },
    requestedAt: { type: Date, required: true },
    mail: { to: String, subject: String, html: String },
  },
  { versionKey: false, collection: 'test_mails', timestamps: { createdAt: 'createdAt', updatedAt: false } },
);
schema.index({ key: 1 }, { unique: true, partialFilterExpression: { key: { $exists: true } } });
schema.index({ adminId: 1 });
schema.index({ createdAt: 1 }, { expireAfterSeconds: KEPT_SECONDS });

export async function openTestMails(mongo: Mongo, outbox: Outbox): Promise<TestMailStore> {
  const model: Model<Row> = mongo.connection.model<Row>('TestMail', schema);
  await model.createCollection();
  await model.createIndexes();
  return {
    add: async ({ mailId, idempotencyKey, ...columns }, mail) => {
      const key = idempotencyKey === null ? {} : { key: `${columns.adminId}:${idempotencyKey}` };
      try {
        await mongo.transaction(async () => {
          await model.insertMany([{ _id: mailId, ...columns, ...key, mail }]);
          await outbox.append([testMailRequestedOf({ mailId, ...columns })]);
        });
        return { mailId, fingerprint: columns.fingerprint };
      } catch (error) {
        const first = isDuplicateKey(error) && (await model.findOne(key).lean<Row>());
        if (!first) throw error;
        return { mailId: first._id, fingerprint: first.fingerprint };
      }
    },
    byId: async (_id) => (await model.findById(_id).lean<Row>())?.mail ?? null,
    erase: async (_id) => void (await model.updateOne({ _id }, { $unset: { mail: 1 } })),
    eraseOf: async (adminId) => void (await model.updateMany({ adminId }, { $unset: { mail: 1 } })),
  };
}
