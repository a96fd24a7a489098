import mongoose, { type Model } from 'mongoose';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import type { SwitchName } from '../domain/preferences.ts';
import type { PreferenceStore } from '../ports.ts';

/** One row per user who has switched something off or was sent a mail that can be. */
type Row = { _id: string; off: SwitchName[]; token?: string };

const schema = new mongoose.Schema<Row>(
  { _id: { type: String, required: true }, off: { type: [String], default: [] }, token: String },
  { versionKey: false, collection: 'preferences' },
);
schema.index({ token: 1 }, { unique: true, partialFilterExpression: { token: { $exists: true } } });

export async function openPreferences({ connection }: Mongo): Promise<PreferenceStore> {
  const model: Model<Row> = connection.model<Row>('Preferences', schema);
  await model.createCollection();
  await model.createIndexes();
  return {
    offOf: async (_id) => (await model.findById(_id).lean<Row>())?.off ?? [],
    change: (_id, { off, on }) =>
      patiently(async () => {
        // One statement, so that changes from two windows at once both hold.
        const kept = { $setDifference: [{ $ifNull: ['$off', []] }, [...on]] };
        const update = [{ $set: { off: { $setUnion: [kept, [...off]] } } }];
        const row = await model.findOneAndUpdate({ _id }, update, MADE_IF_MISSING).lean<Row>();
        return row?.off ?? [];
      }),
    tokenOf: (_id, fresh) =>
      patiently(async () => {
        const update = [{ $set: { off: { $ifNull: ['$off', []] }, token: { $ifNull: ['$token', fresh] } } }];
        const row = await model.findOneAndUpdate({ _id }, update, MADE_IF_MISSING).lean<Row>();
        return row?.token ?? fresh;
      }),
    userOfToken: async (token) => (await model.findOne({ token }, { _id: 1 }).lean<Row>())?._id ?? null,
    erase: async (_id) => void (await model.deleteOne({ _id })),
  };
}

const MADE_IF_MISSING = { upsert: true, returnDocument: 'after', updatePipeline: true } as const;

/** Of two that make a user's first row at the same moment one meets the other's. */
const patiently = <Result>(write: () => Promise<Result>): Promise<Result> =>
  write().catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error;
    return write();
  });
