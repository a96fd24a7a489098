import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { KeyRing, SigningKey } from '#kernel/auth/keys.ts';
import { AppError } from '#kernel/errors.ts';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { grants, portOffsets } from '../directory.ts';
import { openSubgraph } from '../runtime.ts';
import { makeArgon2Passwords } from './adapters/argon2Passwords.ts';
import { makeAccountStore, makeUserQueries } from './adapters/mongoAccountStore.ts';
import { makeSessionStore } from './adapters/mongoSessionStore.ts';
import { makeTokens } from './adapters/tokens.ts';
import { openUserModels } from './adapters/userModels.ts';
import { assembleUsers } from './assembleUsers.ts';
import { usersConfig } from './config.ts';
import { jwksRoute } from './jwks.ts';
import { reportReuse } from './reportReuse.ts';
import { resolvers } from './resolvers.ts';

const sdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

export const service = defineService({
  name: 'users',
  config: usersConfig,
  start: async (config, scope) => {
    const { mongo, outbox, clock, keys, identify } = await openSubgraph('users', config, scope);
    const models = await openUserModels(mongo.connection);
    const context = assembleUsers({
      accounts: makeAccountStore({ mongo, outbox, models }),
      sessions: reportReuse(makeSessionStore({ mongo, outbox, models }), scope.logger),
      queries: makeUserQueries(models),
      passwords: await makeArgon2Passwords({ atOnce: config.PASSWORD_HASHES_AT_ONCE }),
      tokens: makeTokens(tokenKey(keys)),
      now: () => clock.now(),
      realNow: () => new Date(),
      newId: randomUUID,
    });
    await serveSubgraph(
      { name: 'users', sdl, resolvers, context, grants: grants.users, ...identify },
      { host: config.HOST, port: config.PORT_BASE + portOffsets.users, routes: jwksRoute(keys.tokensJwks) },
      scope,
    );
  },
});

function tokenKey({ token }: KeyRing): SigningKey {
  if (token) return token;
  const message = 'the keys of users have no key that signs access tokens: run `npm run keys`, or set KEYS_DIR';
  throw new AppError('BAD_USER_INPUT', 'NO_KEYS', message);
}

if (import.meta.main) await runService(service);
