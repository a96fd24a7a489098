import mongoose, { type Model } from 'mongoose';
import { passing } from '#kernel/crashPoints.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import { currentTrail, type Trail } from '#kernel/trail.ts';
import type { DueTimer, Timers } from '../ports.ts';

/** `_id` is the order's id. `dueAt` is business time, `leaseUntil` the database's. */
type TimerRow = { _id: string; dueAt: Date; leaseUntil: Date; fence: number; trail?: Trail };

const LEASE_MS = 15_000;
const UNLEASED = new Date(0);

const schema = new mongoose.Schema<TimerRow>(
  {
    _id: { type: String, required: true },
    dueAt: { type: Date, required: true },
    leaseUntil: { type: Date, required: true },
    fence: { type: Number, required: true },
    trail: mongoose.Schema.Types.Mixed,
  },
  { versionKey: false, collection: 'timers' },
);
schema.index({ dueAt: 1 });

/** @param leaseMs longer than a call to orders may take; a process that dies with a timer in hand delays it so long. */
export async function openTimers(mongo: Mongo, { leaseMs = LEASE_MS } = {}): Promise<Timers> {
  const model: Model<TimerRow> = mongo.connection.model<TimerRow>('Timer', schema);
  await model.createIndexes();
  return {
    arm: (orderId, dueAt) => arm(model, orderId, dueAt),
    disarm: async (orderId) => void (await model.deleteOne({ _id: orderId })),
    claim: (now) => claim(model, now, leaseMs),
    reschedule: async (timer, dueAt) => {
      await model.updateOne(held(timer), { $set: { dueAt, leaseUntil: UNLEASED } });
    },
    finish: async (timer) => void (await model.deleteOne(held(timer))),
    retry: async (timer, delayMs) => {
      const later = [{ $set: { leaseUntil: { $add: ['$$NOW', delayMs] } } }];
      await model.updateOne(held(timer), later, { updatePipeline: true });
    },
  };
}

const held = ({ orderId, fence }: DueTimer) => ({ _id: orderId, fence });

async function arm(model: Model<TimerRow>, orderId: string, dueAt: Date): Promise<void> {
  // A new fence: who is firing it now has asked the order too early to remove the timer.
  const update = { $min: { dueAt }, $set: { leaseUntil: UNLEASED, trail: currentTrail() }, $inc: { fence: 1 } };
  const upsert = () => model.updateOne({ _id: orderId }, update, { upsert: true });
  await upsert().catch((error: unknown) => {
    // Another process made it at the same moment, so now there is one to update.
    if (isDuplicateKey(error)) return upsert();
    throw error;
  });
}

async function claim(model: Model<TimerRow>, now: Date, leaseMs: number): Promise<DueTimer | null> {
  const due = {
    dueAt: mongoose.trusted({ $lte: now }),
    $expr: mongoose.trusted({ $lte: ['$leaseUntil', '$$NOW'] }),
  };
  const mine = { fence: { $add: ['$fence', 1] }, leaseUntil: { $add: ['$$NOW', leaseMs] } };
  const options = { sort: { dueAt: 1 }, returnDocument: 'after', updatePipeline: true } as const;
  const row = await model.findOneAndUpdate(due, [{ $set: mine }], options).lean<TimerRow>();
  if (!row) return null;
  passing('expiration.afterClaim');
  return { orderId: row._id, fence: row.fence, trail: row.trail };
}
