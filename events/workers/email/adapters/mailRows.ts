import mongoose, { type Model } from 'mongoose';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { ClaimedMail, Outcome } from '../ports.ts';

/** `dueAt`, on the database's clock: when it may be claimed, be it for the first time, again, or from a dead sender. */
export type MailRow = Omit<ClaimedMail, 'id'> & {
  _id: string;
  state: Outcome['state'];
  dueAt: Date;
  /** The claim that it was last taken with. */
  claim?: string;
  /** When it was sent or given up. */
  doneAt?: Date;
  /** Why it was not sent the last time. */
  reason?: string;
};

const DONE_KEPT_SECONDS = 30 * 24 * 3_600;

const schema = new mongoose.Schema<MailRow>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    event: { type: mongoose.Schema.Types.Mixed, required: true },
    createdAt: { type: Date, required: true },
    attempts: { type: Number, required: true },
    fence: { type: Number, required: true },
    trail: mongoose.Schema.Types.Mixed,
    state: { type: String, required: true },
    dueAt: { type: Date, required: true },
    claim: String,
    doneAt: Date,
    reason: String,
  },
  { versionKey: false, minimize: false, collection: 'mails' },
);
schema.index({ dueAt: 1, createdAt: 1 }, { partialFilterExpression: { state: 'waiting' } });
schema.index({ claim: 1, createdAt: 1 }, { partialFilterExpression: { state: 'waiting' } });
schema.index({ state: 1, reason: 1 }, { partialFilterExpression: { state: 'parked' } });
schema.index({ userId: 1 });
schema.index({ doneAt: 1 }, { expireAfterSeconds: DONE_KEPT_SECONDS });

export const mailModel = (mongo: Mongo): Model<MailRow> => mongo.connection.model<MailRow>('Mail', schema);

/** Still in this sender's hand. */
export const held = ({ id, fence }: ClaimedMail) => ({ _id: id, fence, state: 'waiting' }) as const;
