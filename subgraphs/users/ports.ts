import type { BaseContext } from '#kernel/graphql/call.ts';
import type { Administration, UserList } from './adminPorts.ts';
import type { Avatars } from './avatars/assembleAvatars.ts';
import type { MailRequest } from './domain/mailRequest.ts';
import type { SessionEvent } from './domain/session.ts';
import type { Account, Locale, Role, User } from './domain/user.ts';
import type { SelfService } from './selfServicePorts.ts';
import type { SessionGrant, StoredSession } from './sessionPorts.ts';

export type AccountStore = {
  byEmail(email: string): Promise<Account | null>;
  byId(id: string): Promise<Account | null>;
  /**
   * Stores the account, its first session and a request to verify its e-mail, and publishes UserRegistered and the
   * request, in one transaction.
   *
   * @throws AppError REFUSED (EMAIL_TAKEN), also when two register at the same moment: one of them is first.
   */
  register(
    account: Account,
    first: StoredSession,
    events: readonly SessionEvent[],
    verification?: MailRequest,
  ): Promise<void>;
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
  /**
   * Stores a new session and publishes it, in one transaction; of more than `MOST_SESSIONS` those end that lay unused longest,
   * which is published too. Of a change of the account at the same moment (a ban, other
   * roles, another password) one is first: the change then ends the session, or the session is not stored.
   *
   * @param account as its password was checked.
   * @param at business time, for what is published.
   * @returns false, having stored nothing, when the account is no longer so.
   */
  start(account: Account, session: StoredSession, events: readonly SessionEvent[], at: Date): Promise<boolean>;
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
  /** A new token for a mail, and the hash by which it is stored. */
  newMailToken(): { token: string; hash: string };
  hashOf(token: string): string;
  newAccessToken(subject: { userId: string; sessionId: string; roles: readonly Role[] }): {
    accessToken: string;
    /** Real time. */
    expiresAt: Date;
  };
};

export type RegisterRequest = {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly locale: Locale;
};
export type LoginRequest = { readonly email: string; readonly password: string };

/** @throws AppError REFUSED (EMAIL_TAKEN), UNAVAILABLE (SIGN_IN_BUSY). */
export type Register = (request: RegisterRequest) => Promise<SessionGrant>;
/** @throws AppError REFUSED (INVALID_CREDENTIALS, ACCOUNT_DISABLED), UNAVAILABLE (SIGN_IN_BUSY), CONFLICT (ACCOUNT_CHANGED). */
export type Login = (request: LoginRequest) => Promise<SessionGrant>;
/** @throws AppError REFUSED (SESSION_ENDED, ACCOUNT_DISABLED). */
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
  readonly own: SelfService;
  readonly administration: Administration;
  readonly list: UserList;
  readonly avatars: Avatars;
};
