import { AppError } from '#kernel/errors.ts';
import type { AccountAdministration, Administration } from '../adminPorts.ts';
import { type AccountCommand, decideAccount } from '../domain/administration.ts';
import { type User, userOf } from '../domain/user.ts';

type Deps = {
  administration: AccountAdministration;
  /** Business time. */
  now: () => Date;
  realNow: () => Date;
};

type Commands = Pick<Administration, 'banUser' | 'unbanUser' | 'setRoles' | 'deleteUser'>;

/** What admins do to an account. All of it may be repeated: what already holds is left as it is. */
export function makeAdministerUser({ administration, now, realNow }: Deps): Commands {
  const change = (userId: string, command: AccountCommand) =>
    administration.change(userId, (account, hasOtherAdmin) => decideAccount(account, command, hasOtherAdmin), {
      at: now(),
      now: realNow(),
    });
  const changed = async (userId: string, command: AccountCommand): Promise<User> => {
    const account = await change(userId, command);
    if (account === null || account === 'erased') throw userNotFound();
    return userOf(account);
  };
  return {
    banUser: ({ userId, reason, by }) => changed(userId, { type: 'BanUser', by, reason, now: now() }),
    unbanUser: ({ userId }) => changed(userId, { type: 'UnbanUser' }),
    setRoles: ({ userId, roles }) => changed(userId, { type: 'SetRoles', roles }),
    deleteUser: async ({ userId }) => {
      if ((await change(userId, { type: 'DeleteUser' })) === null) throw userNotFound();
    },
  };
}

function userNotFound(): AppError {
  const message = 'there is no user with this id';
  return new AppError('REFUSED', 'USER_NOT_FOUND', message, { reasons: [{ param: 'userId', message }] });
}
