import type { Outbox } from '#events/outbox/outbox.ts';
import type { FileStore } from '#kernel/files/fileStore.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { AvatarStore } from '../avatarPorts.ts';
import { aboutUser } from '../outgoing.ts';
import { accountOf, type UserModels } from './userModels.ts';

type Options = {
  mongo: Pick<Mongo, 'transaction'>;
  outbox: Outbox;
  models: Pick<UserModels, 'users'>;
  files: Pick<FileStore, 'keep' | 'discard'>;
};

/** Pictures of users, in MongoDB; of two at the same moment the later one stays, and the earlier belongs to nobody. */
export const makeAvatarStore = (options: Options): AvatarStore => ({
  replace: (userId, avatarId, at) =>
    options.mongo.transaction(async () => {
      const { outbox, models } = options;
      const change = avatarId === null ? { $unset: { avatarId: 1 } } : { avatarId };
      const row = await models.users.findOneAndUpdate({ _id: userId }, change, { returnDocument: 'before' }).lean();
      if (!row) return null;
      const { avatarId: before, ...account } = accountOf(row);
      if (avatarId !== null || before !== undefined) {
        await exchange(options.files, before, avatarId);
        await outbox.append([aboutUser(userId, 'UserUpdated', at)]);
      }
      return { ...account, ...(avatarId !== null && { avatarId }) };
    }),
});

async function exchange(files: Options['files'], before: string | undefined, after: string | null): Promise<void> {
  if (after !== null) await files.keep([after]);
  if (before !== undefined) await files.discard([before]);
}
