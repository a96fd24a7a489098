import { describe, expect, it } from 'vitest';
import { ALL, caching, NAME, UNITS } from '../testing/caching.ts';
import { post } from '../testing/clients.ts';

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
