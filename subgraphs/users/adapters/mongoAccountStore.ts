import mongoose from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import { sessionDecider } from '../domain/session.ts';
import { emailTaken, userOf } from '../domain/user.ts';
import { mailRequested, registered } from '../outgoing.ts';
import type { AccountStore } from '../ports.ts';
import type { UserQueries } from '../userReads.ts';
import { writeSession } from './mongoSessionStore.ts';
import { accountOf, mailRequestRowOf, type UserModels, userRowOf } from './userModels.ts';

type Options = { mongo: Mongo; outbox: Outbox; models: UserModels };

/** Accounts in MongoDB, the e-mail unique. */
export function makeAccountStore({ mongo, outbox, models }: Options): AccountStore {
  const one = async (filter: { _id: string } | { email: string }) => {
    const row = await models.users.findOne(filter).lean();
    return row && accountOf(row);
  };
  return {
    byEmail: (email) => one({ email }),
    byId: (id) => one({ _id: id }),
    register: (account, first, events, verification) =>
      mongo.transaction(async () => {
        await models.users.create(userRowOf(account)).catch(refuseTakenEmail);
        await writeSession(models, first, events.reduce(sessionDecider.evolve, first.state));
        if (verification) await models.mailRequests.create(mailRequestRowOf(verification));
        const requested = verification ? [mailRequested(verification, account.createdAt)] : [];
        await outbox.append([registered(account), ...requested]);
      }),
  };
}

function refuseTakenEmail(error: unknown): never {
  throw isDuplicateKey(error) ? emailTaken(error) : error;
}

export const makeUserQueries = ({ users }: UserModels): UserQueries => ({
  byIds: async (ids) => {
    const rows = await users.find({ _id: mongoose.trusted({ $in: [...ids] }) }).lean();
    return rows.map((row) => userOf(accountOf(row)));
  },
});
