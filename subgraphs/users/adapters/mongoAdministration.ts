import mongoose from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import type { FileStore } from '#kernel/files/fileStore.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { AccountAdministration } from '../adminPorts.ts';
import { type AccountEvent, evolveAccount } from '../domain/administration.ts';
import type { Account } from '../domain/user.ts';
import { administered } from '../outgoing.ts';
import type { Moment } from '../selfServicePorts.ts';
import { endAll } from './mongoSessionStore.ts';
import { accountOf, type UserModels } from './userModels.ts';

type Options = { mongo: Mongo; outbox: Outbox; models: UserModels; files: Pick<FileStore, 'discard'> };

/** Accounts as admins change them, in MongoDB. */
export function makeAdministration(options: Options): AccountAdministration {
  const { mongo, models } = options;
  return {
    change: (userId, decide, moment) =>
      mongo.transaction(async () => {
        const row = await models.users.findById(userId).lean();
        if (!row) return (await models.erased.exists({ _id: userId })) ? 'erased' : null;
        const account = accountOf(row);
        const events = decide(account, await hasOtherAdmin(models, account));
        return store(options, account, events, moment);
      }),
  };
}

/**
 * The other admin is written to, not just looked for: of two transactions that each take the role from one of the last two
 * admins, one then fails and finds, on its second attempt, that nobody else is left.
 */
async function hasOtherAdmin({ users }: UserModels, { id, roles }: Account): Promise<boolean> {
  if (!roles.includes('admin')) return true;
  const other = { roles: 'admin', isDisabled: false, _id: mongoose.trusted({ $ne: id }) } as const;
  return (await users.updateOne(other, { $inc: { touched: 1 } })).matchedCount > 0;
}

async function store(
  { outbox, models, files }: Options,
  account: Account,
  events: readonly AccountEvent[],
  moment: Moment,
): Promise<Account | 'erased'> {
  let after: Account | null = account;
  for (const event of events) {
    after = evolveAccount(account, event);
    if (after) await write(models, after);
    else await erase({ models, files }, account, moment);
    if (event.type !== 'UserUnbanned') await endAll({ outbox, models }, account.id, moment);
    await outbox.append([administered(account.id, event, moment.at)]);
  }
  return after ?? 'erased';
}

async function write({ users }: UserModels, { id, roles, isDisabled, ban }: Account): Promise<void> {
  const banned = ban ? { ban } : { $unset: { ban: 1 } };
  await users.updateOne({ _id: id }, { roles: [...roles], isDisabled, ...banned });
}

/** Only that there was somebody with this id is remembered. The e-mail is free again. */
async function erase(
  { models: { users, mailRequests, resetInquiries, erased }, files }: Pick<Options, 'models' | 'files'>,
  { id, email, avatarId }: Account,
  { at }: Moment,
): Promise<void> {
  await users.deleteOne({ _id: id });
  await mailRequests.deleteMany({ userId: id });
  await resetInquiries.deleteMany({ email });
  if (avatarId !== undefined) await files.discard([avatarId]);
  await erased.create({ _id: id, erasedAt: at });
}
