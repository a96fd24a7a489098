import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GatewayOptions } from '../server.ts';
import { overWebSocket, post } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';

async function protectedBy(protection: GatewayOptions['protection'], more: Partial<GatewayOptions> = {}) {
  const gateway = await libraryGateway({ ...more, ...(protection && { protection }) });
  onTestFinished(gateway.stop);
  return gateway;
}

const TITLES = '{ books { title } }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(text) } });

describe('costs', () => {
  it('are shown where that is wanted', async () => {
    const { url } = await protectedBy({ listSize: 5, cost: { max: 20, expose: true } });
    const answer = await post(url, { query: TITLES });
    expect(answer).toMatchObject({ data: expect.anything(), extensions: { cost: { estimated: 5, max: 20 } } });
    const { url: plain } = await protectedBy({ cost: { max: 20 } });
    expect(await post(plain, { query: TITLES })).not.toHaveProperty('extensions');
  });

  it('over the most are refused before anything is fetched', async () => {
    const { url, books } = await protectedBy({ listSize: 50, cost: { max: 99 } });
    const { errors } = await post(url, { query: '{ books { author { name } } }' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'COST_ESTIMATED_TOO_EXPENSIVE' } }]);
    expect(books.asked).toEqual([]);
    const { url: measured } = await protectedBy({ listSize: 50, cost: { max: 99, mode: 'measure' } });
    expect((await post(measured, { query: '{ books { author { name } } }' })).errors).toBeUndefined();
  });
});

it('whoever asks too much is told when to come again, over each protocol', async () => {
  const { url } = await protectedBy({ rates: { perSource: { burst: 12, perSecond: 1 } } });
  expect((await post(url, { query: TITLES })).status).toBe(200);

  const { status, headers, errors } = await post(url, { query: TITLES });

  expect(status).toBe(429);
  expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(7);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', reason: 'TOO_MANY_REQUESTS', retryable: true });
  const { ended } = overWebSocket(url, { query: TITLES });
  await expect(ended).rejects.toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
});

it.each([
  ['no GraphQL', '{ books'],
  ['not in the schema', '{ nothing }'],
  ['too large', `{ books { ${'title '.repeat(1_100)} } }`],
])('what is %s counts against whoever sends it', async (_what, query) => {
  const { url } = await protectedBy({ rates: { perSource: { burst: 3, perSecond: 0.01 } } });
  for (let nth = 0; nth < 3; nth++) expect((await post(url, { query })).status).toBe(200);
  expect((await post(url, { query })).status).toBe(429);
});

describe('a persisted query', () => {
  it('is asked for once, and then known by its hash', async () => {
    const { url } = await protectedBy(undefined);
    const byHash = JSON.stringify({ extensions: persisted(TITLES) });
    const first = await post(url, byHash);
    expect(first).toMatchObject({ status: 200, errors: [{ message: 'PersistedQueryNotFound' }] });
    expect(first.errors?.[0]?.extensions['code']).toBe('PERSISTED_QUERY_NOT_FOUND');

    await post(url, JSON.stringify({ query: TITLES, extensions: persisted(TITLES) }));

    expect((await post(url, byHash)).data).toHaveProperty('books');
    const link = `${url}?extensions=${encodeURIComponent(JSON.stringify(persisted(TITLES)))}`;
    const got = await fetch(link, { headers: { 'apollo-require-preflight': 'true' } });
    expect(await got.json()).toHaveProperty('data.books');
    expect((await fetch(link)).status).toBe(405);
  });

  it('that changes something is not run by a link', async () => {
    const { url } = await protectedBy(undefined);
    const text = 'mutation { rename(id: "b1", title: "Emma") { title } }';
    await post(url, JSON.stringify({ query: text, extensions: persisted(text) }));
    const link = `${url}?extensions=${encodeURIComponent(JSON.stringify(persisted(text)))}`;
    expect((await fetch(link, { headers: { 'apollo-require-preflight': 'true' } })).status).toBe(405);
  });

  it('with the hash of another one is refused, and not remembered', async () => {
    const { url } = await protectedBy(undefined);
    const { errors } = await post(url, JSON.stringify({ query: '{ books { id } }', extensions: persisted(TITLES) }));
    expect(errors?.[0]?.extensions['reason']).toBe('PERSISTED_QUERY_HASH_MISMATCH');
    const again = await post(url, JSON.stringify({ extensions: persisted(TITLES) }));
    expect(again.errors?.[0]?.extensions['code']).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('can be switched off', async () => {
    const { url } = await protectedBy({ persisted: { automatic: false, safelist: 'off' } });
    const { errors } = await post(url, JSON.stringify({ extensions: persisted(TITLES) }));
    expect(errors?.[0]).toMatchObject({ message: 'PersistedQueryNotSupported' });
  });
});

describe('a safelist', () => {
  const manifest = new Map([['titles', TITLES]]);
  const byId = JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'titles' } } });
  const codeOf = async (url: string, body: string) => (await post(url, body)).errors?.[0]?.extensions['code'];

  it.each([
    ['off', undefined, undefined],
    ['log', undefined, undefined],
    ['enforce', undefined, 'QUERY_NOT_IN_SAFELIST'],
    ['ids', 'PERSISTED_QUERY_ID_REQUIRED', 'QUERY_NOT_IN_SAFELIST'],
  ] as const)('%s: a known text gets %s, an unknown one %s', async (safelist, known, unknown) => {
    const { url } = await protectedBy({ persisted: { automatic: true, safelist, manifest } });
    expect(await codeOf(url, JSON.stringify({ query: TITLES }))).toBe(known);
    expect(await codeOf(url, JSON.stringify({ query: '{ books { id } }' }))).toBe(unknown);
    const registered = JSON.stringify({ query: '{ books { id } }', extensions: persisted('{ books { id } }') });
    expect(await codeOf(url, registered)).toBe(unknown);
    expect((await post(url, byId)).data).toHaveProperty('books');
  });
});
