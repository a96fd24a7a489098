import { Agent, request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { DEMO_PASSWORD, type Shop, startShop } from '#testing/shop.ts';
import { callersOf } from '../fuzz/callers.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import { Pool } from '../fuzz/pool.ts';
import { anyRequest, type HttpRequest } from '../fuzz/routes.ts';

const ROUNDS = 6;
const REQUESTS = 600;
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
  expect(findings.unreached, `seed ${seed}`).toEqual({});
  expect(findings.operations).toBeGreaterThan(60);
});

it('no request to what is served besides GraphQL is answered with an error of ours', { timeout: FUZZ_MS }, async () => {
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const statusOf = ({ method, path, headers, body }: HttpRequest): Promise<number> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(shop.url);
      // `fetch` would tidy the path up.
      const sent = request({ hostname, port, method, path, headers, agent }, (response) => {
        response.resume().once('close', () => resolve(response.statusCode ?? 0));
      });
      // A kept connection may end at the moment it is used again (https://nodejs.org/api/http.html#requestreusedsocket).
      const again = () => resolve(statusOf({ method, path, headers, body }));
      sent.once('error', (error) => (sent.reusedSocket ? again() : reject(error))).end(body);
    });
  const answered = fc.asyncProperty(anyRequest, async (any) => {
    expect(await statusOf(any)).toBeLessThan(500);
  });

  await fc.assert(answered, { numRuns: REQUESTS });
});

it('nothing of all that has become an event that a consumer can not handle', async () => {
  const DEAD = '{ deadLetters(first: 5) { nodes { consumer topic reason message event } } }';
  const callers = callersOf({ url: shop.url, adminPassword: DEMO_PASSWORD, pool: new Pool() });

  const answer = await callers.find(({ role }) => role === 'admin')?.ask(DEAD, {});

  expect(answer?.data).toEqual({ deadLetters: { nodes: [] } });
});
