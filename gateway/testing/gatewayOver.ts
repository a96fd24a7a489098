import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { listen, localUrl } from '#kernel/http.ts';
import { testScope } from '#testing/testScope.ts';
import { noIdentity } from '../identity.ts';
import { buildGateway, type GatewayOptions } from '../server.ts';
import type { TestSubgraph } from './testSubgraph.ts';

/** A listening gateway over subgraphs, which it ends with itself. */
export async function gatewayOver(subgraphs: readonly TestSubgraph[], given: Partial<GatewayOptions> = {}) {
  const scope = testScope('gateway');
  const dir = await mkdtemp(join(tmpdir(), 'gateway-'));
  const supergraphFile = join(dir, 'supergraph.graphql');
  const sdl = composed(subgraphs);
  await writeFile(supergraphFile, sdl);
  scope.onStop(async () => {
    await Promise.all([...subgraphs.map((subgraph) => subgraph.stop()), rm(dir, { recursive: true })]);
  });
  return { sdl, supergraphFile, scope, ...(await startReplica(supergraphFile, given, scope)) };
}

/** One gateway process of several. */
export async function startReplica(
  supergraphFile: string,
  given: Partial<GatewayOptions> = {},
  scope = testScope('gateway'),
) {
  const server = await buildGateway({ ...defaults, supergraphFile, ...given }, scope);
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  return { port, url: localUrl(port), origin: localUrl(port, ''), stop: scope.stop };
}

function composed(subgraphs: readonly TestSubgraph[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

const defaults = {
  identity: noIdentity,
  subgraphUrls: {},
  subgraphTimeoutMs: 5_000,
  introspection: true,
  origins: ['https://studio.apollographql.com', 'http://localhost:*'],
  waitForSubgraphs: false,
} satisfies Partial<GatewayOptions>;
