import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { DEMO_PASSWORD, startShop } from '#testing/shop.ts';

const TEST_MS = 120_000;
const PROMISED_MS = 1_000;
const WAIT_MS = 10_000;

type Answer = { status: number; data?: Record<string, Record<string, unknown> | null>; errors?: unknown };
type Session = { accessToken: string; refreshToken: string; user: { id: string } };

const SESSION = '... on Session { accessToken refreshToken user { id } } ... on UserError { code }';
const LOGIN = `mutation ($input: LoginInput!) { outcome: login(input: $input) { ${SESSION} } }`;
const REGISTER = `mutation ($input: RegisterInput!) { outcome: register(input: $input) { ${SESSION} } }`;
const REFRESH = `mutation ($input: RefreshSessionInput!) { outcome: refreshSession(input: $input) { ${SESSION} } }`;
const BAN =
  'mutation ($input: BanUserInput!) { outcome: banUser(input: $input) { ... on UserBanned { user { id } } } }';
const LIVE = 'subscription { notificationAdded { id } }';
const ASKED = ['{ me { id } }', 'mutation { updateProfile(input: { name: "Still Here" }) { user { name } } }'];

it('a ban reaches queries, mutations and open subscriptions within a second', { timeout: TEST_MS }, async () => {
  const shop = await startShop({}, ['--processes']);
  try {
    const ask = askAt(shop.url);
    const session = async (document: string, input: object) =>
      (await ask(document, { input })).data?.['outcome'] as unknown as Session; // the caller knows
    const admin = await session(LOGIN, { email: 'admin@bazaar.example', password: DEMO_PASSWORD });
    const account = { email: 'mallory@shop.example', password: 'correct horse battery', name: 'Mallory' };
    const mallory = await session(REGISTER, account);
    const streams = await Promise.all([overWebSocket, overHttp].map((open) => open(shop.url, mallory.accessToken)));
    for (const query of ASKED) expect((await ask(query, {}, mallory.accessToken)).errors).toBeUndefined();

    const input = { userId: mallory.user.id, reason: 'sells what is not hers' };
    expect((await ask(BAN, { input }, admin.accessToken)).data).toEqual({ outcome: { user: { id: mallory.user.id } } });
    const bannedAt = performance.now();

    const refused = ASKED.map((query) => until(async () => (await ask(query, {}, mallory.accessToken)).status === 401));
    const delays = await Promise.all(
      [...streams.map(({ ended }) => ended), ...refused].map(async (end) => (await end) - bannedAt),
    );
    expect(Math.max(...delays), `${delays}`).toBeLessThan(PROMISED_MS);

    const disabled = { outcome: { code: 'ACCOUNT_DISABLED' } };
    expect((await ask(LOGIN, { input: { email: account.email, password: account.password } })).data).toEqual(disabled);
    expect((await ask(REFRESH, { input: { refreshToken: mallory.refreshToken } })).data).toEqual(disabled);
    await shop.stop();
  } finally {
    await shop.dispose();
  }
});

const askAt =
  (url: string) =>
  async (query: string, variables: object = {}, token = ''): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    return { status: response.status, ...((await response.json()) as object) };
  };

type Stream = { ended: Promise<number> };

async function overWebSocket(url: string, token: string): Promise<Stream> {
  const [opened, closed] = [Promise.withResolvers<void>(), Promise.withResolvers<number>()];
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: { connected: () => opened.resolve(), closed: () => closed.resolve(performance.now()) },
  });
  const ignore = () => undefined;
  client.subscribe({ query: LIVE }, { next: ignore, error: ignore, complete: ignore });
  await opened.promise;
  return { ended: closed.promise };
}

/** As server-sent events; the answer begins once the stream is open. */
async function overHttp(url: string, token: string): Promise<Stream> {
  const accept = 'text/event-stream';
  const headers = { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: LIVE }) });
  expect(response.status).toBe(200);
  return { ended: response.text().then(() => performance.now()) };
}

/** When `holds` holds for the first time. */
async function until(holds: () => Promise<boolean>): Promise<number> {
  const deadline = performance.now() + WAIT_MS;
  while (!(await holds()) && performance.now() < deadline) await pause(10);
  return performance.now();
}
