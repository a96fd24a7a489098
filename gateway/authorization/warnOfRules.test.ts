import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { testScope } from '#testing/testScope.ts';
import { noIdentity } from '../identity.ts';
import type { GatewayOptions } from '../server.ts';
import { gatewayOver, startReplica } from '../testing/gatewayOver.ts';
import { guardedGateway } from '../testing/guarded.ts';
import { testSubgraph } from '../testing/testSubgraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@authenticated"])`;

/** A gateway's warnings that name the setting. */
function listening() {
  const scope = testScope('gateway');
  onTestFinished(scope.stop);
  const warn = vi.spyOn(scope.logger, 'warn');
  return { scope, warnings: () => warn.mock.calls.flat().filter((said) => String(said).includes('tokens.jwksUrl')) };
}

/** The file of a supergraph, whose own gateway ends with the test. */
async function supergraphOf(gateway: ReturnType<typeof gatewayOver> | ReturnType<typeof guardedGateway>) {
  const { supergraphFile, stop } = await gateway;
  onTestFinished(stop);
  return supergraphFile;
}

async function warningsOver(supergraphFile: string, given: Partial<GatewayOptions> = {}) {
  const { scope, warnings } = listening();
  await startReplica(supergraphFile, given, scope);
  return warnings;
}

afterEach(() => vi.restoreAllMocks());

it('a gateway without keys says once that rules can be met by nobody', async () => {
  const warnings = await warningsOver(await supergraphOf(guardedGateway()));
  expect(warnings()).toEqual([expect.stringContaining('denied to everybody')]);
});

it('one that can tell who asks says nothing', async () => {
  const identity = { ...noIdentity, identify: () => noIdentity.identify(undefined) };
  const warnings = await warningsOver(await supergraphOf(guardedGateway()), { identity });
  expect(warnings()).toEqual([]);
});

it('nor one whose supergraph has no rules, until a reload brings some', { timeout: 20_000 }, async () => {
  const subgraph = await testSubgraph('plain', `${LINK} type Query { hidden: Int }`, {});
  const file = await supergraphOf(gatewayOver([subgraph]));
  const warnings = await warningsOver(file);
  expect(warnings()).toEqual([]);

  await writeFile(file, await readFile(await supergraphOf(guardedGateway()), 'utf8'));
  await vi.waitUntil(() => warnings().length > 0, { timeout: 10_000 });
});
