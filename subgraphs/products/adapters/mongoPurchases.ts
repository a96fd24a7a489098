import { Schema } from 'mongoose';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { Purchases } from '../purchasePorts.ts';

/** `_id` is customer and product. */
type BoughtRow = { _id: string; customerId: string; productId: string; at: Date };
/** `_id` is both products; each pair is there twice, once for either. */
type PairRow = { _id: string; productId: string; otherId: string; count: number };

/** A larger order says little of what goes with what, and would cost the square of its lines. */
const MOST_PAIRED = 20;
/** The latest purchases of a customer count; a reseller has bought everything. */
const MOST_REMEMBERED = 100;

const bought = new Schema<BoughtRow>(
  { _id: String, customerId: String, productId: String, at: Date },
  { versionKey: false },
);
bought.index({ customerId: 1, at: -1 });

const pairs = new Schema<PairRow>(
  { _id: String, productId: String, otherId: String, count: Number },
  { versionKey: false },
);
pairs.index({ productId: 1, count: -1, otherId: 1 });

export const purchaseModels = ({ connection }: Mongo) => ({
  bought: connection.model<BoughtRow>('Bought', bought, 'bought'),
  pairs: connection.model<PairRow>('BoughtTogether', pairs, 'bought_together'),
});

export function makeMongoPurchases({
  bought: purchases,
  pairs: together,
}: ReturnType<typeof purchaseModels>): Purchases {
  return {
    record: async ({ customerId, productIds, at }) => {
      const rows = productIds.map((productId) => ({
        updateOne: {
          filter: { _id: `${customerId}:${productId}` },
          update: { $set: { customerId, productId, at } },
          upsert: true,
        },
      }));
      await purchases.bulkWrite(rows);
      const counted = pairsOf(productIds).map(([productId, otherId]) => ({
        updateOne: {
          filter: { _id: `${productId}:${otherId}` },
          update: { $inc: { count: 1 }, $setOnInsert: { productId, otherId } },
          upsert: true,
        },
      }));
      if (counted.length > 0) await together.bulkWrite(counted);
    },

    boughtWith: async (productIds, limit) => {
      const found = await together.aggregate<{ _id: string; others: string[] }>([
        { $match: { productId: { $in: productIds } } },
        { $sort: { productId: 1, count: -1, otherId: 1 } },
        { $group: { _id: '$productId', others: { $firstN: { n: limit, input: '$otherId' } } } },
      ]);
      const byId = new Map(found.map(({ _id, others }) => [_id, others]));
      return productIds.map((id) => byId.get(id) ?? []);
    },

    recommendedFor: async (customerId, limit) => {
      const rows = await purchases.find({ customerId }).sort({ at: -1 }).limit(MOST_REMEMBERED).lean();
      const own = rows.map(({ productId }) => productId);
      const found = await together.aggregate<{ _id: string }>([
        { $match: { productId: { $in: own }, otherId: { $nin: own } } },
        { $group: { _id: '$otherId', count: { $sum: '$count' } } },
        { $sort: { count: -1, _id: 1 } },
        { $limit: limit },
      ]);
      return found.map(({ _id }) => _id);
    },

    erase: async (customerId) => void (await purchases.deleteMany({ customerId })),
  };
}

/** Every ordered pair of different products, in one order of ids, so that two writers don't wait for each other crosswise. */
function pairsOf(productIds: readonly string[]): [string, string][] {
  const ids = productIds.slice(0, MOST_PAIRED).toSorted();
  return ids.flatMap((one) => ids.filter((other) => other !== one).map((other): [string, string] => [one, other]));
}
