import { z } from 'zod';
import { followRevocations } from '#events/revocations.ts';
import { transportVariables } from '#events/transport/config.ts';
import { openTransport } from '#events/transport/open.ts';
import { makeIdentifyUser } from '#kernel/auth/accessToken.ts';
import { makeSignCall } from '#kernel/auth/callCredential.ts';
import { loadKeys } from '#kernel/auth/keys.ts';
import { mongoVariables } from '#kernel/config.ts';
import { listen } from '#kernel/http.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { makeAddressOf } from './clientAddress.ts';
import { gatewayVariables } from './config.ts';
import { explorerPages } from './explorer/explorer.ts';
import { makeIdentity } from './identity.ts';
import { developmentOrigins } from './protocols/origins.ts';
import { buildGateway, GRAPHQL_PATH } from './server.ts';
import { shopUrls } from './shop/shopUrls.ts';
import { shopStory } from './shop/story.ts';

export const service = defineService({
  name: 'gateway',
  config: z.object({ ...mongoVariables, ...transportVariables, ...gatewayVariables }),
  start: async (config, scope) => {
    const keys = loadKeys(config.KEYS_DIR, 'gateway');
    const transport = await openTransport(config, { name: 'gateway' }, scope);
    const revocations = await followRevocations(transport, scope);
    const development = config.NODE_ENV !== 'production';
    const server = await buildGateway(
      {
        supergraphFile: config.SUPERGRAPH_FILE,
        identity: makeIdentity({
          identifyUser: makeIdentifyUser(keys, revocations),
          revocations,
          sign: makeSignCall('gateway', keys),
          addressOf: makeAddressOf(config.TRUSTED_PROXIES),
        }),
        subgraphUrls: { ...shopUrls(config.PORT_BASE), ...config.SUBGRAPH_URLS },
        subgraphTimeoutMs: config.SUBGRAPH_TIMEOUT_MS,
        introspection: development,
        origins: development ? [...developmentOrigins, ...config.CORS_ORIGINS] : config.CORS_ORIGINS,
        waitForSubgraphs: true,
        ...(development && { pages: explorerPages(shopStory(GRAPHQL_PATH, config.DEMO_PASSWORD)) }),
      },
      scope,
    );
    await listen(server, { host: config.HOST, port: config.PORT_BASE });
  },
});

if (import.meta.main) await runService(service);
