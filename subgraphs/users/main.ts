import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Express } from 'express';
import type { KeyRing, SigningKey } from '#kernel/auth/keys.ts';
import { AppError } from '#kernel/errors.ts';
import { openGridFsFiles } from '#kernel/files/gridFsFiles.ts';
import { openTickets } from '#kernel/files/tickets.ts';
import type { Call } from '#kernel/graphql/call.ts';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { startRounds } from '#kernel/rounds.ts';
import { grants, portOffsets } from '../directory.ts';
import { openSubgraph } from '../runtime.ts';
import { makeArgon2Passwords } from './adapters/argon2Passwords.ts';
import { makeAccountStore, makeUserQueries } from './adapters/mongoAccountStore.ts';
import { makeAddressStore } from './adapters/mongoAddressStore.ts';
import { makeAdministration } from './adapters/mongoAdministration.ts';
import { makeCounters } from './adapters/mongoCounters.ts';
import { makeMailRequestStore } from './adapters/mongoMailRequestStore.ts';
import { makeOwnAccountStore } from './adapters/mongoOwnAccountStore.ts';
import { makeResetInquiries } from './adapters/mongoResetInquiries.ts';
import { makeSessionStore } from './adapters/mongoSessionStore.ts';
import { makeUserList } from './adapters/mongoUserList.ts';
import { openAvatars } from './adapters/openAvatars.ts';
import { makeTokens } from './adapters/tokens.ts';
import { openUserModels } from './adapters/userModels.ts';
import { assembleUsers } from './assembleUsers.ts';
import { throttleLimits, usersConfig } from './config.ts';
import { dropOnCommit } from './dropOnCommit.ts';
import { jwksRoute } from './jwks.ts';
import { reportReuse } from './reportReuse.ts';
import { resolvers } from './resolvers.ts';
import { makeSettleResetInquiries } from './usecases/settleResetInquiries.ts';
import { cachedQueries, followUserChanges, makeUserCache } from './userCache.ts';

/** For inquiries that were noted by somebody who could not settle them. */
const SETTLE_EVERY_MS = 10_000;

const sdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

export const service = defineService({
  name: 'users',
  config: usersConfig,
  start: async (config, scope) => {
    const { transport, clock, keys, identify, revocations, ...runtime } = await openSubgraph('users', config, scope);
    const models = await openUserModels(runtime.mongo.connection);
    const cache = makeUserCache(makeUserQueries(models));
    await followUserChanges(cache, transport, scope);
    const files = await openGridFsFiles(runtime.mongo, 'avatars');
    const database = { ...dropOnCommit(runtime, cache.drop), models, files };
    const inquiries = makeResetInquiries(database);
    const times = { now: () => clock.now(), realNow: () => new Date(), newId: randomUUID };
    const settle = makeSettleResetInquiries({ inquiries, ...times });
    const settling = startRounds(settle, { name: 'password resets', everyMs: SETTLE_EVERY_MS }, scope);
    const tickets = await openTickets({ mongo: runtime.mongo, revocations });
    const { avatars, routes } = openAvatars({ ...database, ...times, config, tickets }, scope);
    const users = assembleUsers({
      accounts: makeAccountStore(database),
      sessions: reportReuse(makeSessionStore(database), scope.logger),
      administered: makeAdministration(database),
      ownAccounts: makeOwnAccountStore(database),
      addresses: makeAddressStore(database),
      mailRequests: makeMailRequestStore(database),
      inquiries,
      wake: settling.wake,
      queries: cachedQueries(cache),
      list: makeUserList(models),
      counters: makeCounters(models),
      limits: throttleLimits(config),
      passwords: await makeArgon2Passwords({ atOnce: config.PASSWORD_HASHES_AT_ONCE }),
      tokens: makeTokens(signsTokens(keys)),
      ...times,
    });
    const context = (each: Call) => ({ ...users(each), avatars });
    const addJwks = jwksRoute(() => keys.tokensJwks);
    const addRoutes = (app: Express) => {
      addJwks(app);
      routes(app);
    };
    await serveSubgraph(
      { name: 'users', sdl, resolvers, context, grants: grants.users, ...identify },
      { host: config.HOST, port: config.PORT_BASE + portOffsets.users, routes: addRoutes },
      scope,
    );
  },
});

/** Asks at once whether there is one, since a service that can't do its work should not start. */
function signsTokens(keys: KeyRing): () => SigningKey {
  const key = () => keys.token ?? hasNoTokenKey();
  key();
  return key;
}

function hasNoTokenKey(): never {
  const message = 'the keys of users have no key that signs access tokens: run `npm run keys`, or set KEYS_DIR';
  throw new AppError('BAD_USER_INPUT', 'NO_KEYS', message);
}

if (import.meta.main) await runService(service);
