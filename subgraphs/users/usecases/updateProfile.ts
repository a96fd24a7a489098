import { userOf } from '../domain/user.ts';
import type { AccountStore } from '../ports.ts';
import type { OwnAccountStore, SelfService } from '../selfServicePorts.ts';
import { accountGone } from './accountGone.ts';

type Deps = {
  accounts: Pick<AccountStore, 'byId'>;
  ownAccounts: Pick<OwnAccountStore, 'changeProfile'>;
  /** Business time. */
  now: () => Date;
};

/** Changes what is given. Nothing given is nothing changed, and nothing to tell. */
export const makeUpdateProfile =
  ({ accounts, ownAccounts, now }: Deps): SelfService['updateProfile'] =>
  async ({ userId, change }) => {
    const isChange = Object.keys(change).length > 0;
    const account = isChange ? await ownAccounts.changeProfile(userId, change, now()) : await accounts.byId(userId);
    if (!account) throw accountGone();
    return userOf(account);
  };
