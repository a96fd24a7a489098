import { newMailRequest } from '../domain/mailRequest.ts';
import { emailTaken } from '../domain/user.ts';
import type { AccountStore, Passwords } from '../ports.ts';
import type { MailRequestStore, SelfService } from '../selfServicePorts.ts';
import { accountGone } from './accountGone.ts';
import { checkPassword } from './checkPassword.ts';

type Deps = {
  accounts: Pick<AccountStore, 'byId' | 'byEmail'>;
  mailRequests: Pick<MailRequestStore, 'make'>;
  passwords: Passwords;
  /** Business time. */
  now: () => Date;
  realNow: () => Date;
  newId: () => string;
};

/** Writes to the new address first: a slip of the finger must not lock anybody out. */
export const makeChangeEmail =
  ({ accounts, mailRequests, passwords, now, realNow, newId }: Deps): SelfService['changeEmail'] =>
  async ({ userId, newEmail, password }) => {
    await checkPassword({ accounts, passwords }, { userId, password }, 'password');
    // The unique index decides when the token is used; here it is only told early.
    if (await accounts.byEmail(newEmail)) throw emailTaken(undefined, 'newEmail');
    const wanted = { id: newId(), userId, purpose: 'changeEmail', email: newEmail } as const;
    if (!(await mailRequests.make(newMailRequest(wanted, realNow()), now()))) throw accountGone();
  };
