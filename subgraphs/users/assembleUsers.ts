import type { Call } from '#kernel/graphql/call.ts';
import type { AccountStore, Passwords, SessionStore, Tokens, UsersContext } from './ports.ts';
import { makeLogin } from './usecases/login.ts';
import { makeLogout } from './usecases/logout.ts';
import { makeRefreshSession } from './usecases/refreshSession.ts';
import { makeRegister } from './usecases/register.ts';
import { makeUserReads, type UserQueries } from './userReads.ts';

export type Parts = {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly queries: UserQueries;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  /** Business time. */
  readonly now: () => Date;
  readonly realNow: () => Date;
  readonly newId: () => string;
};

/** The use cases on whatever stands behind the ports. @returns what makes the context of one request. */
export function assembleUsers({ queries, ...parts }: Parts): (call: Call) => UsersContext {
  const useCases = {
    register: makeRegister(parts),
    login: makeLogin(parts),
    refreshSession: makeRefreshSession(parts),
    logout: makeLogout(parts),
  };
  return (call) => ({ call, users: makeUserReads(queries), ...useCases });
}
