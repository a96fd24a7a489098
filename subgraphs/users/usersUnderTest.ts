import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { makeIdentifyUser } from '#kernel/auth/accessToken.ts';
import { keyRing, makeKeys } from '#kernel/auth/keys.ts';
import { noRevocations } from '#kernel/auth/revocations.ts';
import type { Call } from '#kernel/graphql/call.ts';
import { subgraphUnderTest } from '#testing/subgraphUnderTest.ts';
import { grants } from '../directory.ts';
import { makeTokens } from './adapters/tokens.ts';
import { assembleUsers } from './assembleUsers.ts';
import { assembleAvatars } from './avatars/assembleAvatars.ts';
import { avatarUrls } from './avatars/avatarFiles.ts';
import { memoryAdministration } from './fakes/memoryAdministration.ts';
import { memoryAvatars } from './fakes/memoryAvatars.ts';
import { memoryCounters } from './fakes/memoryCounters.ts';
import { memoryAddresses, memoryInquiries, memoryMailRequests, memoryOwnAccounts } from './fakes/memorySelfService.ts';
import { memoryUserList } from './fakes/memoryUserList.ts';
import { MemoryUsers } from './fakes/memoryUsers.ts';
import { quickPasswords } from './fakes/quickPasswords.ts';
import { resolvers } from './resolvers.ts';
import type { ThrottleLimits } from './throttlePorts.ts';
import { makeReplaceAvatar } from './usecases/replaceAvatar.ts';
import { makeSettleResetInquiries } from './usecases/settleResetInquiries.ts';

const sdl = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
const keys = keyRing(makeKeys(['users'], 'users'), 'users');

const OUTCOME = `__typename
  ... on Session { accessToken refreshToken expiresAt user { id name email roles } }
  ... on UserError { code message param }`;
export const REGISTER = `mutation ($input: RegisterInput!) { outcome: register(input: $input) { ${OUTCOME} } }`;
const LOGIN = `mutation ($input: LoginInput!) { outcome: login(input: $input) { ${OUTCOME} } }`;
const REFRESH = `mutation ($input: RefreshSessionInput!) { outcome: refreshSession(input: $input) { ${OUTCOME} } }`;
const LOGOUT = 'mutation ($input: LogoutInput!) { outcome: logout(input: $input) { loggedOut } }';

/** A session or a problem, as `__typename` says. */
type Outcome = { __typename: string; accessToken: string; refreshToken: string; user: { id: string } };

export const alice = { name: 'Alice Example', email: 'alice@bazaar.example', password: 'correct horse battery' };

type Options = { now?: Date; limits?: Partial<ThrottleLimits> };

const generousLimits: ThrottleLimits = {
  windowMs: 15 * 60_000,
  failuresPerAccount: 1_000,
  failuresPerSource: 1_000,
  registrationsPerSource: 1_000,
  mailsPerAccount: 1_000,
  mailsPerSource: 1_000,
};

/** Users through its real schema, use cases and tokens; database and password hashes are fakes. */
export function usersUnderTest({ now = new Date('2030-01-01T12:00:00Z'), limits = {} }: Options = {}) {
  const memory = new MemoryUsers();
  const passwords = quickPasswords();
  const real = { now: new Date() };
  const { token: signing } = keys;
  if (!signing) throw new Error('the key set was made with a key for tokens');
  const mailRequests = memoryMailRequests(memory);
  const inquiries = memoryInquiries(memory, mailRequests);
  const times = { now: () => now, realNow: () => real.now, newId: randomUUID };
  const settle = makeSettleResetInquiries({ inquiries, ...times });
  const users = assembleUsers({
    accounts: memory,
    sessions: memory,
    queries: memory,
    ownAccounts: memoryOwnAccounts(memory),
    addresses: memoryAddresses(memory),
    mailRequests,
    inquiries,
    wake: () => void settle(),
    administered: memoryAdministration(memory),
    list: memoryUserList(memory),
    counters: memoryCounters(),
    limits: { ...generousLimits, ...limits },
    passwords,
    tokens: makeTokens(() => signing),
    ...times,
  });
  const { tickets, avatars: avatarStore } = memoryAvatars(memory, new Date(now.getTime() + 5 * 60_000));
  const replaceAvatar = makeReplaceAvatar({ avatars: avatarStore, now: () => now });
  const avatars = assembleAvatars({ tickets, replaceAvatar, urls: avatarUrls('https://api.example') });
  const context = (call: Call) => ({ ...users(call), avatars });
  const from = { clientAddress: '203.0.113.7' };
  const subgraph = subgraphUnderTest({
    sdl,
    resolvers,
    grants: grants.users,
    context: (call) => context({ ...call, ...from }),
  });
  /** As a visitor. */
  const ask = async (document: string, input: object): Promise<Outcome> => {
    const { data, errors } = await subgraph.query(null, document, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return (data as { outcome: Outcome }).outcome;
  };
  return {
    ...subgraph,
    memory,
    passwords,
    /** Where people ask from, from now on. */
    goTo: (clientAddress: string) => {
      from.clientAddress = clientAddress;
    },
    /** Shows a file that somebody has sent. */
    replaceAvatar,
    register: (input: object = alice) => ask(REGISTER, input),
    login: ({ email, password }: { email: string; password: string } = alice) => ask(LOGIN, { email, password }),
    refresh: (refreshToken: string) => ask(REFRESH, { refreshToken }),
    logout: (refreshToken: string) => ask(LOGOUT, { refreshToken }),
    /** What was published, oldest first. */
    published: () => memory.published.map(({ type, data }) => ({ type, ...data })),
    typesPublished: (): string[] => memory.published.map(({ type }) => type),
    /** Who a session's access token says that its bearer is. */
    bearerOf: ({ accessToken }: Outcome) => {
      const principal = makeIdentifyUser(keys, noRevocations)(`Bearer ${accessToken}`);
      if (principal.kind === 'user') return principal;
      throw new Error('an access token is of a user');
    },
    /** Lets real time pass, for refresh tokens. */
    passRealTime: (ms: number) => {
      real.now = new Date(real.now.getTime() + ms);
    },
  };
}
