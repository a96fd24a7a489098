import mongoose from 'mongoose';
import type { CampaignParts, Gauge } from './parts.ts';

/** The services that have an outbox. */
const SERVICES = ['users', 'products', 'orders', 'payments', 'notifications', 'email'] as const;
const FINISHED = ['PAID', 'FULFILLING', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'EXPIRED', 'FAILED'];
const PATIENCE_MS = 2_000;

type OutboxRow = { createdAt: Date };

/** Reads the databases, past the shop and past what is between it and them. */
export const openGauge: CampaignParts['openGauge'] = async ({ mongodbUri, databasePrefix }): Promise<Gauge> => {
  const options = { serverSelectionTimeoutMS: PATIENCE_MS, socketTimeoutMS: PATIENCE_MS, maxPoolSize: 8 };
  const client = await new mongoose.mongo.MongoClient(mongodbUri, options).connect();
  const outboxes = SERVICES.map((name) => client.db(`${databasePrefix}_${name}`).collection<OutboxRow>('outbox'));
  const views = client.db(`${databasePrefix}_orders`).collection('order_views');
  return {
    read: async () => {
      const now = Date.now();
      const pending = await Promise.all(outboxes.map(waiting));
      const ordersFinished = await views.countDocuments({ status: { $in: FINISHED } });
      const ordersOpen = await views.countDocuments({ status: { $nin: FINISHED } });
      const oldest = Math.min(now, ...pending.flat());
      return { ordersFinished, ordersOpen, outboxPending: pending.flat().length, outboxLagMs: now - oldest };
    },
    close: () => client.close(),
  };
};

/** When each row was written that is not published; they are few. */
async function waiting(rows: mongoose.mongo.Collection<OutboxRow>): Promise<number[]> {
  const found = rows.find({ pending: true } as object, { projection: { createdAt: 1 } });
  return (await found.toArray()).map(({ createdAt }) => createdAt.getTime());
}
