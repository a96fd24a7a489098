import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKeySet, writeKeys } from '#kernel/auth/keys.ts';
import { rotateKeys } from '#kernel/auth/rotateKeys.ts';
import { testMongo } from '#testing/mongo.ts';
import { DEMO_PASSWORD, type Shop, startShop } from '#testing/shop.ts';
import { logIn } from '#tools/measure/customers.ts';
import { ShopClient } from '#tools/measure/shopClient.ts';
import { shopSteadily } from '#tools/proveUptime/shopSteadily.ts';

const START_MS = 120_000;
const TEST_MS = 60_000;
/** All processes have read the new files by then. */
const SOON_MS = 2_000;
const ME = '{ me { email } }';

let shop: Shop;
let client: ShopClient;
const database = testMongo();

beforeAll(async () => {
  const stores = { MONGODB_URI: database.uri, DATABASE_PREFIX: database.prefix };
  shop = await startShop({ ...stores, KEYS_REFRESH_MS: '200' }, ['--processes']);
  client = new ShopClient(shop.url);
}, START_MS);

afterAll(async () => {
  await client?.close();
  await shop?.dispose();
});

const admin = () => logIn(client, 'admin@bazaar.example', DEMO_PASSWORD);
const kidOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())['kid'];

/** @param overMs how long the old keys verify once the new ones sign; without it as long as tokens live. */
function rotate(overMs?: number): void {
  const dir = join(shop.dataDir, 'keys');
  const now = new Date();
  const from = new Date(now.getTime() + SOON_MS);
  const until = overMs === undefined ? {} : { until: new Date(from.getTime() + overMs) };
  writeKeys(dir, rotateKeys(readKeySet(dir), { now, from, ...until }));
}

describe('a shop whose keys are rotated, in processes of its own', () => {
  it('goes on for everybody, those who came before among them', { timeout: TEST_MS }, async () => {
    const before = await admin();
    const over = new AbortController();
    const shopping = shopSteadily({
      urls: [shop.url],
      adminPassword: DEMO_PASSWORD,
      customers: 2,
      signal: over.signal,
    });

    rotate();

    await expect.poll(async () => kidOf(await admin()), { timeout: 20_000 }).not.toBe(kidOf(before));
    await expect(client.ask(ME, {}, before)).resolves.toMatchObject({ me: { email: 'admin@bazaar.example' } });
    over.abort();
    const { orders, failed } = await shopping;
    expect(failed).toEqual([]);
    expect(orders).toBeGreaterThan(0);
  });

  it('takes nothing any more that the old ones signed, once they are over', { timeout: TEST_MS }, async () => {
    const before = await admin();

    rotate(500);

    await expect.poll(() => client.ask(ME, {}, before).catch(String), { timeout: 20_000 }).toContain('INVALID_TOKEN');
    const after = await admin();
    expect(kidOf(after)).not.toBe(kidOf(before));
    await expect(client.ask(ME, {}, after)).resolves.toMatchObject({ me: { email: 'admin@bazaar.example' } });
  });
});
