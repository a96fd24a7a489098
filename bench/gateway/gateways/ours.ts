import { makeIdentity } from '#gateway/identity.ts';
import { buildGateway } from '#gateway/server.ts';
import { makeIdentifyUser } from '#kernel/auth/accessToken.ts';
import { makeSignCall } from '#kernel/auth/callCredential.ts';
import { loadKeys } from '#kernel/auth/keys.ts';
import { listen } from '#kernel/http.ts';
import { testScope } from '#testing/testScope.ts';
import { readSetup, report } from './child.ts';

/** Everything switched on as in the shop: tokens, call credentials, limits, deadlines, masking. */
const { supergraphFile, keysDir } = readSetup();
const keys = loadKeys(keysDir, 'gateway');
const revocations = { isRevoked: () => false };
const server = await buildGateway(
  {
    supergraphFile,
    identity: makeIdentity({
      identifyUser: makeIdentifyUser(keys, revocations),
      revocations,
      sign: makeSignCall('gateway', keys),
    }),
    subgraphUrls: {},
    subgraphTimeoutMs: 60_000,
    introspection: false,
    origins: [],
    waitForSubgraphs: false,
    deduplicate: process.argv[3] === 'deduplicate',
  },
  testScope('gateway'),
);
report(await listen(server, { host: '127.0.0.1', port: 0 }));
