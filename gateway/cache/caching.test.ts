import { describe, expect, it, onTestFinished } from 'vitest';
import { makeAddressOf } from '../clientAddress.ts';
import { cachingGateway } from '../testing/cacheable.ts';
import { post } from '../testing/clients.ts';
import { people } from '../testing/people.ts';
import { makeGivenIdentity } from '../tokens/givenIdentity.ts';

type Given = Parameters<typeof cachingGateway>[0];

const everybody = people();

async function caching(given: Given = {}) {
  const gateway = await cachingGateway({ identity: everybody.identity, ...given });
  onTestFinished(gateway.stop);
  const tokens = new Map<string, string>();
  const tokenOf = (name: string) => {
    const token = tokens.get(name) ?? everybody.bearer(name);
    tokens.set(name, token);
    return token;
  };
  const ask = async (query: string, { as, ...variables }: Record<string, string> = {}) => {
    const headers: Record<string, string> = as === undefined ? {} : { authorization: tokenOf(as) };
    return post(gateway.url, { query, variables }, headers);
  };
  return { ...gateway, ask, asked: () => gateway.goodsAt.asked.length + gateway.stockAt.asked.length };
}

const forwarding = makeGivenIdentity({
  addressOf: makeAddressOf([]),
  forwardAuthorization: true,
  forwardHeaders: ['cookie', 'x-language'],
});

const NAME = 'query($id: ID!) { good(id: $id) { name } }';
const UNITS = 'query($id: ID!) { good(id: $id) { name units } }';
const ALL = '{ goods { id units } }';

describe('an answer that may be kept', () => {
  it('is asked for once, for everybody', async () => {
    const { ask, asked } = await caching();
    const [first, second] = [await ask(UNITS, { id: 'g1' }), await ask(UNITS, { id: 'g1', as: 'ann' })];
    expect(first.data).toEqual({ good: { name: 'good g1', units: 1 } });
    expect(second.data).toEqual(first.data);
    expect(asked()).toBe(2);
  });

  it('is shared by operations of other names, not by other variables', async () => {
    const { ask, asked } = await caching();
    await ask(NAME, { id: 'g1' });
    await ask('query Other($id: ID!) { good(id: $id) { name } }', { id: 'g1' });
    expect(asked()).toBe(1);
    expect((await ask(NAME, { id: 'g2' })).data).toEqual({ good: { name: 'good g2' } });
    expect(asked()).toBe(2);
  });

  it('is never changed by what later fetches add to it', async () => {
    const { ask } = await caching();
    const answers = [await ask(UNITS, { id: 'g1' }), await ask(UNITS, { id: 'g1' }), await ask(NAME, { id: 'g1' })];
    expect(answers[1]?.data).toEqual(answers[0]?.data);
    expect(answers[2]?.data).toEqual({ good: { name: 'good g1' } });
  });

  it('as a whole belongs to its operation, its variables and nobody else', async () => {
    const { url } = await caching();
    const query =
      'query A($x: Boolean!) { goods { id name @include(if: $x) } } query B($x: Boolean!) { goods { units @skip(if: $x) id } }';
    const ask = async (operationName: string, x: boolean) => {
      const { data } = await post(url, { query, operationName, variables: { x } });
      return Object.keys((data as { goods: object[] }).goods[0] ?? {}).join(' ');
    };
    for (let twice = 0; twice < 2; twice++) {
      expect(await ask('A', true)).toBe('id name');
      expect(await ask('A', false)).toBe('id');
      expect(await ask('B', true)).toBe('id');
      expect(await ask('B', false)).toBe('units id');
    }
  });

  it('leaves of a batch of entities only those to be asked for that are missing', async () => {
    const { ask, looked } = await caching();
    await ask(UNITS, { id: 'g2' });
    const { data } = await ask(ALL);
    expect(looked).toEqual([['g2'], ['g1', 'g3']]);
    expect(data).toEqual({ goods: ['g1', 'g2', 'g3'].map((id, index) => ({ id, units: index + 1 })) });
  });

  it('goes when there is no room', async () => {
    const { ask, asked, scope } = await caching({ cache: { bytes: 1_200, maxAgeSeconds: 60, clientMaxAgeSeconds: 0 } });
    for (const id of ['g1', 'g2', 'g3', 'g1']) await ask(NAME, { id });
    expect(asked()).toBe(4);
    const text = await scope.metrics.text();
    expect(text).toMatch(/cache_evictions_total\{.*\} [1-3]\n/);
    expect(Number(/cache_bytes\{.*\} (\d+)/.exec(text)?.[1])).toBeLessThanOrEqual(1_200);
  });
});

it('hits and misses are counted by subgraph', async () => {
  const { ask, scope } = await caching();
  await ask(UNITS, { id: 'g1' });
  await ask(UNITS, { id: 'g1' });
  const text = await scope.metrics.text();
  for (const what of ['hits', 'misses'])
    expect(text).toMatch(new RegExp(`bazaar_gateway_cache_${what}_total{.*subgraph="goods"} 1`));
});

describe('nothing is kept', () => {
  it.each([
    ['of which nothing is said', {}],
    ['that must not be stored', { 'cache-control': 'no-store' }],
    ['that is private, for anybody', { 'cache-control': 'max-age=60, private' }],
    ['that is old at once', { 'cache-control': 'max-age=0, public' }],
    ['that was old already', { 'cache-control': 'max-age=60, public', age: '60' }],
    ['that depends on more than headers', { 'cache-control': 'max-age=60, public', vary: '*' }],
  ])('%s', async (_what, said: Record<string, string>) => {
    const { ask, asked, said: told } = await caching();
    told.goods = said;
    for (const as of ['ann', 'ann', 'ben']) await ask(NAME, { id: 'g1', as });
    expect(asked()).toBe(3);
  });

  it('of an answer with errors, nor of what came with them', async () => {
    const { ask, broken, looked } = await caching();
    broken.add('g1');
    const PLACES = '{ goods { id units place } }';
    const { errors } = await ask(PLACES);
    broken.clear();
    const { data } = await ask(PLACES);
    expect(errors?.[0]?.path).toEqual(['goods', 0, 'place']);
    expect(data).toMatchObject({ goods: [{ place: 'shelf g1' }, {}, {}] });
    expect(looked).toHaveLength(2);
  });

  it('and what is wrong with a missing one has its place in the whole batch', async () => {
    const { ask, broken } = await caching();
    await ask('{ good(id: "g1") { units place } }');
    broken.add('g3');
    const { errors, data } = await ask('{ goods { units place } }');
    expect(errors?.map(({ path }) => path)).toEqual([['goods', 2, 'place']]);
    expect(data).toMatchObject({ goods: [{ place: 'shelf g1' }, { place: 'shelf g2' }, { place: null }] });
  });

  it('of a subgraph that is away; what was kept is there', async () => {
    const { ask, stockAt } = await caching();
    await ask('{ good(id: "g1") { place } }');
    await ask(ALL.replace('units', ''));
    await stockAt.stop();
    const { data, errors } = await ask('{ goods { place } }');
    expect(data).toEqual({ goods: [{ place: 'shelf g1' }, { place: null }, { place: null }] });
    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'SUBGRAPH_UNAVAILABLE' });
  });
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

describe('a change', () => {
  it('drops what it concerns and leaves the rest', async () => {
    const { ask, looked, goods, changes, asked } = await caching();
    await ask(ALL);
    goods.set('g1', { id: 'g1', name: 'new', units: 9 });
    changes.tell({ type: 'Good', id: 'g1', fields: ['units'] });
    const before = asked();
    expect((await ask(ALL)).data).toMatchObject({ goods: [{ units: 9 }, { units: 2 }, { units: 3 }] });
    expect(looked.at(-1)).toEqual(['g1']);
    expect(asked()).toBe(before + 1);
  });

  it.each([
    ['of a list, which may have any of them', '{ goods { name } }', 2],
    ['of one that was looked up by its id', '{ good(id: "g1") { name } }', 2],
    ['of another one', '{ good(id: "g2") { name } }', 1],
    ['of one below another', '{ good(id: "g2") { like { name } } }', 2],
    ['of an interface behind which it is', '{ good(id: "g2") { like { ... on Thing { name } } } }', 2],
    ['of one whose other fields were asked for', '{ good(id: "g1") { id } }', 1],
  ])('drops an answer %s', async (_what, query, times) => {
    const { ask, asked, changes } = await caching();
    await ask(query);
    changes.tell({ type: 'Good', id: 'g1', fields: ['name'] });
    await ask(query);
    expect(asked()).toBe(times);
  });

  it('drops lists of which nothing is selected but the list', async () => {
    const { ask, asked, changes } = await caching();
    await ask('{ goods { __typename } }');
    changes.tell({ type: 'Query', fields: ['goods'] });
    await ask('{ goods { __typename } }');
    expect(asked()).toBe(2);
  });

  it.each([
    ['root fields', NAME],
    ['entities', UNITS],
  ])('that comes while %s are asked for is not followed by the old answer', async (_what, query) => {
    const { ask, asked, goods, gate, changes } = await caching();
    const opened = Promise.withResolvers<void>();
    gate.opened = opened.promise;
    const early = ask(query, { id: 'g1' });
    await expect.poll(asked).toBe(1);
    goods.set('g1', { id: 'g1', name: 'new', units: 9 });
    changes.tell({ type: 'Good', id: 'g1' });
    const late = ask(query, { id: 'g1' });
    // It does not join what runs already.
    await expect.poll(asked).toBe(2);
    opened.resolve();
    expect((await early).data).toMatchObject({ good: { name: 'good g1' } });
    for (const answer of [await late, await ask(query, { id: 'g1' })])
      expect(answer.data).toMatchObject({ good: query === NAME ? { name: 'new' } : { name: 'new', units: 9 } });
  });

  it.each([
    ['root fields', 'name'],
    ['entities', 'units'],
  ])('that comes while %s are on their way leaves them unkept', async (_what, field) => {
    const { ask, asked, goods, gate, changes } = await caching();
    const opened = Promise.withResolvers<void>();
    await ask(UNITS, { id: 'g1' });
    changes.tell({ type: 'Good', id: 'g1', fields: [field] });
    gate.opened = opened.promise;
    const early = ask(UNITS, { id: 'g1' });
    await expect.poll(asked).toBe(3);
    goods.set('g1', { id: 'g1', name: 'new', units: 9 });
    changes.tell({ type: 'Good', id: 'g1' });
    opened.resolve();
    await early;
    expect((await ask(UNITS, { id: 'g1' })).data).toEqual({ good: { name: 'new', units: 9 } });
  });

  it('is seen in whole answers, also when another operation was the first to ask again', async () => {
    const { ask, goods, changes } = await caching();
    await ask(UNITS, { id: 'g1' });
    goods.set('g1', { id: 'g1', name: 'new', units: 9 });
    changes.tell({ type: 'Good', id: 'g1' });
    await ask(UNITS.replace('query', 'query Other'), { id: 'g1' });
    expect((await ask(UNITS, { id: 'g1' })).data).toEqual({ good: { name: 'new', units: 9 } });
  });

  it('may be older than what caches inside a subgraph have: they are passed by', async () => {
    const { ask, goodsAt } = await caching();
    await ask(NAME, { id: 'g1' });
    await ask('mutation { rename(id: "g1", name: "x") { name } }');
    expect(goodsAt.seen.map((headers) => headers['cache-control'])).toEqual(['no-cache', undefined]);
  });

  it('may not be heard of: then nothing is taken from the cache, nor put into it', async () => {
    const { ask, asked, changes } = await caching();
    await ask(NAME, { id: 'g1' });
    changes.state.isListening = false;
    for (const id of ['g1', 'g2']) await ask(NAME, { id });
    changes.state.isListening = true;
    await ask(NAME, { id: 'g2' });
    expect(asked()).toBe(4);
    changes.lose();
    await ask(NAME, { id: 'g2' });
    expect(asked()).toBe(5);
  });
});

describe('without anybody who tells of changes', () => {
  it('answers go by time, at the latest when the gateway says so', async () => {
    const { ask, asked, goodsAt } = await caching({
      changes: undefined,
      cache: { bytes: 10_000, maxAgeSeconds: 1, clientMaxAgeSeconds: 60 },
    });
    await ask(NAME, { id: 'g1' });
    await ask(NAME, { id: 'g1' });
    expect(asked()).toBe(1);
    expect(goodsAt.seen[0]?.['cache-control']).toBeUndefined();
    const count = async () => {
      await ask(NAME, { id: 'g1' });
      return asked();
    };
    await expect.poll(count, { timeout: 5_000 }).toBe(2);
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
