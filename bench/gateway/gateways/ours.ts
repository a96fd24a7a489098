import { makeIdentity } from '#gateway/identity.ts';
import { buildGateway } from '#gateway/server.ts';
import { makeIdentifyUser } from '#kernel/auth/accessToken.ts';
import { makeSignCall } from '#kernel/auth/callCredential.ts';
import { loadKeys } from '#kernel/auth/keys.ts';
import { listen } from '#kernel/http.ts';
import { testScope } from '#testing/testScope.ts';
import { CACHEABLE_HEADER } from '../supergraph.ts';
import { readSetup, report } from './child.ts';

/** Everything switched on as in the shop: tokens, call credentials, limits of size and cost, deadlines, masking. */
const { supergraphFile, keysDir } = readSetup();
const keys = loadKeys(keysDir, 'gateway');
const revocations = { isRevoked: () => false };
const [, , , how] = process.argv;
const identity = makeIdentity({
  identifyUser: makeIdentifyUser(keys, revocations),
  revocations,
  sign: makeSignCall('gateway', keys),
});
const caching = {
  identity: {
    ...identity,
    headersFor: (...asked: Parameters<typeof identity.headersFor>) => ({
      ...identity.headersFor(...asked),
      [CACHEABLE_HEADER]: '1',
    }),
  },
  cache: { bytes: 64 * 1024 * 1024, maxAgeSeconds: 3_600, clientMaxAgeSeconds: 3_600 },
};
const server = await buildGateway(
  {
    supergraphFile,
    identity,
    subgraphUrls: {},
    subgraphTimeoutMs: 60_000,
    introspection: false,
    protection: { cost: { max: 100_000 } },
    origins: [],
    waitForSubgraphs: false,
    deduplicate: how === 'deduplicate',
    ...(how === 'cache' && caching),
    ...(how === 'pipelining' && { pipelining: 8 }),
  },
  testScope('gateway'),
);
report(await listen(server, { host: '127.0.0.1', port: 0 }));
