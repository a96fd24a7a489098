import type { Outbox } from '#events/outbox/outbox.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { currentTrail } from '#kernel/trail.ts';
import type { MailQueue } from '../ports.ts';
import { makeClaim } from './claimMails.ts';
import { held, mailModel } from './mailRows.ts';
import { makeSettle } from './settleMails.ts';

/** Outlives a database that is away for a while: a lease that runs out early means a second copy. */
const LEASE_MS = 30_000;

type Options = {
  mongo: Mongo;
  outbox: Outbox;
  /** Called after the transaction that added a mail has ended. */
  onAdded: () => void;
  leaseMs?: number;
};

/** Mails in the worker's own database; they outlive every process. Those that were sent or given up stay for 30 days. */
export async function openMailQueue({ mongo, outbox, onAdded, leaseMs = LEASE_MS }: Options): Promise<MailQueue> {
  const model = mailModel(mongo);
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
      await model.insertMany([{ _id, userId, event, trail: currentTrail(), ...waiting }]);
      onceEnded(onAdded);
    },
    claim: makeClaim(model, leaseMs),
    renew: async (mail) => {
      await model.updateOne(held(mail), [{ $set: { dueAt: { $add: ['$$NOW', leaseMs] } } }], { updatePipeline: true });
    },
    settle: makeSettle({ mongo, model, outbox }),
    resend: async (_id) => {
      const again = { state: 'waiting', dueAt: new Date(0), createdAt: new Date(), attempts: 0 } as const;
      await model.updateOne({ _id, state: 'parked' }, { $set: again, $unset: { doneAt: 1, reason: 1 } });
      onceEnded(onAdded);
    },
    erase: async (userId) => void (await model.deleteMany({ userId })),
  };
}
