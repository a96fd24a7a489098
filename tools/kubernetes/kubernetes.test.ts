import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { makeKeys, writeKeys } from '#kernel/auth/keys.ts';
import { services } from '#subgraphs/directory.ts';
import { projectRoot } from '../paths.ts';
import { findServices } from '../start/findServices.ts';
import { loadService } from '../start/loadService.ts';
import { callersOf, policies } from './policies.ts';
import { keySecrets } from './secrets.ts';
import { addresses, type Manifest, workloads } from './workloads.ts';

const FOLDER = join(projectRoot, 'deploy/kubernetes');
const named = (manifests: readonly Manifest[], kind: string, name: string) =>
  manifests.find((each) => each.kind === kind && (each['metadata'] as { name: string }).name === name);

function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'bazaar-secrets-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}

describe('who may connect to whom', () => {
  it('is who was granted a field, and the gateway', () => {
    expect(callersOf('products')).toEqual(['gateway', 'orders']);
    expect(callersOf('users')).toEqual(['gateway', 'email', 'notification']);
  });

  it('is written as policies: one that closes all, and one that opens the port of each service', () => {
    const orders = JSON.stringify(named(policies(), 'NetworkPolicy', 'orders'));

    expect(named(policies(), 'NetworkPolicy', 'closed')).toMatchObject({ spec: { podSelector: {}, ingress: [] } });
    for (const caller of ['gateway', 'products', 'payments', 'expiration']) expect(orders).toContain(`"${caller}"`);
    for (const other of ['email', 'notification', 'users']) expect(orders).not.toContain(`"${other}"`);
    expect(orders).toContain('"port":4003');
    for (const name of services) expect(named(policies(), 'NetworkPolicy', name), name).toBeDefined();
  });
});

it('each service is a deployment that runs as nobody special', () => {
  for (const name of services) {
    const text = JSON.stringify(named(workloads(), 'Deployment', name));
    for (const needed of ['"runAsNonRoot":true', '"readOnlyRootFilesystem":true', '"drop":["ALL"]', '/health/ready']) {
      expect(text, name).toContain(needed);
    }
    expect(text).toContain(`"keys-${name}"`);
    expect(text.match(/keys-\w+/g), 'no other keys').toEqual(['keys-public', `keys-${name}`]);
  }
});

describe.each(['development', 'production'])('the variables of the overlay %s', (overlay) => {
  it('suit every service', { timeout: 60_000 }, async () => {
    const literals = [FOLDER, FOLDER].flatMap((folder, index) => {
      const file = join(folder, index === 0 ? 'base' : `overlays/${overlay}`, 'kustomization.yaml');
      return parse(readFileSync(file, 'utf8')).configMapGenerator[0].literals as string[];
    });
    for (const entry of await findServices()) {
      const service = await loadService(entry);
      const secrets = secretsOf(entry.name);
      const pairs = [...addresses().split('\n'), ...literals].map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1).replace(/^\/secrets\//, `${secrets}/`)] as const;
      });
      const ownVariables = entry.name === 'gateway' ? GATEWAY_HAS_NO_DATABASE : {};
      const variables = { ...Object.fromEntries(pairs), ...ownVariables };
      expect(service.badVariables(variables), entry.name).toEqual([]);
    }
  });
});

/** As the production overlay patches it. */
const GATEWAY_HAS_NO_DATABASE = { MONGODB_URI_FILE: '' };

/** What production mounts. */
function secretsOf(service: string): string {
  const dir = temporaryFolder();
  if (service !== 'gateway') writeFileSync(join(dir, 'MONGODB_URI'), 'mongodb://example/?replicaSet=bazaar');
  if (service === 'email') for (const name of ['SMTP_USER', 'SMTP_PASS']) writeFileSync(join(dir, name), 'secret');
  return dir;
}

it('keys become secrets, the private half of each service in one of its own', () => {
  const dir = temporaryFolder();
  writeKeys(dir, makeKeys(['users', 'orders'], 'users'));

  const secrets = keySecrets(dir).map(({ metadata, stringData }) => [
    (metadata as { name: string }).name,
    Object.keys(stringData as object),
  ]);

  expect(Object.fromEntries(secrets)).toEqual({
    'keys-public': ['calls.public.json', 'tokens.public.json'],
    'keys-users': ['users.private.json'],
    'keys-orders': ['orders.private.json'],
  });
  expect(() => keySecrets(temporaryFolder())).toThrow('run `npm run keys`');
});
