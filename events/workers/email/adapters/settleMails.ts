import mongoose, { type Model } from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { AppError } from '#kernel/errors.ts';
import { commitOnce } from '#kernel/mongo/commitOnce.ts';
import { makeGroupCommit } from '#kernel/mongo/groupCommit.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { outgoing } from '../outgoing.ts';
import type { ClaimedMail, MailQueue, Outcome } from '../ports.ts';
import { held, type MailRow } from './mailRows.ts';

/** A mail that went and can't be noted goes again: so a database that is away is waited for, within the lease. */
const PATIENCE_MS = 20_000;

type Deps = { mongo: Mongo; model: Model<MailRow>; outbox: Outbox };
type Ended = { readonly mail: ClaimedMail; readonly outcome: Outcome };

/** Notes what became of mails, and tells it, many in one transaction. */
export function makeSettle({ mongo, model, outbox }: Deps): MailQueue['settle'] {
  const commit = async (batch: readonly Ended[]): Promise<PromiseSettledResult<boolean>[]> => {
    const inHand = await stillHeld(model, batch);
    const settled = batch.filter(({ mail }) => inHand.has(mail.id));
    if (settled.length > 0) await commitOnce(mongo, () => write(settled));
    return batch.map(({ mail }) => ({ status: 'fulfilled', value: inHand.has(mail.id) }));
  };
  const write = async (settled: readonly Ended[]): Promise<void> => {
    const { matchedCount } = await model.bulkWrite(
      settled.map(({ mail, outcome }) => ({
        updateOne: { filter: held(mail), update: [{ $set: changesOf(outcome) }], updatePipeline: true },
      })),
    );
    if (matchedCount < settled.length) throw new AppError('CONFLICT', 'LEASE_LOST', 'a mail is in other hands by now');
    await outbox.append(settled.flatMap(({ mail, outcome }) => outgoing(mail, outcome, new Date())));
  };
  const together = makeGroupCommit({ commit, patienceMs: PATIENCE_MS });
  return (mail, outcome) => together({ mail, outcome });
}

async function stillHeld(model: Model<MailRow>, batch: readonly Ended[]): Promise<ReadonlySet<string>> {
  const rows = await model.find({ $or: mongoose.trusted(batch.map(({ mail }) => held(mail))) }, { _id: 1 }).lean();
  return new Set(rows.map(({ _id }) => _id));
}

function changesOf(outcome: Outcome) {
  const { state } = outcome;
  if (state === 'sent') return { state, doneAt: '$$NOW' };
  if (state === 'parked') return { state, reason: outcome.reason, doneAt: '$$NOW' };
  return { state, reason: outcome.reason, dueAt: { $add: ['$$NOW', outcome.delayMs] } };
}
