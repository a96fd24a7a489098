import mongoose, { type Model } from 'mongoose';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { PushSubscription, TargetStore, Webhook } from '../dispatchPorts.ts';

type WebhookRow = Omit<Webhook, 'id'> & { _id: string };
type SubscriptionRow = Omit<PushSubscription, 'id'> & { _id: string };

const webhookSchema = new mongoose.Schema<WebhookRow>(
  { _id: String, userId: String, url: String, description: String, secret: String, createdAt: Date, disabledAt: Date },
  { versionKey: false, collection: 'webhooks' },
);
webhookSchema.index({ userId: 1, createdAt: 1 });

const subscriptionSchema = new mongoose.Schema<SubscriptionRow>(
  { _id: String, userId: String, endpoint: String, p256dh: String, auth: String, createdAt: Date },
  { versionKey: false, collection: 'push_subscriptions' },
);
subscriptionSchema.index({ endpoint: 1 }, { unique: true });
subscriptionSchema.index({ userId: 1, createdAt: 1 });

export async function openTargets({ connection }: Mongo): Promise<TargetStore> {
  const webhooks: Model<WebhookRow> = connection.model<WebhookRow>('Webhook', webhookSchema);
  const browsers: Model<SubscriptionRow> = connection.model<SubscriptionRow>('PushSubscription', subscriptionSchema);
  for (const each of [webhooks, browsers]) {
    await each.createCollection();
    await each.createIndexes();
  }
  return {
    webhooksOf: async (userId) =>
      (await webhooks.find({ userId }).sort({ createdAt: 1 }).lean<WebhookRow[]>()).map(named),
    webhook: async (id) => orNull(await webhooks.findById(id).lean<WebhookRow>()),
    addWebhook: async ({ id: _id, ...webhook }) => void (await webhooks.insertMany([{ _id, ...webhook }])),
    removeWebhook: async (_id, userId) => (await webhooks.deleteOne({ _id, userId })).deletedCount === 1,
    disableWebhook: async (_id, disabledAt) => void (await webhooks.updateOne({ _id }, { $set: { disabledAt } })),
    subscriptionsOf: async (userId) =>
      (await browsers.find({ userId }).sort({ createdAt: 1 }).lean<SubscriptionRow[]>()).map(named),
    subscription: async (id) => orNull(await browsers.findById(id).lean<SubscriptionRow>()),
    putSubscription: async ({ id: _id, endpoint, ...subscription }) => {
      const update = { $set: subscription, $setOnInsert: { _id } };
      const options = { upsert: true, returnDocument: 'after' } as const;
      const row = await browsers.findOneAndUpdate({ endpoint }, update, options).lean<SubscriptionRow>();
      return named(row);
    },
    removeSubscription: async (userId, endpoint) => (await browsers.deleteOne({ userId, endpoint })).deletedCount === 1,
    dropSubscription: async (_id) => void (await browsers.deleteOne({ _id })),
    erase: async (userId) => {
      await webhooks.deleteMany({ userId });
      await browsers.deleteMany({ userId });
    },
  };
}

const named = <Row extends { _id: string }>({ _id: id, ...columns }: Row) => ({ id, ...columns });

const orNull = <Row extends { _id: string }>(row: Row | null) => row && named(row);
