import { sessionDecider, sessionEnded } from '../domain/session.ts';
import { accountDisabled } from '../domain/user.ts';
import type { AccountStore, RefreshSession, SessionStore, Tokens } from '../ports.ts';
import { grantOf } from './grantOf.ts';

type Deps = {
  accounts: AccountStore;
  sessions: SessionStore;
  tokens: Tokens;
  /** Business time. */
  now: () => Date;
  realNow: () => Date;
};

/** A refresh token works once: it gives the next one. Used again, it ends the session for everybody who holds a token of it. */
export const makeRefreshSession =
  ({ accounts, sessions, tokens, now, realNow }: Deps): RefreshSession =>
  async (refreshToken) => {
    const token = tokens.hashOf(refreshToken);
    const session = await sessions.ofToken(token);
    const account = session && (await accounts.byId(session.userId));
    if (!session || !account) throw sessionEnded();
    if (account.isDisabled) throw accountDisabled();

    const next = tokens.newRefreshToken();
    const command = { type: 'RefreshSession', token, nextToken: next.hash, now: realNow() } as const;
    const events = sessionDecider.decide(session.state, command);
    const isStored = await sessions.advance(session, events, now());
    const { status } = events.reduce(sessionDecider.evolve, session.state);
    // Not stored: of two requests with one token, under way at once, the other was first. It has the session; we have
    // none, and as a client's two tabs do this without any thief, the session does not end.
    if (!isStored || status !== 'open') throw sessionEnded();
    return grantOf(tokens, account, session.id, next.token);
  };
