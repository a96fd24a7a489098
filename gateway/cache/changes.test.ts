import { describe, expect, it } from 'vitest';
import { ALL, caching, NAME, UNITS } from '../testing/caching.ts';

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
