import { AppError } from '#kernel/errors.ts';
import { sessionDecider } from '../domain/session.ts';
import { accountDisabled } from '../domain/user.ts';
import type { AccountStore, Login, Passwords, SessionStore, Tokens } from '../ports.ts';
import { grantOf } from './grantOf.ts';

type Deps = {
  accounts: AccountStore;
  sessions: SessionStore;
  passwords: Passwords;
  tokens: Tokens;
  /** Business time. */
  now: () => Date;
  realNow: () => Date;
  newId: () => string;
};

/** Starts a session of its own: other sessions of the same user go on. */
export const makeLogin =
  ({ accounts, sessions, passwords, tokens, now, realNow, newId }: Deps): Login =>
  async ({ email, password }) => {
    const account = await accounts.byEmail(email);
    // Asked for unknown e-mails too, so that the time it takes does not tell who has an account.
    const isRight = await passwords.verify(password, account?.passwordHash);
    if (!account || !isRight) throw refuse('INVALID_CREDENTIALS', 'e-mail or password is wrong');
    // Only who knows the password learns that the account was banned.
    if (account.isDisabled) throw accountDisabled();

    const { token, hash } = tokens.newRefreshToken();
    const session = { id: newId(), userId: account.id, state: sessionDecider.initial };
    const events = sessionDecider.decide(session.state, { type: 'StartSession', token: hash, now: realNow() });
    const isStored = await sessions.start(account, session, events, now());
    if (!isStored) throw new AppError('CONFLICT', 'ACCOUNT_CHANGED', 'the account has just changed: try again');
    return grantOf(tokens, account, session.id, token);
  };

const refuse = (reason: string, message: string) => new AppError('REFUSED', reason, message);
