import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import jwt from 'jsonwebtoken';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { closeServer, listen, localUrl } from '#kernel/http.ts';
import { testScope } from '#testing/testScope.ts';
import { type Jwks, readKeys, staticKeys } from './keySource.ts';
import { remoteKeys } from './remoteKeys.ts';
import { makeVerifyTokens, type TokenRules } from './verifyToken.ts';

const rules: TokenRules = {
  algorithm: 'ES256',
  issuer: 'https://issuer.example',
  audience: 'graph',
  types: ['at+jwt', 'JWT'],
  clockSkewSeconds: 5,
  maxAgeSeconds: 900,
  scopesClaim: 'scope',
  policiesClaim: 'policies',
};

const newKey = (kid: string) => ({ kid, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) });
type Key = ReturnType<typeof newKey>;
const setOf = (...keys: Key[]): Jwks => ({
  keys: keys.map(({ kid, publicKey }) => ({ kty: 'EC', ...publicKey.export({ format: 'jwk' }), kid, alg: 'ES256' })),
});

const key = newKey('k1');
type Over = { claims?: object; options?: jwt.SignOptions; by?: { kid: string; privateKey: KeyObject } };
function tokenOf({ claims = {}, options = {}, by = key }: Over = {}): string {
  const all = { scope: 'a b', policies: ['p'], ...claims };
  const defaults: jwt.SignOptions = { algorithm: 'ES256', subject: 'u1', issuer: rules.issuer, audience: 'graph' };
  const token = jwt.sign(all, by.privateKey, { keyid: by.kid, expiresIn: 60, ...defaults, ...options });
  return `Bearer ${token}`;
}

/** Whatever it says; its signature is none. */
const written = (header: string, payload: string): string =>
  `Bearer ${[header, payload, 'none'].map((part) => Buffer.from(part).toString('base64url')).join('.')}`;

describe('an access token', () => {
  const tokens = makeVerifyTokens(staticKeys(setOf(key), rules), rules);

  it('tells who asks, with scopes and policies', () => {
    const principal = tokens.identify(tokenOf());
    expect(principal).toMatchObject({ kind: 'user', userId: 'u1', expiresAt: expect.any(Date) });
    expect(tokens.accessOf(principal)).toMatchObject({
      authenticated: true,
      scopes: new Set(['a', 'b']),
      policies: new Set(['p']),
    });
    const listed = tokens.identify(tokenOf({ claims: { scope: ['c', 'd'], policies: 'q' } }));
    expect(tokens.accessOf(listed)).toMatchObject({ scopes: new Set(['c', 'd']), policies: new Set(['q']) });
  });

  it('that is not there makes nobody of the caller, who may do nothing', () => {
    const principal = tokens.identify(undefined);
    expect(principal.kind).toBe('anonymous');
    expect(tokens.accessOf(principal).authenticated).toBe(false);
  });

  const now = Math.floor(Date.now() / 1000);
  const symmetric = `Bearer ${jwt.sign({ sub: 'u1' }, 'secret', { keyid: 'k1', expiresIn: 60 })}`;
  const none = `Bearer ${jwt.sign({ sub: 'u1', exp: now + 60 }, '', { algorithm: 'none', keyid: 'k1' })}x`;
  it.each([
    ['another issuer', tokenOf({ options: { issuer: 'https://other.example' } }), 'INVALID_TOKEN'],
    ['another audience', tokenOf({ options: { audience: 'other' } }), 'INVALID_TOKEN'],
    ['a key that is not known', tokenOf({ by: { ...key, kid: 'k2' } }), 'INVALID_TOKEN'],
    ["somebody else's key", tokenOf({ by: newKey('k1') }), 'INVALID_TOKEN'],
    ['another type', tokenOf({ options: { header: { alg: 'ES256', typ: 'id+jwt' } } }), 'INVALID_TOKEN'],
    ['a time to come', tokenOf({ claims: { nbf: now + 60 } }), 'INVALID_TOKEN'],
    ['too long a life', tokenOf({ options: { expiresIn: 1_000 } }), 'INVALID_TOKEN'],
    ['a time gone by', tokenOf({ options: { expiresIn: -10 } }), 'TOKEN_EXPIRED'],
    ['a symmetric signature', symmetric, 'INVALID_TOKEN'],
    ['no signature', none, 'INVALID_TOKEN'],
    ['no form', 'Basic dTpw', 'MALFORMED_AUTHORIZATION'],
    ['a payload that is no JSON', written('{"alg":"ES256","typ":"JWT","kid":"k1"}', 'not JSON'), 'INVALID_TOKEN'],
    ['a header that is no JSON', written('not JSON', '{}'), 'INVALID_TOKEN'],
    ['a type that is no text', written('{"alg":"ES256","typ":5,"kid":"k1"}', '{}'), 'INVALID_TOKEN'],
  ])('with %s is an error, never anonymous', (_what, authorization, reason) => {
    expect(() => tokens.identify(authorization)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED', reason }));
  });

  it('that can not be read names no key to wait for', async () => {
    await tokens.settle(written('{"alg":"ES256","typ":"JWT","kid":"k1"}', 'not JSON'));
  });

  it('that was good is not when its time has come', () => {
    const authorization = tokenOf();
    tokens.identify(authorization);
    vi.useFakeTimers({ now: Date.now() + 61_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(() => tokens.identify(authorization)).toThrow(expect.objectContaining({ reason: 'TOKEN_EXPIRED' }));
  });
});

it('only listed keys of the algorithm count, and no symmetric one', () => {
  const [first, second] = [newKey('k1'), newKey('k2')];
  const set = setOf(first, second);
  const oct = { kty: 'oct', kid: 'k3', k: 'c2VjcmV0' };
  expect([...readKeys({ keys: [...set.keys, oct] }, rules).keys()]).toEqual(['k1', 'k2']);
  expect([...readKeys(set, { ...rules, kids: ['k2'] }).keys()]).toEqual(['k2']);
  expect([...readKeys(set, { algorithm: 'RS256' }).keys()]).toEqual([]);
});

it('a key that can not be used hides no other', () => {
  const [odd, poor] = [
    { kty: 'X25519-or-so', kid: 'k2' },
    { kty: 'RSA', kid: 'k3', x5c: ['MIIC'] },
  ];
  expect([...readKeys({ keys: [odd, ...setOf(key).keys, poor] }, { algorithm: 'ES256' }).keys()]).toEqual(['k1']);
});

/** An issuer whose key set can be changed and taken away. */
async function issuer(first: Jwks) {
  const state = { set: first, status: 200, asked: 0 };
  const server = createServer((_request, response) => {
    state.asked += 1;
    response.writeHead(state.status).end(JSON.stringify(state.set));
  });
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  const scope = testScope();
  onTestFinished(async () => {
    await scope.stop();
    server.closeAllConnections();
    await closeServer(server);
  });
  return { state, scope, url: localUrl(port, '/keys') };
}

describe('a key set by its address', () => {
  const options = { algorithm: 'ES256', refreshMs: 60_000 };

  it('is read again when a token names a new key', async () => {
    const { state, scope, url } = await issuer(setOf(key));
    const tokens = makeVerifyTokens(await remoteKeys({ ...options, url, pauseMs: 0 }, scope), rules);
    const next = newKey('k2');
    state.set = setOf(next);
    const authorization = tokenOf({ by: next });

    await tokens.settle(authorization);

    expect(tokens.identify(authorization)).toMatchObject({ userId: 'u1' });
    expect(() => tokens.identify(tokenOf())).toThrow(expect.objectContaining({ reason: 'INVALID_TOKEN' }));
    expect(state.asked).toBe(2);
  });

  it('that a key is taken out of ends what was signed with it, although it was remembered', async () => {
    const { state, scope, url } = await issuer(setOf(key));
    const tokens = makeVerifyTokens(await remoteKeys({ ...options, url, pauseMs: 0 }, scope), rules);
    const authorization = tokenOf();
    const known = tokens.identify(authorization);
    await tokens.settle(tokenOf({ by: newKey('k2') }));
    expect(state.asked).toBe(2);
    expect(tokens.identify(authorization)).toBe(known);

    state.set = setOf(newKey('k2'));
    await tokens.settle(tokenOf({ by: newKey('k3') }));
    expect(() => tokens.identify(authorization)).toThrow(expect.objectContaining({ reason: 'INVALID_TOKEN' }));
  });

  it('is not asked for again and again by tokens that name any key', async () => {
    const { state, scope, url } = await issuer(setOf(key));
    const keys = await remoteKeys({ ...options, url, pauseMs: 60_000 }, scope);
    for (const kid of ['x', 'y', 'z']) await keys.lookFor(kid);
    expect(state.asked).toBe(1);
    expect(keys.keyFor('k1')).toBeDefined();
  });

  it('stays while its address can not be reached, which is asked more and more rarely', async () => {
    const { state, scope, url } = await issuer(setOf(key));
    const keys = await remoteKeys({ ...options, url, pauseMs: 50 }, scope);
    const began = Date.now();
    state.status = 503;
    await vi.waitUntil(async () => {
      await keys.lookFor('k2');
      return state.asked === 4;
    });
    // 50 ms, then 100 and 200 after the first and the second failure.
    expect(Date.now() - began).toBeGreaterThan(300);
    expect(keys.keyFor('k1')).toBeDefined();
  });

  it('that was never read says nothing against a token: the gateway is not ready, and asks for it until it has it', async () => {
    const { state, scope, url } = await issuer(setOf(key));
    state.status = 500;
    const tokens = makeVerifyTokens(await remoteKeys({ ...options, url, pauseMs: 10 }, scope), rules);
    const identify = () => tokens.identify(tokenOf());
    expect(identify).toThrow(expect.objectContaining({ code: 'UNAVAILABLE', reason: 'KEYS_UNAVAILABLE' }));
    expect(scope.health.report().ready).toBe(false);
    state.status = 200;
    await vi.waitFor(() => expect(identify()).toMatchObject({ userId: 'u1' }), { timeout: 10_000 });
    expect(scope.health.report().ready).toBe(true);
  });

  it('that can not be read at first is read later', async () => {
    const { state, scope, url } = await issuer(setOf(key));
    state.status = 500;
    const keys = await remoteKeys({ ...options, url, pauseMs: 0 }, scope);
    expect(keys.keyFor('k1')).toBeUndefined();
    state.status = 200;
    await keys.lookFor('k1');
    expect(keys.keyFor('k1')).toBeDefined();
  });
});
