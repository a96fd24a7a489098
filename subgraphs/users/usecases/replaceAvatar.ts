import type { AvatarStore } from '../avatarPorts.ts';
import { type User, userOf } from '../domain/user.ts';
import { accountGone } from './accountGone.ts';

type Deps = {
  avatars: AvatarStore;
  /** Business time. */
  now: () => Date;
};

/** Shows a stored file as the picture of a user, or nothing. @throws AppError as `accountGone`. */
export const makeReplaceAvatar =
  ({ avatars, now }: Deps) =>
  async (userId: string, avatarId: string | null): Promise<User> => {
    const account = await avatars.replace(userId, avatarId, now());
    if (!account) throw accountGone();
    return userOf(account);
  };
