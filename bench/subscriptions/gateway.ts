import { getHeapSpaceStatistics } from 'node:v8';
import { makeIdentity } from '#gateway/identity.ts';
import { buildGateway } from '#gateway/server.ts';
import { makeIdentifyUser } from '#kernel/auth/accessToken.ts';
import { makeSignCall } from '#kernel/auth/callCredential.ts';
import { loadKeys } from '#kernel/auth/keys.ts';
import { listen } from '#kernel/http.ts';
import { testScope } from '#testing/testScope.ts';
import type { GatewayUsage } from './tasks.ts';

/** A process of its own: the gateway as in the shop, with tokens, call credentials, revocations and limits. */
const [, , supergraphFile = '', keysDir = ''] = process.argv;
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
  },
  testScope('gateway'),
);

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

process.on('message', () => {
  const used = cpuMs();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  const youngKib = (young?.physical_space_size ?? 0) / 1_024;
  const usage = {
    youngKib,
    cpuMs: used,
    cleanedMs: cpuMs(),
    rssKib: rss / 1_024,
    heapKib: (heapUsed + external) / 1_024,
  };
  process.send?.(usage satisfies GatewayUsage);
});
process.on('disconnect', () => process.exit());
process.send?.({ port: await listen(server, { host: '127.0.0.1', port: 0 }) });
