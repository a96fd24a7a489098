import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadKeys } from '#kernel/auth/keys.ts';
import { services } from '#subgraphs/directory.ts';
import { completeKeys, handOutKeys, rotateKeyFolder } from './keyFolder.ts';

const MINUTE_MS = 60_000;

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'bazaar-keys-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}

it('new keys are laid beside the old ones, and sign when everybody has had the time to learn them', () => {
  const dir = join(folder(), 'keys');
  completeKeys(dir);
  const before = loadKeys(dir, 'users');

  const { from, until } = rotateKeyFolder(dir, 5 * MINUTE_MS);

  expect(until.getTime() - from.getTime()).toBe(20 * MINUTE_MS);
  const after = loadKeys(dir, 'users');
  expect([after.tokens.size, after.calls.size]).toEqual([2, 2 * services.length]);
  expect(after.token?.kid).toBe(before.token?.kid);
  expect(completeKeys(dir), 'nobody lacks any').toEqual([]);
  expect(() => rotateKeyFolder(dir, 0)).toThrow(expect.objectContaining({ reason: 'ROTATION_UNDER_WAY' }));
  expect(readdirSync(dir).filter((file) => file.endsWith('.new'))).toEqual([]);
});

it('each service is handed what is its own and what is public, and no more', () => {
  const [dir, to] = [join(folder(), 'keys'), folder()];
  completeKeys(dir);
  handOutKeys(dir, to);
  rotateKeyFolder(dir, MINUTE_MS);
  handOutKeys(dir, to);

  expect(readdirSync(to).toSorted()).toEqual([...services].toSorted());
  const orders = join(to, 'orders');
  expect(readdirSync(orders).toSorted()).toEqual(['calls.public.json', 'orders.private.json', 'tokens.public.json']);
  expect(statSync(join(orders, 'orders.private.json')).mode & 0o077).toBe(0);
  for (const file of readdirSync(orders)) {
    expect(readFileSync(join(orders, file), 'utf8')).toBe(readFileSync(join(dir, file), 'utf8'));
  }
});
