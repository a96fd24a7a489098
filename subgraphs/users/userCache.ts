import { followEvents } from '#events/broadcast.ts';
import type { Transport } from '#events/transport/transport.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { makeReadCache, type ReadCache } from '#kernel/readCache.ts';
import type { User } from './domain/user.ts';
import type { UserQueries } from './userReads.ts';

const MOST = 10_000;

/** Users as they were read a moment ago. What decides something, such as a login, never reads here. */
export const makeUserCache = (queries: UserQueries): ReadCache<User> =>
  makeReadCache<User>({
    max: MOST,
    load: async (ids) => {
      const found = new Map((await queries.byIds(ids)).map((user) => [user.id, user]));
      return ids.map((id) => found.get(id));
    },
  });

/** Drops whom another replica has changed. */
export const followUserChanges = (cache: ReadCache<User>, transport: Transport, scope: Scope): Promise<void> =>
  followEvents(
    {
      transport,
      handlers: {
        'users.v1': ({ type, data }) => {
          // Sessions come and go without a change of the user.
          if (type !== 'UserLoggedIn' && type !== 'SessionRevoked') cache.drop(data.userId);
        },
      },
    },
    scope,
  );

/** The cache as the queries of one request, behind which it stands. */
export const cachedQueries = (cache: ReadCache<User>): UserQueries => ({
  byIds: async (ids) => (await cache.loadMany(ids)).filter((user) => user !== undefined),
});
