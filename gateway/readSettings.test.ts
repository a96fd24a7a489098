import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSettings } from './readSettings.ts';

function fileWith(text: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'settings-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const file = join(dir, 'gateway.yaml');
  writeFileSync(file, text);
  return file;
}

const supergraph = 'supergraph.graphql';

describe('settings', () => {
  it('need no more than the supergraph', () => {
    expect(readSettings(undefined, {}, { supergraph })).toMatchObject({
      supergraph,
      port: 4_000,
      authorization: { mode: 'filter' },
      limits: { tokens: 1_000, depth: 10, aliases: 15 },
    });
  });

  it('come from a file, the environment and flags, the later ones first', () => {
    const file = fileWith('{ port: 1, host: a.example, cost: { max: 1, expose: true }, subgraphs: { timeoutMs: 7 } }');
    const env = { GATEWAY_COST_MAX: '2', GATEWAY_PORT: '2', GATEWAY_TRUSTED_PROXIES: '[10.0.0.0/8]', HOME: '/' };
    expect(readSettings(file, env, { supergraph, port: 3 })).toMatchObject({
      port: 3,
      host: 'a.example',
      cost: { max: 2, expose: true, mode: 'enforce' },
      subgraphs: { timeoutMs: 7, forwardAuthorization: false },
      trustedProxies: [{ address: '10.0.0.0', prefix: 8, family: 'ipv4' }],
    });
  });

  it.each([
    ['cost.max', 'cost: { max: -1 }', {}],
    ['cost', 'cost: { maximum: 1 }', {}],
    ['tokens.issuer', 'tokens: { algorithm: ES256, audience: a, jwksUrl: "https://issuer.example/keys" }', {}],
    ['tokens.jwksUrl', 'tokens: { algorithm: ES256, issuer: i, audience: a }', {}],
    ['tokens.algorithm', 'tokens: { algorithm: HS256, issuer: i, audience: a, jwksUrl: "https://i.example" }', {}],
    ['trustedProxies.0', 'trustedProxies: [here]', {}],
    ['GATEWAY_COST_MXA', '', { GATEWAY_COST_MXA: '1' }],
    ['subgraphs.urls.users', 'subgraphs: { urls: { users: [] } }', {}],
    ['deadlines.operationMs.Slow', '', { GATEWAY_DEADLINES_OPERATION_MS: '{ Slow: 0 }' }],
    ['subgraphs.forwardHeaders.0', 'subgraphs: { forwardHeaders: [Content-Length] }', {}],
    ['subgraphs.forwardHeaders.0', 'subgraphs: { forwardHeaders: [Authorization] }', {}],
    ['persisted.safelist', 'persisted: { safelist: enforce }', {}],
    ['rates.perUser', 'rates: { perUser: { burst: 1, perSecond: 1 } }', {}],
    ['subgraphs.tls.key', '', { GATEWAY_SUBGRAPHS_TLS_CERT: 'gateway.pem' }],
    ['subgraphs.timeoutMs', '', { GATEWAY_SUBGRAPHS_TIMEOUT_MS: 'soon' }],
  ])('that are wrong stop the start, and are named: %s', (param, text, env) => {
    const reasons = [expect.objectContaining({ param })];
    const wrong = expect.objectContaining({ reason: 'BAD_CONFIGURATION', reasons });
    expect(() => readSettings(fileWith(text), env, { supergraph })).toThrow(wrong);
  });

  it('without a supergraph say so', () => {
    expect(() => readSettings(undefined, {}, {})).toThrow('supergraph: is needed');
  });
});
