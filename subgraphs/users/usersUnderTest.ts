import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { keyRing, makeKeys } from '#kernel/auth/keys.ts';
import { subgraphUnderTest } from '#testing/subgraphUnderTest.ts';
import { grants } from '../directory.ts';
import { makeTokens } from './adapters/tokens.ts';
import { assembleUsers } from './assembleUsers.ts';
import { MemoryUsers } from './fakes/memoryUsers.ts';
import { quickPasswords } from './fakes/quickPasswords.ts';
import { resolvers } from './resolvers.ts';

const sdl = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
const keys = keyRing(makeKeys(['users'], 'users'), 'users');

/** Users through its real schema, use cases and tokens; database and password hashes are fakes. */
export function usersUnderTest({ now = new Date('2030-01-01T12:00:00Z') } = {}) {
  const memory = new MemoryUsers();
  const passwords = quickPasswords();
  const real = { now: new Date() };
  if (!keys.token) throw new Error('the key set was made with a key for tokens');
  const context = assembleUsers({
    accounts: memory,
    sessions: memory,
    queries: memory,
    passwords,
    tokens: makeTokens(keys.token),
    now: () => now,
    realNow: () => real.now,
    newId: randomUUID,
  });
  return {
    ...subgraphUnderTest({ sdl, resolvers, grants: grants.users, context }),
    memory,
    passwords,
    keys,
    /** Lets real time pass, for refresh tokens. */
    passRealTime: (ms: number) => {
      real.now = new Date(real.now.getTime() + ms);
    },
  };
}
