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

/** Whoever adds for a user writes here first, so that of two at once the second sees what the first has added. */
type OwnerRow = { _id: string; added: number };

const ownerSchema = new mongoose.Schema<OwnerRow>(
  { _id: String, added: Number },
  { versionKey: false, collection: 'target_owners' },
);

export async function openTargets({ connection, transaction }: Mongo): Promise<TargetStore> {
  const owners: Model<OwnerRow> = connection.model<OwnerRow>('TargetOwner', ownerSchema);
  const webhooks: Model<WebhookRow> = connection.model<WebhookRow>('Webhook', webhookSchema);
  const browsers: Model<SubscriptionRow> = connection.model<SubscriptionRow>('PushSubscription', subscriptionSchema);
  for (const each of [webhooks, browsers, owners]) {
    await each.createCollection();
    await each.createIndexes();
  }
  const oneAtATime = <Result>(_id: string, work: () => Promise<Result>) =>
    transaction(async () => {
      await owners.updateOne({ _id }, { $inc: { added: 1 } }, { upsert: true });
      return work();
    });
  return {
    webhooksOf: async (userId) =>
      (await webhooks.find({ userId }).sort({ createdAt: 1 }).lean<WebhookRow[]>()).map(named),
    webhook: async (id) => orNull(await webhooks.findById(id).lean<WebhookRow>()),
    addWebhook: ({ id: _id, ...webhook }, most) =>
      oneAtATime(webhook.userId, async () => {
        if ((await webhooks.countDocuments({ userId: webhook.userId })) >= most) return false;
        await webhooks.insertMany([{ _id, ...webhook }]);
        return true;
      }),
    removeWebhook: async (_id, userId) => (await webhooks.deleteOne({ _id, userId })).deletedCount === 1,
    disableWebhook: async (_id, disabledAt) => void (await webhooks.updateOne({ _id }, { $set: { disabledAt } })),
    subscriptionsOf: async (userId) =>
      (await browsers.find({ userId }).sort({ createdAt: 1 }).lean<SubscriptionRow[]>()).map(named),
    subscription: async (id) => orNull(await browsers.findById(id).lean<SubscriptionRow>()),
    putSubscription: ({ id: _id, endpoint, ...subscription }, most) =>
      oneAtATime(subscription.userId, async () => {
        const others = { userId: subscription.userId, endpoint: mongoose.trusted({ $ne: endpoint }) };
        if ((await browsers.countDocuments(others)) >= most) return null;
        const update = { $set: subscription, $setOnInsert: { _id } };
        const options = { upsert: true, returnDocument: 'after' } as const;
        return named(await browsers.findOneAndUpdate({ endpoint }, update, options).lean<SubscriptionRow>());
      }),
    removeSubscription: async (userId, endpoint) => (await browsers.deleteOne({ userId, endpoint })).deletedCount === 1,
    dropSubscription: async (_id) => void (await browsers.deleteOne({ _id })),
    erase: async (userId) => {
      await webhooks.deleteMany({ userId });
      await browsers.deleteMany({ userId });
      await owners.deleteOne({ _id: userId });
    },
  };
}

const named = <Row extends { _id: string }>({ _id: id, ...columns }: Row) => ({ id, ...columns });

const orNull = <Row extends { _id: string }>(row: Row | null) => row && named(row);
