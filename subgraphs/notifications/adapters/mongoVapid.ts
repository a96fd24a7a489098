import mongoose, { type Model } from 'mongoose';
import webPush from 'web-push';
import type { Mongo } from '#kernel/mongo/mongo.ts';

type Row = { _id: 'vapid'; publicKey: string; privateKey: string };

const schema = new mongoose.Schema<Row>(
  { _id: String, publicKey: String, privateKey: String },
  { versionKey: false, collection: 'push_keys' },
);

/**
 * The shop's push keys where none are configured: made once, the same for every replica and for ever, since browsers
 * subscribe for one public key.
 */
export async function keptVapidKeys({ connection }: Mongo): Promise<{ publicKey: string; privateKey: string }> {
  const model: Model<Row> = connection.model<Row>('PushKeys', schema);
  await model.createCollection();
  const options = { upsert: true, returnDocument: 'after' } as const;
  const made = { $setOnInsert: webPush.generateVAPIDKeys() };
  const { publicKey, privateKey } = await model.findOneAndUpdate({ _id: 'vapid' }, made, options).lean<Row>();
  return { publicKey, privateKey };
}
