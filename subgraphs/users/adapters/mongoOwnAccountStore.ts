import mongoose from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { sessionDecider } from '../domain/session.ts';
import { aboutUser } from '../outgoing.ts';
import type { OwnAccountStore } from '../selfServicePorts.ts';
import { asItWas } from './asItWas.ts';
import { endAll, writeSession } from './mongoSessionStore.ts';
import { accountOf, type UserModels } from './userModels.ts';

type Options = { mongo: Mongo; outbox: Outbox; models: UserModels };

/** What owners change on their accounts, in MongoDB. */
export function makeOwnAccountStore({ mongo, outbox, models }: Options): OwnAccountStore {
  const { users, mailRequests } = models;
  return {
    changeProfile: (userId, change, at) =>
      mongo.transaction(async () => {
        const row = await users.findOneAndUpdate({ _id: userId }, change, { returnDocument: 'after' }).lean();
        if (row) await outbox.append([aboutUser(userId, 'UserUpdated', at)]);
        return row && accountOf(row);
      }),
    changePassword: ({ before, passwordHash, first, events }, moment) =>
      mongo.transaction(async () => {
        const { id: _id } = before;
        const changed = await users.updateOne(asItWas(before), { passwordHash });
        if (changed.matchedCount === 0) return false;
        await endAll({ outbox, models }, _id, moment);
        await writeSession(models, first, events.reduce(sessionDecider.evolve, first.state));
        await mailRequests.deleteMany({ userId: _id, purpose: mongoose.trusted({ $ne: 'verifyEmail' }) });
        await outbox.append([aboutUser(_id, 'PasswordChanged', moment.at)]);
        return true;
      }),
    endSessions: (userId, moment) => mongo.transaction(() => endAll({ outbox, models }, userId, moment)),
  };
}
