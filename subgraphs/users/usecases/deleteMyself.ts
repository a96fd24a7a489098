import type { Administration } from '../adminPorts.ts';
import type { AccountStore, Passwords } from '../ports.ts';
import { wrongPassword } from './checkPassword.ts';

type Deps = {
  accounts: Pick<AccountStore, 'byId'>;
  passwords: Pick<Passwords, 'verify'>;
  deleteUser: Administration['deleteUser'];
};

/** An open window alone must not be enough to erase somebody's account, so it takes the password. */
export const makeDeleteMyself =
  ({ accounts, passwords, deleteUser }: Deps): Administration['deleteMyself'] =>
  async ({ userId, password }) => {
    const account = await accounts.byId(userId);
    // Gone already: somebody asks again, with a token that has not been told yet.
    if (account && !(await passwords.verify(password, account.passwordHash))) throw wrongPassword('password');
    await deleteUser({ userId });
  };
