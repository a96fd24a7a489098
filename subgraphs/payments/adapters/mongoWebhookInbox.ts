import mongoose from 'mongoose';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import type { WebhookInbox } from '../ports.ts';
import { paymentModel } from './paymentModel.ts';

/** Far longer than a signature is accepted, and than a provider keeps sending. */
const KEPT_S = 7 * 24 * 60 * 60;

type Row = { _id: string; type: string; paymentId: string; receivedAt: Date };

const schema = new mongoose.Schema<Row>(
  {
    _id: { type: String, required: true },
    type: { type: String, required: true },
    paymentId: { type: String, required: true },
    receivedAt: { type: Date, required: true },
  },
  { versionKey: false, collection: 'webhook_inbox' },
);
schema.index({ receivedAt: 1 }, { expireAfterSeconds: KEPT_S });

/** What providers told us, once each. */
export async function openWebhookInbox(mongo: Mongo): Promise<WebhookInbox> {
  const model = mongo.connection.model<Row>('WebhookInbox', schema);
  const payments = paymentModel(mongo.connection);
  await model.createIndexes();
  return async ({ eventId, type, paymentId }) => {
    try {
      await mongo.transaction(async () => {
        await model.insertMany([{ _id: eventId, type, paymentId, receivedAt: new Date() }]);
        // A payment that rests has no `dueAt`, and nothing that a provider could add.
        const unfinished = { _id: paymentId, dueAt: mongoose.trusted({ $exists: true }) };
        await payments.updateOne(unfinished, { $set: { dueAt: new Date(0), postponed: 0 } });
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  };
}
