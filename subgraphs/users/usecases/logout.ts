import { sessionDecider } from '../domain/session.ts';
import type { Logout, SessionStore, Tokens } from '../ports.ts';

type Deps = {
  sessions: SessionStore;
  tokens: Pick<Tokens, 'hashOf'>;
  /** Business time. */
  now: () => Date;
};

/** Any refresh token of the session will do, and repeating it changes nothing. */
export const makeLogout =
  ({ sessions, tokens, now }: Deps): Logout =>
  async (refreshToken) => {
    const session = await sessions.ofToken(tokens.hashOf(refreshToken));
    const events = session ? sessionDecider.decide(session.state, { type: 'EndSession' }) : [];
    // Not stored means that somebody else has ended it meanwhile.
    if (session && events.length > 0) await sessions.advance(session, events, now());
  };
