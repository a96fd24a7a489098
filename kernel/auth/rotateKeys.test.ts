import { describe, expect, it } from 'vitest';
import { makeIdentifyUser, signAccessToken } from './accessToken.ts';
import { makeIdentifyCaller, makeSignCall } from './callCredential.ts';
import { type KeySet, keyRing, makeKeys } from './keys.ts';
import { overlapEnds, rotateKeys } from './rotateKeys.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const ana = { userId: 'u1', sessionId: 's1', roles: ['customer' as const] };

const before = makeKeys(['users', 'orders'], 'users');
const rotated = rotateKeys(before, { now: noon, from: at(5) });

/** Whether what `signer` signs at one instant is good for whoever has these keys at another. */
function isTaken(signer: { set: KeySet; at: Date }, verifier: { set: KeySet; at: Date }) {
  const [signing, verifying] = [keyRing(signer.set, 'users', signer.at), keyRing(verifier.set, 'orders', verifier.at)];
  if (!signing.token) throw new Error('users sign tokens');
  const token = signAccessToken(signing.token, ana);
  const credential = makeSignCall('users', signing)('orders');
  const ask = { isRevoked: () => false };
  return {
    token: succeeds(() => makeIdentifyUser(verifying, ask)(`Bearer ${token}`)),
    call: succeeds(() => makeIdentifyCaller('orders', verifying)(credential)),
  };
}

function succeeds(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

const BOTH = { token: true, call: true };
const NEITHER = { token: false, call: false };

describe('keys that are rotated', () => {
  it.each([
    ['an old process signs, a new one verifies', { set: before, at: noon }, { set: rotated, at: noon }, BOTH],
    [
      'a new one signs before the time, an old one verifies',
      { set: rotated, at: at(4) },
      { set: before, at: at(4) },
      BOTH,
    ],
    ['a new one signs by the new key', { set: rotated, at: at(5) }, { set: rotated, at: at(4) }, BOTH],
    [
      'what was signed at last by the old one is good',
      { set: rotated, at: at(4.9) },
      { set: rotated, at: at(20) },
      BOTH,
    ],
    ['in the end the old one is good for nothing', { set: before, at: at(5) }, { set: rotated, at: at(25) }, NEITHER],
    [
      'who has heard nothing by then knows no new key',
      { set: rotated, at: at(5) },
      { set: before, at: at(5) },
      NEITHER,
    ],
  ])('%s', (_what, signer, verifier, expected) => {
    expect(isTaken(signer, verifier)).toEqual(expected);
  });

  it('are told to other verifiers as plain keys, both while both count', () => {
    const kidsAt = (instant: Date) => keyRing(rotated, 'orders', instant).tokensJwks.keys.map(({ kid }) => kid);
    const [old, fresh] = rotated.tokens.keys.map(({ kid }) => kid);
    expect(kidsAt(noon)).toEqual([old, fresh]);
    expect(kidsAt(overlapEnds(at(5)))).toEqual([fresh]);
    for (const jwk of keyRing(rotated, 'orders', noon).tokensJwks.keys) expect(jwk).not.toHaveProperty('until');
  });

  it('can be rotated again once the new ones sign, and what is over is left out', () => {
    expect(() => rotateKeys(rotated, { now: at(1), from: at(2) })).toThrow(
      expect.objectContaining({ code: 'REFUSED', reason: 'ROTATION_UNDER_WAY' }),
    );
    const [first, second] = rotated.tokens.keys.map(({ kid }) => kid);

    const soon = rotateKeys(rotated, { now: at(6), from: at(11) });
    expect(soon.tokens.keys.map(({ kid }) => kid).slice(0, 2)).toEqual([first, second]);
    expect(soon.tokens.keys[0]?.until).toBe(rotated.tokens.keys[0]?.until);
    expect(keyRing(soon, 'users', at(6)).token?.kid).toBe(second);

    const later = rotateKeys(rotated, { now: at(60), from: at(65) });
    expect(later.tokens.keys.map(({ kid }) => kid)).toEqual([second, expect.not.stringMatching(`${first}|${second}`)]);
    expect(later.calls.keys).toHaveLength(4);
  });

  it('are made for every service, and tokens are signed by users alone', () => {
    expect(Object.keys(rotated.privates)).toEqual(['users', 'orders']);
    expect(rotated.privates['orders']?.next).not.toHaveProperty('token');
    expect(keyRing(rotated, 'orders', at(6)).token).toBeUndefined();
    expect(keyRing(rotated, 'orders', at(6)).call.kid).not.toBe(keyRing(before, 'orders').call.kid);
  });
});
