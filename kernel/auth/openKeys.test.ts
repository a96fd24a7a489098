import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { testScope } from '#testing/testScope.ts';
import { makeIdentifyUser, signAccessToken } from './accessToken.ts';
import { makeIdentifyCaller, makeSignCall } from './callCredential.ts';
import { makeKeys, type SigningKey, writeKeys } from './keys.ts';
import { openKeys } from './openKeys.ts';
import { rotateKeys } from './rotateKeys.ts';

/** A folder with keys of two services that look for new ones all the time. */
function shopWithKeys() {
  const dir = mkdtempSync(join(tmpdir(), 'bazaar-keys-'));
  const scope = testScope();
  onTestFinished(async () => {
    await scope.stop();
    rmSync(dir, { recursive: true });
  });
  const set = makeKeys(['users', 'orders'], 'users');
  writeKeys(dir, set);
  const config = { KEYS_DIR: dir, KEYS_REFRESH_MS: 10 };
  const warn = vi.spyOn(scope.logger, 'warn');
  return { dir, set, warn, users: openKeys('users', config, scope), orders: openKeys('orders', config, scope) };
}

const tokenBy = (key: SigningKey | undefined) => {
  if (!key) throw new Error('users sign tokens');
  return `Bearer ${signAccessToken(key, { userId: 'u1', sessionId: 's1', roles: [] })}`;
};

it('keys that are rotated are taken up by who runs, and what is signed meanwhile is good', async () => {
  const { dir, set, users, orders } = shopWithKeys();
  const identify = makeIdentifyUser(orders, { isRevoked: () => false });
  const [sign, identifyCaller] = [makeSignCall('users', users), makeIdentifyCaller('orders', orders)];
  const old = { kid: users.token?.kid, token: tokenBy(users.token), credential: sign('orders') };
  const now = new Date();
  const soon = (ms: number) => new Date(now.getTime() + ms);
  const first = orders.tokens;

  writeKeys(dir, rotateKeys(set, { now, from: soon(150), until: soon(400) }));

  await vi.waitUntil(() => {
    identify(tokenBy(users.token));
    identifyCaller(sign('orders'));
    return users.token?.kid !== old.kid;
  });
  expect(identify(old.token)).toMatchObject({ userId: 'u1' });
  expect(identifyCaller(old.credential)).toBe('users');
  expect(sign('orders')).not.toBe(old.credential);
  await vi.waitUntil(() => orders.tokens.size === 1);
  expect(orders.tokens).not.toBe(first);
  expect(() => identify(old.token)).toThrow(expect.objectContaining({ reason: 'INVALID_TOKEN' }));
  expect(() => identifyCaller(old.credential)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  identify(tokenBy(users.token));
  identifyCaller(sign('orders'));
});

it('keys that can not be read again stay, and are the same object while nothing changes', async () => {
  const { dir, set, warn, users } = shopWithKeys();
  const { tokens, call } = users;
  writeFileSync(join(dir, 'users.private.json'), '{');
  writeFileSync(join(dir, 'calls.public.json'), '{');
  const later = makeKeys(['users', 'orders'], 'users');
  await vi.waitUntil(() => warn.mock.calls.length > 0);
  expect(users.call).toBe(call);

  writeKeys(dir, { ...set, privates: later.privates });

  await vi.waitUntil(() => users.call.kid === later.privates['users']?.call.kid);
  expect(users.tokens).toBe(tokens);
});
