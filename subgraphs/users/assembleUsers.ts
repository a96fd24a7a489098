import type { Call } from '#kernel/graphql/call.ts';
import { retryConflicts } from '#kernel/resilience/retryConflicts.ts';
import type { UserList } from './adminPorts.ts';
import { type AdministrationParts, assembleAdministration } from './assembleAdministration.ts';
import { assembleSelfService, type SelfServiceParts } from './assembleSelfService.ts';
import type { SessionStore, UsersContext } from './ports.ts';
import { throttled } from './throttled.ts';
import type { Counters, ThrottleLimits } from './throttlePorts.ts';
import { makeLogin } from './usecases/login.ts';
import { makeLogout } from './usecases/logout.ts';
import { makeRefreshSession } from './usecases/refreshSession.ts';
import { makeRegister } from './usecases/register.ts';
import { makeThrottle } from './usecases/throttle.ts';
import { makeUserReads, type UserQueries } from './userReads.ts';

export type Parts = SelfServiceParts &
  AdministrationParts & {
    readonly sessions: SessionStore;
    readonly queries: UserQueries;
    readonly list: UserList;
    readonly counters: Counters;
    readonly limits: ThrottleLimits;
  };

/** The use cases on whatever stands behind the ports. @returns what makes the context of one request. */
export function assembleUsers({ queries, list, ...parts }: Parts): (call: Call) => Omit<UsersContext, 'avatars'> {
  const refreshSession = makeRefreshSession(parts);
  const logout = makeLogout(parts);
  const throttle = makeThrottle({ ...parts, hashOf: parts.tokens.hashOf });
  const useCases = {
    register: makeRegister(parts),
    login: retryConflicts(makeLogin(parts)),
    own: assembleSelfService(parts),
    administration: assembleAdministration(parts),
  };
  return (call) => ({
    call,
    users: makeUserReads(queries),
    list,
    refreshSession,
    logout,
    ...throttled(throttle, useCases, call),
  });
}
