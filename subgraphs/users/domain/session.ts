import type { Decider } from '#kernel/decider.ts';
import { AppError, unreachable } from '#kernel/errors.ts';

const DAY_MS = 24 * 60 * 60_000;
/** How long a refresh token may lie unused. */
export const REFRESH_TOKEN_MS = 30 * DAY_MS;

/**
 * How many sessions of a user may be open at once: a new one ends those that lay unused longest. All of them end together, in
 * one transaction, when the user is banned; who could open them without end could not be banned.
 */
export const MOST_SESSIONS = 200;

/** Longer than an access token lives, by a minute for clocks that differ. */
const ACCESS_MS = 16 * 60_000;

/**
 * One login and all refresh tokens that came from it, the token family of RFC 9700, section 4.14.2. Tokens stand here by
 * their hashes only, and `token` is the one that has not been used.
 */
export type Session =
  | { readonly status: 'none' }
  | { readonly status: 'open'; readonly token: string; readonly expiresAt: Date }
  | { readonly status: 'ended' };

/** Times are real time. */
export type SessionCommand =
  | { type: 'StartSession'; token: string; now: Date }
  | { type: 'RefreshSession'; token: string; nextToken: string; now: Date }
  | { type: 'EndSession' };

export type SessionEvent =
  | { type: 'SessionStarted'; token: string; expiresAt: Date }
  | { type: 'SessionRefreshed'; token: string; expiresAt: Date }
  | { type: 'SessionEnded'; because: 'loggedOut' | 'tokenReused' };

function decide(session: Session, command: SessionCommand): SessionEvent[] {
  switch (command.type) {
    case 'StartSession':
      return [{ type: 'SessionStarted', token: command.token, expiresAt: expiryFrom(command.now) }];
    case 'RefreshSession':
      return refresh(session, command);
    case 'EndSession':
      return session.status === 'open' ? [{ type: 'SessionEnded', because: 'loggedOut' }] : [];
    default:
      return unreachable(command);
  }
}

function refresh(session: Session, { token, nextToken, now }: SessionCommand & { type: 'RefreshSession' }) {
  if (session.status !== 'open' || now >= session.expiresAt) throw sessionEnded();
  // Of two who hold one token one has stolen it, and nobody can tell which.
  if (token !== session.token) return [{ type: 'SessionEnded', because: 'tokenReused' } as const];
  return [{ type: 'SessionRefreshed', token: nextToken, expiresAt: expiryFrom(now) } as const];
}

function evolve(_session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'SessionStarted':
    case 'SessionRefreshed':
      return { status: 'open', token: event.token, expiresAt: event.expiresAt };
    case 'SessionEnded':
      return { status: 'ended' };
    default:
      return unreachable(event);
  }
}

export const sessionDecider: Decider<Session, SessionCommand, SessionEvent> = {
  initial: { status: 'none' },
  decide,
  evolve,
};

const expiryFrom = (now: Date) => new Date(now.getTime() + REFRESH_TOKEN_MS);

/** Whether an access token of a session may still count. @param expiresAt of the session's unused refresh token. @param now real time. */
export const mayHaveAccess = (expiresAt: Date, now: Date): boolean =>
  now.getTime() - (expiresAt.getTime() - REFRESH_TOKEN_MS) < ACCESS_MS;

/** One answer for unknown, expired, used and revoked tokens: whoever guesses learns nothing. */
export const sessionEnded = (): AppError =>
  new AppError('REFUSED', 'SESSION_ENDED', 'this session has ended: sign in again');
