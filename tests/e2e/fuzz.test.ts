import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_PASSWORD, type Shop, startShop } from '#testing/shop.ts';
import { fuzz } from '../fuzz/fuzz.ts';

const ROUNDS = 12;
const FUZZ_MS = 240_000;
/** Guesses of passwords are part of it; to be refused for their number would hide all else. */
const PATIENT = {
  LOGIN_FAILURES_PER_SOURCE: '1000000',
  LOGIN_FAILURES_PER_ACCOUNT: '1000000',
  MAIL_REQUESTS_PER_SOURCE: '1000000',
  REGISTRATIONS_PER_SOURCE: '1000000',
};

let shop: Shop;
beforeAll(async () => {
  shop = await startShop(PATIENT);
}, 120_000);
afterAll(() => shop?.dispose());

it('no input of any operation, whoever sends it, is answered with an error of ours', { timeout: FUZZ_MS }, async () => {
  const seed = Date.now();
  const findings = await fuzz({ url: shop.url, adminPassword: DEMO_PASSWORD, rounds: ROUNDS, seed });

  expect(findings.faults.slice(0, 5), `seed ${seed}`).toEqual([]);
  expect(findings.unreached, `seed ${seed}`).toEqual([]);
  expect(findings.operations).toBeGreaterThan(60);
});
