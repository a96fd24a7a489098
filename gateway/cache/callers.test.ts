import { describe, expect, it } from 'vitest';
import { makeAddressOf } from '../clientAddress.ts';
import { caching, everybody, NAME, UNITS } from '../testing/caching.ts';
import { post } from '../testing/clients.ts';
import { makeGivenIdentity } from '../tokens/givenIdentity.ts';

const forwarding = makeGivenIdentity({
  addressOf: makeAddressOf([]),
  forwardAuthorization: true,
  forwardHeaders: ['cookie', 'x-language'],
});

describe('callers', () => {
  it('with credentials share nothing of which it is not said that it is for all', async () => {
    const { ask, asked, said } = await caching();
    said.goods = { 'cache-control': 'max-age=60' };
    for (const as of ['ann', 'ben', 'ann']) await ask(NAME, { id: 'g1', as });
    expect(asked()).toBe(3);
    for (let twice = 0; twice < 2; twice++) await ask(NAME, { id: 'g1' });
    expect(asked()).toBe(4);
    await ask(NAME, { id: 'g1', as: 'ann' });
    expect(asked()).toBe(5);
  });

  it('are told apart by the headers that an answer depends on', async () => {
    const { ask, asked, said } = await caching();
    said.goods = { 'cache-control': 'max-age=60, public', vary: 'Authorization' };
    // The first answer says what to look at from now on.
    await ask(NAME, { id: 'g2' });
    for (const as of ['ann', 'ben', 'ann', 'ben']) await ask(NAME, { id: 'g1', as });
    expect(asked()).toBe(3);
  });

  it('who send along what may tell who they are share as little as those with credentials', async () => {
    const { url, asked, said } = await caching({ identity: forwarding });
    const ask = (headers: Record<string, string>) => post(url, { query: '{ good(id: "g1") { name } }' }, headers);
    said.goods = { 'cache-control': 'max-age=60' };
    for (const cookie of ['ann', 'ben']) await ask({ cookie });
    expect(asked()).toBe(2);
    for (let twice = 0; twice < 2; twice++) await ask({});
    expect(asked()).toBe(3);
    await ask({ cookie: 'ann' });
    expect(asked()).toBe(4);

    said.goods = { 'cache-control': 'max-age=60', vary: 'X-Language' };
    const other = (language: string) => post(url, { query: '{ good(id: "g2") { name } }' }, { 'x-language': language });
    for (const language of ['de', 'en', 'en']) await other(language);
    expect(asked()).toBe(6);
  });

  it('read their own writes, whatever those changed and however late the events are', async () => {
    const { ask, asked } = await caching();
    await ask(UNITS, { id: 'g1' });
    await ask('mutation { rename(id: "g2", name: "x") { name } }', { as: 'ann' });
    const before = asked();
    await ask('{ good(id: "g1") { units } }', { as: 'ann' });
    expect(asked()).toBe(before + 2);
    await ask('{ good(id: "g1") { units } }', { as: 'ben' });
    expect(asked()).toBe(before + 2);
  });

  it('see what a mutation has changed in its own subgraph, whoever sent it', async () => {
    const { ask, asked } = await caching();
    await ask(UNITS, { id: 'g1' });
    const { data } = await ask('mutation { rename(id: "g1", name: "new") { name units } }', { as: 'ann' });
    expect(data).toEqual({ rename: { name: 'new', units: 1 } });
    const before = asked();
    expect((await ask(UNITS, { id: 'g1', as: 'ben' })).data).toEqual({ good: { name: 'new', units: 1 } });
    // The other subgraph keeps what it said.
    expect(asked()).toBe(before + 1);
  });

  it('without the right to a field never see it, nor may it be kept on the way', async () => {
    const reader = { authenticated: true, scopes: new Set(['read']), policies: new Set<string>(), claims: {} };
    const identity = {
      ...everybody.identity,
      accessOf: ({ kind }: { kind: string }) => (kind === 'user' ? reader : { ...reader, scopes: new Set<string>() }),
    };
    const { ask } = await caching({ identity });
    const allowed = await ask('{ secret }', { as: 'ann' });
    expect(allowed.data).toEqual({ secret: 'secret' });
    expect(allowed.headers.get('cache-control')).toBe('max-age=60, private');
    const denied = await ask('{ secret }');
    expect(denied).toMatchObject({ data: { secret: null }, errors: [{ path: ['secret'] }] });
  });
});

describe('clients are told', () => {
  it('the strictest that holds for a part of the answer', async () => {
    const { ask, said } = await caching();
    said.stock = { 'cache-control': 'max-age=5, public' };
    const told = async (query: string) => (await ask(query, { id: 'g1' })).headers.get('cache-control');
    expect(await told(NAME)).toBe('max-age=60, public');
    expect(await told(UNITS)).toBe('max-age=5, public');
    said.stock = {};
    expect(await told('query($id: ID!) { good(id: $id) { name place } }')).toBe('no-store');
    said.stock = { 'cache-control': 'max-age=7, private' };
    expect(await told('query($id: ID!) { good(id: $id) { place units } }')).toBe('max-age=7, private');
  });

  it('how long a kept answer is still good for', async () => {
    const { ask } = await caching();
    await ask(NAME, { id: 'g1' });
    const { headers } = await ask(NAME, { id: 'g1' });
    expect(headers.get('cache-control')).toMatch(/^max-age=5[89], public$/);
    expect(headers.get('vary')).toBe('origin, accept');
  });

  it.each([
    ['Authorization', /^no-store$/],
    ['Origin, X-Language', /^no-store$/],
    ['Accept-Encoding, Origin', /^max-age=(?:60|5\d), public$/],
  ])('to keep nothing that depends on headers of which they are told nothing: %s', async (vary, told) => {
    const { ask, said } = await caching();
    said.goods = { 'cache-control': 'max-age=60, public', vary };
    for (const as of ['ann', 'ann']) {
      const { headers } = await ask(NAME, { id: 'g1', as });
      expect(headers.get('cache-control')).toMatch(told);
    }
  });

  it('to keep nothing of what is wrong, of changes nothing', async () => {
    const { ask, url } = await caching();
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } });
    const link = `${url}?extensions=${encodeURIComponent(extensions)}`;
    const unknown = await fetch(link, { headers: { 'apollo-require-preflight': 'yes' } });
    expect(await unknown.json()).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
    expect(unknown.headers.get('cache-control')).toBe('no-store');
    const change = await ask('mutation { rename(id: "g1", name: "x") { name } }');
    expect(change.headers.get('cache-control')).toBeNull();
  });

  it('nothing where nothing is kept', async () => {
    const { ask, asked } = await caching({ cache: { bytes: 0, maxAgeSeconds: 60, clientMaxAgeSeconds: 60 } });
    const { headers } = await ask(NAME, { id: 'g1' });
    await ask(NAME, { id: 'g1' });
    expect(headers.get('cache-control')).toBeNull();
    expect(asked()).toBe(2);
  });
});
