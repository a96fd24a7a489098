import type { BaseContext } from '#kernel/graphql/call.ts';
import type { Session, SessionEvent } from './domain/session.ts';
import type { Account, Role, User } from './domain/user.ts';

/** A session as it was read. */
export type StoredSession = { readonly id: string; readonly userId: string; readonly state: Session };

export type AccountStore = {
  byEmail(email: string): Promise<Account | null>;
  byId(id: string): Promise<Account | null>;
  /**
   * Stores the account and its first session, and publishes UserRegistered, in one transaction.
   *
   * @throws AppError REFUSED (EMAIL_TAKEN), also when two register at the same moment: one of them is first.
   */
  register(account: Account, first: StoredSession, events: readonly SessionEvent[]): Promise<void>;
};

export type SessionStore = {
  /** The session that a refresh token came from, whether the token was used or not. */
  ofToken(tokenHash: string): Promise<StoredSession | null>;
  /**
   * Stores what follows from `events` and publishes it, in one transaction. A refresh needs the token to be unused still,
   * an end needs the session to be open still.
   *
   * @param at business time, for what is published.
   * @returns false when that is no longer so; then nothing was stored.
   */
  advance(before: StoredSession, events: readonly SessionEvent[], at: Date): Promise<boolean>;
};

/** Both take a while on purpose. @throws AppError UNAVAILABLE (SIGN_IN_BUSY) when too many wait already. */
export type Passwords = {
  hash(password: string): Promise<string>;
  /** Without a hash it is wrong, and takes as long to be. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
};

export type Tokens = {
  /** A new refresh token, and the hash by which it is stored. */
  newRefreshToken(): { token: string; hash: string };
  hashOf(refreshToken: string): string;
  newAccessToken(subject: { userId: string; sessionId: string; roles: readonly Role[] }): {
    accessToken: string;
    /** Real time. */
    expiresAt: Date;
  };
};

/** A session as its owner gets it. */
export type SessionGrant = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
  readonly user: User;
};

export type RegisterRequest = { readonly name: string; readonly email: string; readonly password: string };
export type LoginRequest = { readonly email: string; readonly password: string };

/** @throws AppError REFUSED (EMAIL_TAKEN), UNAVAILABLE (SIGN_IN_BUSY). */
export type Register = (request: RegisterRequest) => Promise<SessionGrant>;
/** @throws AppError REFUSED (INVALID_CREDENTIALS, ACCOUNT_DISABLED), UNAVAILABLE (SIGN_IN_BUSY). */
export type Login = (request: LoginRequest) => Promise<SessionGrant>;
/** @throws AppError REFUSED (SESSION_ENDED). */
export type RefreshSession = (refreshToken: string) => Promise<SessionGrant>;
/** Afterwards the session is over, whatever it was before. */
export type Logout = (refreshToken: string) => Promise<void>;

/** A user as the API shows it. `isOwn`: the caller has just proved to be this user, although no token says so yet. */
export type UserView = User & { readonly isOwn?: boolean };

/** Reads of one request; all users that are asked for at once cost one query. */
export type UserReads = { byId(id: string): Promise<User | null> };

export type UsersContext = BaseContext & {
  readonly users: UserReads;
  readonly register: Register;
  readonly login: Login;
  readonly refreshSession: RefreshSession;
  readonly logout: Logout;
};
