import { newMailRequest } from '../domain/mailRequest.ts';
import { sessionDecider } from '../domain/session.ts';
import { type Account, emailTaken } from '../domain/user.ts';
import type { AccountStore, Passwords, Register, Tokens } from '../ports.ts';
import { grantOf } from './grantOf.ts';

type Deps = {
  accounts: AccountStore;
  passwords: Passwords;
  tokens: Tokens;
  /** Business time. */
  now: () => Date;
  realNow: () => Date;
  newId: () => string;
};

/** Makes an account with the role customer, signs it in, and asks for a mail that verifies its address. */
export const makeRegister =
  ({ accounts, passwords, tokens, now, realNow, newId }: Deps): Register =>
  async ({ name, email, password, locale }) => {
    // Looking is cheaper than hashing. The unique index decides when two register at the same moment.
    if (await accounts.byEmail(email)) throw emailTaken();
    const account: Account = {
      id: newId(),
      name,
      email,
      roles: ['customer'],
      createdAt: now(),
      passwordHash: await passwords.hash(password),
      isDisabled: false,
      isEmailVerified: false,
      locale,
      phone: null,
    };

    const { token, hash } = tokens.newRefreshToken();
    const session = { id: newId(), userId: account.id, state: sessionDecider.initial };
    const events = sessionDecider.decide(session.state, { type: 'StartSession', token: hash, now: realNow() });
    const wanted = { id: newId(), userId: account.id, purpose: 'verifyEmail', email } as const;
    await accounts.register(account, session, events, newMailRequest(wanted, realNow())); // the outbox row joins the same transaction
    return grantOf(tokens, account, session.id, token);
  };
