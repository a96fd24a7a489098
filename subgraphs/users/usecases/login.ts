import { AppError } from '#kernel/errors.ts';
import { sessionDecider } from '../domain/session.ts';
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
    // Only who knows the password learns that the account was deactivated.
    if (account.isDisabled) throw refuse('ACCOUNT_DISABLED', 'this account was deactivated');

    const { token, hash } = tokens.newRefreshToken();
    const session = { id: newId(), userId: account.id, state: sessionDecider.initial };
    const events = sessionDecider.decide(session.state, { type: 'StartSession', token: hash, now: realNow() });
    await sessions.advance(session, events, now());
    return grantOf(tokens, account, session.id, token);
  };

const refuse = (reason: string, message: string) => new AppError('REFUSED', reason, message);
