import { sessionDecider } from '../domain/session.ts';
import type { AccountStore, Passwords, Tokens } from '../ports.ts';
import type { OwnAccountStore, SelfService } from '../selfServicePorts.ts';
import { checkPassword, wrongPassword } from './checkPassword.ts';
import { grantOf } from './grantOf.ts';

type Deps = {
  accounts: Pick<AccountStore, 'byId'>;
  ownAccounts: Pick<OwnAccountStore, 'changePassword'>;
  passwords: Passwords;
  tokens: Tokens;
  /** Business time. */
  now: () => Date;
  realNow: () => Date;
  newId: () => string;
};

/** Whoever else is signed in to the account has to know the new password from now on. */
export const makeChangePassword =
  ({ accounts, ownAccounts, passwords, tokens, now, realNow, newId }: Deps): SelfService['changePassword'] =>
  async ({ userId, currentPassword, newPassword }) => {
    const before = await checkPassword(
      { accounts, passwords },
      { userId, password: currentPassword },
      'currentPassword',
    );
    const passwordHash = await passwords.hash(newPassword);

    const { token, hash } = tokens.newRefreshToken();
    const first = { id: newId(), userId, state: sessionDecider.initial };
    const moment = { at: now(), now: realNow() };
    const events = sessionDecider.decide(first.state, { type: 'StartSession', token: hash, now: moment.now });
    const isChanged = await ownAccounts.changePassword({ before, passwordHash, first, events }, moment);
    // The password that was right a moment ago is no longer.
    if (!isChanged) throw wrongPassword('currentPassword');
    return grantOf(tokens, before, first.id, token);
  };
