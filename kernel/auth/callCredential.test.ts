import jwt from 'jsonwebtoken';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signAccessToken } from './accessToken.ts';
import { makeIdentifyCaller, makeSignCall } from './callCredential.ts';
import { keyRing, makeKeys } from './keys.ts';

const keySet = makeKeys(['gateway', 'users', 'orders', 'products'], 'users');
const orders = keyRing(keySet, 'orders');
const sign = () => makeSignCall('orders', orders);
const products = () => makeIdentifyCaller('products', keyRing(keySet, 'products'));
const refusal = (reason: string) => expect.objectContaining({ code: 'UNAUTHENTICATED', reason });

beforeEach(() => void vi.useFakeTimers({ now: new Date('2030-01-01T12:00:00Z') }));
afterEach(() => vi.useRealTimers());

describe('a call credential', () => {
  it('names the service that signed it', () => {
    expect(products()(sign()('products'))).toBe('orders');
  });

  it('is good for the service that is called, and for no other', () => {
    expect(() => products()(sign()('payments'))).toThrow(refusal('INVALID_CALL_CREDENTIAL'));
  });

  it('is signed once in 30 seconds for each callee', () => {
    const signCall = sign();
    const first = signCall('products');
    vi.advanceTimersByTime(29_999);
    expect(signCall('products')).toBe(first);
    expect(signCall('payments')).not.toBe(first);

    vi.advanceTimersByTime(1);

    expect(signCall('products')).not.toBe(first);
  });

  it('is good as long as it is used, and a minute at most, although it is remembered', () => {
    const identify = products();
    const credential = sign()('products');
    expect(identify(credential)).toBe('orders');
    vi.advanceTimersByTime(59_999);
    expect(identify(credential)).toBe('orders');

    vi.advanceTimersByTime(1);

    expect(() => identify(credential)).toThrow(refusal('INVALID_CALL_CREDENTIAL'));
  });

  it.each([undefined, ''])('has to be there: %j', (credential) => {
    expect(() => products()(credential)).toThrow(refusal('CALL_CREDENTIAL_REQUIRED'));
  });
});

describe('a forged call credential', () => {
  const forge = (change: object = {}, header: object = {}) =>
    jwt.sign({ iss: 'orders', aud: 'products', ...change }, orders.call.key, {
      algorithm: 'ES256',
      header: { alg: 'ES256', typ: 'call+jwt', kid: orders.call.kid, ...header },
      expiresIn: 60,
    });

  it('would pass but for what is wrong with it', () => {
    expect(products()(forge())).toBe('orders');
  });

  it('does not pass for another service: the key belongs to one', () => {
    expect(() => products()(forge({ iss: 'gateway' }))).toThrow(refusal('INVALID_CALL_CREDENTIAL'));
  });

  it.each([
    ['of another type', { typ: 'at+jwt' }],
    ['of a key that nobody has', { kid: 'unknown' }],
  ])('does not pass when it is %s', (_name, header) => {
    expect(() => products()(forge({}, header))).toThrow(refusal('INVALID_CALL_CREDENTIAL'));
  });

  it('does not pass when it wants to be good for longer', () => {
    const identify = products();
    const long = jwt.sign({}, orders.call.key, {
      algorithm: 'ES256',
      header: { alg: 'ES256', typ: 'call+jwt', kid: orders.call.kid },
      issuer: 'orders',
      audience: 'products',
      expiresIn: 3600,
    });
    vi.advanceTimersByTime(61_000);

    expect(() => identify(long)).toThrow(refusal('INVALID_CALL_CREDENTIAL'));
  });

  it.each(['nonsense', 'a.b.c', '..'])('does not pass as %j', (credential) => {
    expect(() => products()(credential)).toThrow(refusal('INVALID_CALL_CREDENTIAL'));
  });

  it('does not pass as the access token of a person', () => {
    const { token } = keyRing(keySet, 'users');
    const access = token && signAccessToken(token, { userId: 'u1', sessionId: 's1', roles: ['admin'] });

    expect(() => products()(access)).toThrow(refusal('INVALID_CALL_CREDENTIAL'));
  });
});
