import mongoose, { type Model } from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { outgoing } from '../outgoing.ts';
import type { ClaimedMail, MailQueue, Outcome } from '../ports.ts';

/** `dueAt`, on the database's clock: when it may be claimed, be it for the first time, again, or from a dead sender. */
type MailRow = Omit<ClaimedMail, 'id'> & {
  _id: string;
  state: Outcome['state'];
  dueAt: Date;
  /** When it was sent or given up. */
  doneAt?: Date;
  /** Why it was not sent the last time. */
  reason?: string;
};

/** Outlives a database that is away for a while: a lease that runs out early means a second copy. */
const LEASE_MS = 30_000;
const DONE_KEPT_SECONDS = 30 * 24 * 3_600;

const schema = new mongoose.Schema<MailRow>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    event: { type: mongoose.Schema.Types.Mixed, required: true },
    createdAt: { type: Date, required: true },
    attempts: { type: Number, required: true },
    fence: { type: Number, required: true },
    state: { type: String, required: true },
    dueAt: { type: Date, required: true },
    doneAt: Date,
    reason: String,
  },
  { versionKey: false, minimize: false, collection: 'mails' },
);
schema.index({ dueAt: 1, createdAt: 1 }, { partialFilterExpression: { state: 'waiting' } });
schema.index({ state: 1, reason: 1 }, { partialFilterExpression: { state: 'parked' } });
schema.index({ userId: 1 });
schema.index({ doneAt: 1 }, { expireAfterSeconds: DONE_KEPT_SECONDS });

type Options = {
  mongo: Mongo;
  outbox: Outbox;
  /** Called after the transaction that added a mail has ended. */
  onAdded: () => void;
  leaseMs?: number;
};

/** Mails in the worker's own database; they outlive every process. Those that were sent or given up stay for 30 days. */
export async function openMailQueue({ mongo, outbox, onAdded, leaseMs = LEASE_MS }: Options): Promise<MailQueue> {
  const model: Model<MailRow> = mongo.connection.model<MailRow>('Mail', schema);
  await model.createIndexes();
  // Mails of many events may share a transaction.
  const onceEnded = (tell: () => void) => {
    const session = mongo.session();
    if (session && !session.listeners('ended').includes(tell)) session.once('ended', tell);
  };
  return {
    add: async ({ id: _id, userId, event }) => {
      const createdAt = new Date();
      const waiting = { state: 'waiting', dueAt: new Date(0), createdAt, attempts: 0, fence: 0 } as const;
      await model.insertMany([{ _id, userId, event, ...waiting }]);
      onceEnded(onAdded);
    },
    claim: () => claim(model, leaseMs),
    renew: async (mail) => {
      await model.updateOne(held(mail), [{ $set: { dueAt: { $add: ['$$NOW', leaseMs] } } }], { updatePipeline: true });
    },
    settle: (mail, outcome) =>
      mongo.transaction(async () => {
        const update = [{ $set: settled(outcome) }];
        const { matchedCount } = await model.updateOne(held(mail), update, { updatePipeline: true });
        if (matchedCount === 1) await outbox.append(outgoing(mail, outcome, new Date()));
        return matchedCount === 1;
      }),
    resend: async (_id) => {
      const again = { state: 'waiting', dueAt: new Date(0), createdAt: new Date(), attempts: 0 } as const;
      await model.updateOne({ _id, state: 'parked' }, { $set: again, $unset: { doneAt: 1, reason: 1 } });
      onceEnded(onAdded);
    },
    erase: async (userId) => void (await model.deleteMany({ userId })),
  };
}

const held = ({ id, fence }: ClaimedMail) => ({ _id: id, fence, state: 'waiting' }) as const;

async function claim(model: Model<MailRow>, leaseMs: number): Promise<ClaimedMail | null> {
  const due = { state: 'waiting', $expr: mongoose.trusted({ $lte: ['$dueAt', '$$NOW'] }) } as const;
  const mine = {
    fence: { $add: ['$fence', 1] },
    attempts: { $add: ['$attempts', 1] },
    dueAt: { $add: ['$$NOW', leaseMs] },
  };
  const options = { sort: { dueAt: 1, createdAt: 1 }, returnDocument: 'after', updatePipeline: true } as const;
  const row = await model.findOneAndUpdate(due, [{ $set: mine }], options).lean<MailRow>();
  if (!row) return null;
  const { _id: id, userId, event, createdAt, attempts, fence } = row;
  return { id, userId, event, createdAt, attempts, fence };
}

function settled(outcome: Outcome) {
  const { state } = outcome;
  if (state === 'sent') return { state, doneAt: '$$NOW' };
  if (state === 'parked') return { state, reason: outcome.reason, doneAt: '$$NOW' };
  return { state, reason: outcome.reason, dueAt: { $add: ['$$NOW', outcome.delayMs] } };
}
