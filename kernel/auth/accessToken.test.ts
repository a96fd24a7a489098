import { createHmac, generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ACCESS_TOKEN_SECONDS, makeIdentifyUser, signAccessToken } from './accessToken.ts';
import { type KeySet, keyRing, makeKeys, type SigningKey } from './keys.ts';
import { noRevocations } from './revocations.ts';

const keys = keyRing(makeKeys(['users'], 'users'), 'users');
const key = signingKey(keys.token);
const ana = { userId: 'u1', sessionId: 's1', roles: ['customer', 'admin'] as const };
const identify = makeIdentifyUser(keys, noRevocations);

afterEach(() => vi.useRealTimers());

function signingKey(token: SigningKey | undefined): SigningKey {
  if (token) return token;
  throw new Error('users has the key of tokens');
}

/** Without the fields that are undefined. */
const defined = (claims: object): object => JSON.parse(JSON.stringify(claims));

const refusedFor = (authorization: string, by = identify): string | undefined => {
  try {
    by(authorization);
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: 'UNAUTHENTICATED' });
    return (error as { reason: string }).reason;
  }
};

describe('an access token', () => {
  it('says who acts, in which session, until when', () => {
    vi.useFakeTimers({ now: new Date('2030-01-01T12:00:00Z') });

    const principal = identify(`Bearer ${signAccessToken(key, ana)}`);

    expect(principal).toEqual({ kind: 'user', ...ana, expiresAt: new Date('2030-01-01T12:15:00Z') });
  });

  it('has nothing in it that others must not know', () => {
    const decoded = jwt.decode(signAccessToken(key, ana), { complete: true });

    expect(decoded?.header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: key.kid });
    expect(decoded?.payload).toEqual({
      sub: 'u1',
      sid: 's1',
      roles: ['customer', 'admin'],
      iss: 'bazaar-users',
      aud: 'bazaar',
      iat: expect.any(Number),
      nbf: expect.any(Number),
      exp: expect.any(Number),
    });
  });

  it('is good for 15 minutes and not a second longer, although it is remembered', () => {
    vi.useFakeTimers({ now: new Date('2030-01-01T12:00:00Z') });
    const bearer = `Bearer ${signAccessToken(key, ana)}`;
    vi.advanceTimersByTime(ACCESS_TOKEN_SECONDS * 1000 - 1);
    expect(refusedFor(bearer)).toBeUndefined();

    vi.advanceTimersByTime(1);

    expect(refusedFor(bearer)).toBe('TOKEN_EXPIRED');
    expect(refusedFor(bearer, makeIdentifyUser(keys, noRevocations))).toBe('TOKEN_EXPIRED');
  });

  it('counts no more from the moment its session is revoked, although it is remembered', () => {
    const revoked = new Set<string>();
    const careful = makeIdentifyUser(keys, { isRevoked: ({ sessionId }) => revoked.has(sessionId) });
    const bearer = `Bearer ${signAccessToken(key, ana)}`;
    const other = `Bearer ${signAccessToken(key, { ...ana, sessionId: 's2' })}`;
    expect(refusedFor(bearer, careful)).toBeUndefined();

    revoked.add('s1');

    expect(refusedFor(bearer, careful)).toBe('SESSION_REVOKED');
    expect(refusedFor(other, careful)).toBeUndefined();
  });
});

describe('an access token of a machine whose clock is a little ahead', () => {
  it('is good at once', () => {
    vi.useFakeTimers({ now: new Date('2030-01-01T12:00:00Z') });
    const bearer = `Bearer ${signAccessToken(key, ana)}`;
    vi.setSystemTime(new Date('2030-01-01T11:59:58Z'));

    expect(refusedFor(bearer)).toBeUndefined();
  });
});

describe('a visitor', () => {
  it.each([undefined, ''])('is whoever sends no token: %j', (authorization) => {
    expect(identify(authorization)).toEqual({ kind: 'anonymous' });
  });

  it.each(['Bearer', 'Bearer ', 'Bearer abc', 'Basic dTpw', 'a.b.c', 'Bearer a.b.c d', ' Bearer a.b.c', 'Bearer a.b.'])(
    'is not whoever sends %j',
    (authorization) => expect(refusedFor(authorization)).toBe('MALFORMED_AUTHORIZATION'),
  );
});

describe('a forged token', () => {
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: 'u1', sid: 's1', roles: ['admin'], nbf: now, iss: 'bazaar-users', aud: 'bazaar' };
  const header = { alg: 'ES256', typ: 'at+jwt', kid: key.kid } as const;
  const forge = (change: object, by = key.key, headerChange: object = {}) =>
    jwt.sign(defined({ exp: now + 60, ...claims, ...change }), by, {
      algorithm: 'ES256',
      header: { ...header, ...headerChange },
    });
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('would pass but for what is wrong with it', () => {
    expect(refusedFor(`Bearer ${forge({})}`)).toBeUndefined();
  });

  it.each([
    ['another issuer', { iss: 'someone' }],
    ['another audience', { aud: 'other-shop' }],
    ['no session', { sid: undefined }],
    ['no user', { sub: undefined }],
    ['a role that does not exist', { roles: ['root'] }],
    ['no end', { exp: undefined }],
    ['no beginning', { nbf: undefined }],
    ['a beginning in the future', { nbf: now + 60 }],
    ['an end too far away', { iat: now, exp: now + ACCESS_TOKEN_SECONDS + 1 }],
  ])('is refused with %s', (_name, change) => {
    expect(refusedFor(`Bearer ${forge(change)}`)).toBe('INVALID_TOKEN');
  });

  it('is refused when it is of another type', () => {
    expect(refusedFor(`Bearer ${forge({}, key.key, { typ: 'call+jwt' })}`)).toBe('INVALID_TOKEN');
    expect(refusedFor(`Bearer ${forge({}, key.key, { typ: undefined })}`)).toBe('INVALID_TOKEN');
  });

  it('is refused when nobody can read it', () => {
    const written = (head: object, payload: string) =>
      `Bearer ${base64(head)}.${Buffer.from(payload).toString('base64url')}.none`;
    expect(refusedFor(written({ ...header, typ: 'JWT' }, 'not JSON'))).toBe('INVALID_TOKEN');
    expect(refusedFor(written({ ...header, typ: 5 }, '{}'))).toBe('INVALID_TOKEN');
  });

  it('is refused when somebody else signed it', () => {
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

    expect(refusedFor(`Bearer ${forge({}, stranger)}`)).toBe('INVALID_TOKEN');
    expect(refusedFor(`Bearer ${forge({}, stranger, { kid: 'unknown' })}`)).toBe('INVALID_TOKEN');
    expect(refusedFor(`Bearer ${forge({}, stranger, { kid: undefined })}`)).toBe('INVALID_TOKEN');
  });

  it('is refused when it was changed after signing', () => {
    const [head, , signature] = forge({ roles: ['customer'] }).split('.');

    expect(refusedFor(`Bearer ${head}.${base64({ exp: now + 60, ...claims })}.${signature}`)).toBe('INVALID_TOKEN');
  });

  it('is refused when its header asks for no signature', () => {
    const unsigned = `${base64({ ...header, alg: 'none' })}.${base64({ exp: now + 60, ...claims })}`;

    expect(refusedFor(`Bearer ${unsigned}.x`)).toBe('INVALID_TOKEN');
    expect(refusedFor(`Bearer ${unsigned}.`)).toBe('MALFORMED_AUTHORIZATION');
  });

  it('is refused when it is signed with the public key as a shared secret', () => {
    const text = `${base64({ ...header, alg: 'HS256' })}.${base64({ exp: now + 60, ...claims })}`;
    const pem = keys.tokens.get(key.kid)?.export({ type: 'spki', format: 'pem' }) ?? '';
    const signature = createHmac('sha256', pem).update(text).digest('base64url');

    expect(refusedFor(`Bearer ${text}.${signature}`)).toBe('INVALID_TOKEN');
  });
});

describe('keys that change', () => {
  it('leave tokens of the old key good as long as its public half is there', () => {
    const [older, newer] = [makeKeys(['users'], 'users'), makeKeys(['users'], 'users')];
    const rename = ({ tokens }: KeySet) => tokens.keys.map((jwk) => ({ ...jwk, kid: 'older' }));
    const both = keyRing({ ...newer, tokens: { keys: [...newer.tokens.keys, ...rename(older)] } }, 'users');
    const old = signAccessToken({ ...signingKey(keyRing(older, 'users').token), kid: 'older' }, ana);

    expect(refusedFor(`Bearer ${old}`, makeIdentifyUser(both, noRevocations))).toBeUndefined();
    expect(refusedFor(`Bearer ${old}`, makeIdentifyUser(keyRing(newer, 'users'), noRevocations))).toBe('INVALID_TOKEN');
  });
});
