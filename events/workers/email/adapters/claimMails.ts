import { randomUUID } from 'node:crypto';
import mongoose, { type Model } from 'mongoose';
import { makeGroupCommit } from '#kernel/mongo/groupCommit.ts';
import type { ClaimedMail, MailQueue } from '../ports.ts';
import type { MailRow } from './mailRows.ts';

const isDue = () => ({ state: 'waiting', $expr: mongoose.trusted({ $lte: ['$dueAt', '$$NOW'] }) }) as const;

/** Lanes that ask at the same moment claim together: alone, each would reach for the same oldest mail and all but one fail. */
export function makeClaim(model: Model<MailRow>, leaseMs: number): MailQueue['claim'] {
  const commit = async (lanes: readonly undefined[]): Promise<PromiseSettledResult<ClaimedMail | null>[]> => {
    const mails = await claim(model, lanes.length, leaseMs);
    return lanes.map((_, place) => ({ status: 'fulfilled', value: mails[place] ?? null }));
  };
  const together = makeGroupCommit({ commit });
  return () => together(undefined);
}

async function claim(model: Model<MailRow>, most: number, leaseMs: number): Promise<ClaimedMail[]> {
  const oldest = await model.find(isDue(), { _id: 1 }).sort({ dueAt: 1, createdAt: 1 }).limit(most).lean();
  if (oldest.length === 0) return [];
  const token = randomUUID();
  const mine = {
    claim: token,
    fence: { $add: ['$fence', 1] },
    attempts: { $add: ['$attempts', 1] },
    dueAt: { $add: ['$$NOW', leaseMs] },
  };
  // Another sender may have been faster with some of them: those are not due any more.
  const wanted = { ...isDue(), _id: mongoose.trusted({ $in: oldest.map(({ _id }) => _id) }) };
  await model.updateMany(wanted, [{ $set: mine }], { updatePipeline: true });
  const rows = await model.find({ claim: token, state: 'waiting' }).sort({ createdAt: 1 }).lean<MailRow[]>();
  return rows.map(({ _id: id, userId, event, createdAt, attempts, fence, trail }) => {
    return { id, userId, event, createdAt, attempts, fence, trail };
  });
}
