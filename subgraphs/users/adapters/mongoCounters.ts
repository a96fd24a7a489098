import mongoose from 'mongoose';
import { isDuplicateKey } from '#kernel/mongo/mongo.ts';
import type { Counted, Counters } from '../throttlePorts.ts';
import type { UserModels } from './userModels.ts';

/** A count that a crash forgets does no harm, so nobody waits for the journal. */
const QUICK = { writeConcern: { w: 1, j: false } } as const;

/** Counters in MongoDB, one for all replicas. */
export function makeCounters({ attempts }: Pick<UserModels, 'attempts'>): Counters {
  const add = async (key: string, now: Date, windowMs: number): Promise<Counted> => {
    const row = await attempts
      .findOneAndUpdate({ _id: key }, oneMore(now, windowMs), {
        ...QUICK,
        upsert: true,
        returnDocument: 'after',
        updatePipeline: true,
      })
      .lean();
    return countedOf(row);
  };
  return {
    read: async (key, now) => {
      const running = { _id: key, endsAt: mongoose.trusted({ $gt: now }) };
      // What was just counted quickly is in no majority yet.
      const row = await attempts.findOne(running).readConcern('local').lean();
      return row && countedOf(row);
    },
    // Of two that make the row at the same moment one fails, and finds it then.
    add: (key, now, windowMs) =>
      add(key, now, windowMs).catch((error: unknown) => {
        if (isDuplicateKey(error)) return add(key, now, windowMs);
        throw error;
      }),
    takeBack: async (key, { endsAt }) => {
      const running = { _id: key, endsAt, count: mongoose.trusted({ $gt: 0 }) };
      await attempts.updateOne(running, { $inc: { count: -1 } }, QUICK);
    },
    clear: async (key) => {
      await attempts.deleteOne({ _id: key }, QUICK);
    },
  };
}

const countedOf = ({ count, endsAt }: Counted): Counted => ({ count, endsAt });

/** In one statement, so that it is atomic: MongoDB's own clean-up may lag, so a window that has ended is begun anew. */
function oneMore(now: Date, windowMs: number) {
  const isRunning = { $gt: ['$endsAt', now] };
  return [
    {
      $set: {
        count: { $cond: [isRunning, { $add: ['$count', 1] }, 1] },
        endsAt: { $cond: [isRunning, '$endsAt', new Date(now.getTime() + windowMs)] },
      },
    },
  ];
}
