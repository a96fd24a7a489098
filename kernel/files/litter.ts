import type mongoose from 'mongoose';
import { AppError } from '../errors.ts';

/** `_id` is the file's id. */
type LitterRow = { _id: string; dueAt: Date };

/** Which files belong to nothing, yet or any more, and when they may be removed (real time). */
export type Litter = {
  /** In the surrounding transaction, if there is one; so is `take`. */
  add(ids: readonly string[], dueAt: Date): Promise<void>;
  /** From now on they belong to something. @throws AppError CONFLICT (FILE_GONE). */
  take(ids: readonly string[]): Promise<void>;
  has(id: string): Promise<boolean>;
  remove(id: string): Promise<void>;
  due(now: Date): AsyncIterable<string>;
};

type Session = () => mongoose.mongo.ClientSession | undefined;

export async function openLitter(db: mongoose.mongo.Db, bucket: string, session: Session): Promise<Litter> {
  const rows = db.collection<LitterRow>(`${bucket}.litter`);
  await rows.createIndex({ dueAt: 1 });
  const inTransaction = () => {
    const current = session();
    return current ? { session: current } : {};
  };
  return {
    add: async (ids, dueAt) => {
      if (ids.length === 0) return;
      const updates = ids.map((_id) => ({
        updateOne: { filter: { _id }, update: { $set: { dueAt } }, upsert: true },
      }));
      await rows.bulkWrite(updates, inTransaction());
    },
    take: async (ids) => {
      const { deletedCount } = await rows.deleteMany({ _id: { $in: [...ids] } }, inTransaction());
      if (deletedCount !== ids.length) throw new AppError('CONFLICT', 'FILE_GONE', 'the file was removed meanwhile');
    },
    has: async (id) => (await rows.countDocuments({ _id: id }, { limit: 1 })) > 0,
    remove: async (id) => void (await rows.deleteOne({ _id: id })),
    due: (now) => rows.find({ dueAt: { $lte: now } }).map(({ _id }) => _id),
  };
}
