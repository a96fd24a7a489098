import type { Scope } from '#kernel/lifecycle.ts';
import { trustIn } from './calls/trust.ts';
import { makeAddressOf } from './clientAddress.ts';
import { defaultLimits } from './execution/limits.ts';
import { explorerPages } from './explorer/explorer.ts';
import type { Identity } from './identity.ts';
import { readManifest } from './protection/manifest.ts';
import { type GatewayOptions, GRAPHQL_PATH } from './server.ts';
import type { Settings } from './settings.ts';
import { makeGivenIdentity } from './tokens/givenIdentity.ts';
import { type KeySource, staticKeys } from './tokens/keySource.ts';
import { remoteKeys } from './tokens/remoteKeys.ts';
import { makeVerifyTokens } from './tokens/verifyToken.ts';

const plainExplorer = { title: 'Explorer', endpoint: GRAPHQL_PATH, chapters: [], remember: {}, missing: {} };

/** @throws AppError BAD_USER_INPUT (BAD_MANIFEST, BAD_CONFIGURATION). */
export async function optionsOf(settings: Settings, scope: Scope, isProduction: boolean): Promise<GatewayOptions> {
  const { subgraphs, limits, cost, rates, persisted, planning } = settings;
  const { manifest, ...rest } = persisted;
  return {
    supergraphFile: settings.supergraph,
    identity: await identityOf(settings, scope),
    subgraphUrls: subgraphs.urls,
    subgraphStreamPaths: subgraphs.streamPaths,
    subgraphTimeoutMs: subgraphs.timeoutMs,
    pipelining: subgraphs.pipelining,
    subgraphTrust: trustIn(subgraphs.tls),
    deadlines: settings.deadlines,
    deduplicate: settings.deduplicate,
    introspection: settings.introspection,
    explains: settings.explorer && !isProduction,
    origins: settings.origins,
    waitForSubgraphs: false,
    subgraphHealthPath: subgraphs.healthPath,
    resilience: settings.resilience,
    authorization: settings.authorization,
    cache: settings.cache,
    protection: {
      limits: { ...defaultLimits, ...limits },
      listSize: cost.listSize,
      cost,
      rates,
      persisted: { ...rest, manifest: manifest === undefined ? undefined : readManifest(manifest) },
      planning,
    },
    maxBodyBytes: limits.bodyBytes,
    ...(settings.explorer && { pages: () => explorerPages(plainExplorer) }),
  };
}

async function identityOf({ tokens, trustedProxies, subgraphs }: Settings, scope: Scope): Promise<Identity> {
  const addressOf = makeAddressOf(trustedProxies);
  const verified = tokens && makeVerifyTokens(await keysOf(tokens, scope), tokens);
  return makeGivenIdentity({ tokens: verified, addressOf, ...subgraphs });
}

async function keysOf(tokens: NonNullable<Settings['tokens']>, scope: Scope): Promise<KeySource> {
  const { jwks, jwksUrl } = tokens;
  if (jwks) return staticKeys(jwks, tokens);
  return remoteKeys({ ...tokens, url: jwksUrl ?? '' }, scope);
}
