import type { Express } from 'express';
import { z } from 'zod';
import { followRevocations } from '#events/revocations.ts';
import { transportVariables } from '#events/transport/config.ts';
import { openTransport } from '#events/transport/open.ts';
import { makeIdentifyUser } from '#kernel/auth/accessToken.ts';
import { makeSignCall } from '#kernel/auth/callCredential.ts';
import { openKeys } from '#kernel/auth/openKeys.ts';
import { mongoVariables } from '#kernel/config.ts';
import { listen } from '#kernel/http.ts';
import { defineService, runService, type Scope } from '#kernel/lifecycle.ts';
import { gatewayMetricsOffset } from '#subgraphs/directory.ts';
import { makeAddressOf } from './clientAddress.ts';
import { gatewayVariables } from './config.ts';
import { explorerPages } from './explorer/explorer.ts';
import { makeIdentity } from './identity.ts';
import { shopProtection } from './protection/variables.ts';
import { developmentOrigins } from './protocols/origins.ts';
import type { TakeAddress } from './resilience/addresses.ts';
import { serveMetrics } from './serveMetrics.ts';
import { buildGateway, GRAPHQL_PATH } from './server.ts';
import { openConsole } from './shop/console/openConsole.ts';
import { makeForwardConnections } from './shop/forward.ts';
import { productChanges } from './shop/productChanges.ts';
import { type Forwarding, publicRoutesApp } from './shop/publicRoutesApp.ts';
import { type ShopService, serviceUrl, shopUrls } from './shop/shopUrls.ts';
import { shopStory } from './shop/story.ts';

/** Files come in through it too, over slow lines. */
const UPLOAD_MS = 5 * 60_000;
/** The bound when an event is never heard of. */
const LONGEST_KEPT_SECONDS = 300;

const variables = z.object({ ...mongoVariables, ...transportVariables, ...gatewayVariables });
type Config = z.infer<typeof variables>;

export const service = defineService({
  name: 'gateway',
  config: variables,
  start: async (config, scope) => {
    const keys = openKeys('gateway', config, scope);
    const transport = await openTransport(config, { name: 'gateway' }, scope);
    const revocations = await followRevocations(transport, scope);
    const development = config.NODE_ENV !== 'production';
    const origins = development ? [...developmentOrigins, ...config.CORS_ORIGINS] : config.CORS_ORIGINS;
    const addressOf = makeAddressOf(config.TRUSTED_PROXIES);
    const forwarded = forwarding(config, { origins, addressOf }, scope);
    const identity = makeIdentity({
      identifyUser: makeIdentifyUser(keys, revocations),
      revocations,
      sign: makeSignCall('gateway', keys),
      addressOf,
      roleScopes: config.ROLE_SCOPES,
    });
    const pages = (take: TakeAddress) => {
      const app = forwarded(take);
      if (!development) return app;
      app.use(explorerPages(shopStory(GRAPHQL_PATH, config.DEMO_PASSWORD)));
      return app.use(openConsole(config, { identity, transport }, scope));
    };
    const server = await buildGateway(
      {
        supergraphFile: config.SUPERGRAPH_FILE,
        identity,
        authorization: { mode: config.AUTHORIZATION_MODE },
        protection: shopProtection(config),
        subgraphUrls: { ...shopUrls(config.PORT_BASE), ...config.SUBGRAPH_URLS },
        subgraphTimeoutMs: config.SUBGRAPH_TIMEOUT_MS,
        deadlines: { subgraphMs: config.SUBGRAPH_DEADLINES_MS, operationMs: config.OPERATION_DEADLINES_MS },
        cache: {
          bytes: config.CACHE_BYTES,
          maxAgeSeconds: LONGEST_KEPT_SECONDS,
          clientMaxAgeSeconds: config.CACHE_CLIENT_MAX_AGE_SECONDS,
        },
        changes: productChanges(transport, scope),
        pipelining: config.SUBGRAPH_PIPELINING,
        deduplicate: config.DEDUPLICATE_QUERIES,
        introspection: development,
        explains: development,
        origins,
        waitForSubgraphs: true,
        pages,
        requestTimeoutMs: UPLOAD_MS,
      },
      scope,
    );
    await serveMetrics({ host: config.HOST, port: config.PORT_BASE + gatewayMetricsOffset }, scope);
    await listen(server, { host: config.HOST, port: config.PORT_BASE });
  },
});

function forwarding(
  { SUBGRAPH_URLS, PORT_BASE }: Pick<Config, 'SUBGRAPH_URLS' | 'PORT_BASE'>,
  rules: Pick<Forwarding, 'origins' | 'addressOf'>,
  { logger, onStop }: Scope,
): (take: TakeAddress) => Express {
  const connections = makeForwardConnections();
  onStop(() => connections.destroy());
  const only = (name: ShopService) => ({
    url: SUBGRAPH_URLS[name]?.[0] ?? serviceUrl(PORT_BASE, name),
    ended: () => undefined,
  });
  return (take) => publicRoutesApp({ ...rules, connections, reach: (name) => take(name) ?? only(name), logger });
}

if (import.meta.main) await runService(service);
