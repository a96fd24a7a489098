import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALL_HEADER, makeSignCall } from '#kernel/auth/callCredential.ts';
import { keyRing, makeKeys, writeKeys } from '#kernel/auth/keys.ts';
import { localUrl } from '#kernel/http.ts';
import { makeLogger } from '#kernel/logging.ts';
import { testMongo } from '#testing/mongo.ts';
import { freePort } from '#tools/processes/ports.ts';
import { portOffsets } from '../directory.ts';
import { service } from './main.ts';

const REGISTER = `mutation ($input: RegisterInput!) {
  register(input: $input) { ... on Session { accessToken refreshToken } ... on UserError { code } }
}`;
const REFRESH = `mutation ($input: RefreshSessionInput!) {
  refreshSession(input: $input) { ... on Session { accessToken refreshToken } ... on UserError { code } }
}`;
const input = { name: 'Ana Pop', email: 'ana@bazaar.example', password: 'correct horse battery' };

const keys = makeKeys(['users', 'gateway'], 'users');
const sign = makeSignCall('gateway', keyRing(keys, 'gateway'));
const lines: string[] = [];
let port: number;
let stop: () => Promise<void>;

beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'users-keys-'));
  writeKeys(dir, keys);
  port = await freePort();
  const { uri, prefix } = testMongo();
  const logger = makeLogger({
    name: 'users',
    level: 'trace',
    format: 'json',
    destination: { write: (line) => void lines.push(line) },
  });
  const env = { MONGODB_URI: uri, DATABASE_PREFIX: prefix, KEYS_DIR: dir, PORT_BASE: String(port - portOffsets.users) };
  const running = await service.launch(env, logger);
  stop = async () => {
    await running.stop();
    rmSync(dir, { recursive: true });
  };
});
afterAll(() => stop());

type Answer = {
  data?: { [field: string]: { code?: string; accessToken: string; refreshToken: string } | null };
  errors?: unknown;
};

async function ask(
  query: string,
  variables: object = {},
  headers: Record<string, string> = { [CALL_HEADER]: sign('users') },
) {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(localUrl(port), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, body: (await response.json()) as Answer };
}

describe('the users service', () => {
  it('answers the gateway and nobody else', async () => {
    expect((await ask('{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
    expect((await ask('{ __typename }', {}, {})).status).toBe(401);
  });

  it('publishes the keys that its access tokens are verified with', async () => {
    const { register } = (await ask(REGISTER, { input: { ...input, email: 'jwks@bazaar.example' } })).body.data ?? {};
    const response = await fetch(localUrl(port, '/.well-known/jwks.json'));
    const jwks = (await response.json()) as { keys: { kid: string; alg: string; d?: string }[] };

    expect(response.headers.get('content-type')).toContain('application/jwk-set+json');
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    expect(jwks.keys.every(({ d }) => d === undefined)).toBe(true);
    const { kid, alg } = jwt.decode(register?.accessToken ?? '', { complete: true })?.header ?? {};
    expect(jwks.keys).toContainEqual(expect.objectContaining({ kid, alg }));
  });

  it('lets one of many concurrent registrations of an e-mail win', async () => {
    const email = 'race@bazaar.example';
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(REGISTER, { input: { ...input, email } })));

    const codes = answers.map(({ body }) => body.data?.['register']?.code);
    expect(codes.toSorted()).toEqual([...Array(7).fill('EMAIL_TAKEN'), undefined]);
  });

  it('lets one of many concurrent refreshes of a token win', async () => {
    const { register } = (await ask(REGISTER, { input })).body.data ?? {};
    const refreshToken = register?.refreshToken;

    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(REFRESH, { input: { refreshToken } })));

    const codes = answers.map(({ body }) => body.data?.['refreshSession']?.code);
    expect(codes.toSorted()).toEqual([...Array(7).fill('SESSION_ENDED'), undefined]);
  });

  it('no longer takes the access tokens of a session that has ended', async () => {
    const { register } = (await ask(REGISTER, { input: { ...input, email: 'leaver@bazaar.example' } })).body.data ?? {};
    const headers = { [CALL_HEADER]: sign('users'), authorization: `Bearer ${register?.accessToken}` };
    const me = () => ask('{ me { email } }', {}, headers);
    expect((await me()).body).toEqual({ data: { me: { email: 'leaver@bazaar.example' } } });

    await ask('mutation ($input: LogoutInput!) { logout(input: $input) { loggedOut } }', {
      input: { refreshToken: register?.refreshToken },
    });

    await expect.poll(async () => (await me()).status, { timeout: 5_000 }).toBe(401);
  });

  it('logs neither passwords nor tokens nor addresses', async () => {
    await ask(REGISTER, { input });

    expect(lines.join('')).toContain('ready');
    expect(lines.join('')).not.toMatch(/argon2id|correct horse|eyJ|bazaar\.example/);
  });
});
