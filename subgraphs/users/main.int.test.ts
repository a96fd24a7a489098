import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outboxCollections } from '#events/outbox/outboxRows.ts';
import { CALL_HEADER, makeSignCall } from '#kernel/auth/callCredential.ts';
import { keyRing, makeKeys, writeKeys } from '#kernel/auth/keys.ts';
import { CLIENT_ADDRESS_HEADER } from '#kernel/graphql/call.ts';
import { localUrl } from '#kernel/http.ts';
import { makeLogger } from '#kernel/logging.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { freePort } from '#tools/processes/ports.ts';
import { portOffsets } from '../directory.ts';
import { service } from './main.ts';

const REGISTER = `mutation ($input: RegisterInput!) {
  register(input: $input) { ... on Session { accessToken refreshToken } ... on UserError { code } }
}`;
const REFRESH = `mutation ($input: RefreshSessionInput!) {
  refreshSession(input: $input) { ... on Session { accessToken refreshToken } ... on UserError { code } }
}`;
const LOGIN = `mutation ($input: LoginInput!) {
  login(input: $input) { ... on Session { accessToken refreshToken } ... on UserError { code } }
}`;
const input = { name: 'Ana Pop', email: 'ana@bazaar.example', password: 'correct horse battery' };

const keys = makeKeys(['users', 'gateway'], 'users');
const sign = makeSignCall('gateway', keyRing(keys, 'gateway'));
const lines: string[] = [];
let port: number;
let stop: () => Promise<void>;
/** The values of all events that were written. */
let published: () => Promise<unknown[]>;

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
  const reading = testScope('test');
  const mongo = await openMongo({
    uri,
    database: `${prefix}_users`,
    appName: 'test',
    logger: reading.logger,
    timeoutMs: 5_000,
  });
  published = async () => (await outboxCollections(mongo).rows.find().toArray()).map(({ value }) => value);
  stop = async () => {
    await mongo.close();
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

  it('closes an account to guesses, however many come at once and wherever they come from', async () => {
    const account = { email: 'guessed@bazaar.example', password: input.password };
    await ask(REGISTER, { input: { ...input, ...account } });
    const guess = (password: string, index: number) => {
      const headers = { [CALL_HEADER]: sign('users'), [CLIENT_ADDRESS_HEADER]: `203.0.113.${index}` };
      return ask(LOGIN, { input: { ...account, password } }, headers);
    };

    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, index) => guess(`wrong password ${index}`, index)),
    );

    const codes = answers.map(({ body }) => body.data?.['login']?.code);
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(10);
    expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(15);
    expect((await guess(account.password, 99)).body.data?.['login']?.code).toBe('TOO_MANY_ATTEMPTS');
  });

  it('lets no hash and no name of a database field out, in answers, errors or events', async () => {
    const { register, ...rest } =
      (await ask(REGISTER, { input: { ...input, email: 'plain@bazaar.example' } })).body.data ?? {};
    const headers = { [CALL_HEADER]: sign('users'), authorization: `Bearer ${register?.accessToken}` };
    const everything = `{ me { id name email emailVerified locale phone addresses { id } roles bannedAt banReason createdAt } }`;
    const failing = await ask(REGISTER, { input: { ...input, name: '\u0000', email: 'x', password: 'y' } });
    const rows = await published();

    const out = JSON.stringify([rest, await ask(everything, {}, headers), failing, rows]);
    expect(out).toContain('UserRegistered');
    expect(out).not.toMatch(/argon2id|passwordHash|"_id"|__v|nameWords|isDisabled|tokenHash/);
    expect(JSON.stringify(rows)).not.toMatch(/bazaar\.example|Ana Pop/);
  });

  it('logs neither passwords nor tokens nor addresses', async () => {
    const { register } = (await ask(REGISTER, { input: { ...input, email: 'quiet@bazaar.example' } })).body.data ?? {};
    const headers = { [CALL_HEADER]: sign('users'), authorization: `Bearer ${register?.accessToken}` };
    await ask(LOGIN, { input: { email: 'quiet@bazaar.example', password: 'wrong battery staple' } });
    await ask('mutation { deleteUser(input: { password: "correct horse battery" }) { __typename } }', {}, headers);
    for (const refreshToken of [register?.refreshToken, register?.refreshToken]) {
      await ask(REFRESH, { input: { refreshToken } });
    }

    expect(lines.join('')).toContain('ready');
    expect(lines.join('')).not.toMatch(/argon2id|correct horse|battery staple|eyJ|bazaar\.example/);
    expect(lines.join('')).not.toContain(register?.refreshToken);
  });
});
