import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeIdentifyCaller, makeSignCall } from './callCredential.ts';
import { addKeys, keyRing, loadKeys, makeKeys, writeKeys } from './keys.ts';

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'bazaar-keys-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return join(dir, 'keys');
}

describe('the keys of a shop', () => {
  it('let one service prove to another who it is, each from files of its own', () => {
    const dir = folder();
    writeKeys(dir, makeKeys(['orders', 'products'], 'users'));

    const credential = makeSignCall('orders', loadKeys(dir, 'orders'))('products');

    expect(makeIdentifyCaller('products', loadKeys(dir, 'products'))(credential)).toBe('orders');
  });

  it('let users alone sign access tokens', () => {
    const keys = makeKeys(['users', 'orders'], 'users');

    expect(keyRing(keys, 'users').token?.kid).toBe(keys.tokens.keys[0]?.kid);
    expect(keyRing(keys, 'orders').token).toBeUndefined();
  });

  it('are private where they have to be', () => {
    const dir = folder();
    writeKeys(dir, makeKeys(['users', 'orders'], 'users'));

    const files = readdirSync(dir).toSorted();
    expect(files).toEqual(['calls.public.json', 'orders.private.json', 'tokens.public.json', 'users.private.json']);
    for (const file of files) {
      const isPrivate = file.includes('private');
      expect(readFileSync(join(dir, file), 'utf8').includes('"d":'), file).toBe(isPrivate);
      if (isPrivate) expect(statSync(join(dir, file)).mode & 0o077, file).toBe(0);
    }
  });

  it('stop a service that has none, with what to do about it', () => {
    const dir = folder();
    writeKeys(dir, makeKeys(['users'], 'users'));
    const noKeys = (service: string) =>
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        reason: 'NO_KEYS',
        message: expect.stringMatching(new RegExp(`no keys for ${service} .*npm run keys`)),
      });

    expect(() => loadKeys(dir, 'orders')).toThrow(noKeys('orders'));
    expect(() => loadKeys('/nowhere', 'users')).toThrow(noKeys('users'));
    writeFileSync(join(dir, 'users.private.json'), '{"call":');
    expect(() => loadKeys(dir, 'users')).toThrow(noKeys('users'));
  });

  it('are added for services that have come since, and leave the others as they are', () => {
    const dir = folder();
    writeKeys(dir, makeKeys(['users', 'orders'], 'users'));
    const before = loadKeys(dir, 'users');

    expect(addKeys(dir, ['users', 'orders', 'reviews'])).toEqual(['reviews']);
    expect(addKeys(dir, ['users', 'orders', 'reviews'])).toEqual([]);

    const after = loadKeys(dir, 'users');
    expect([...after.calls.keys()].slice(0, 2)).toEqual([...before.calls.keys()]);
    expect(after.token?.kid).toBe(before.token?.kid);
    const credential = makeSignCall('reviews', loadKeys(dir, 'reviews'))('users');
    expect(makeIdentifyCaller('users', after)(credential)).toBe('reviews');
  });
});
