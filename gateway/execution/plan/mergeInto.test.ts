import { expect, it } from 'vitest';
import { mergeInto } from './mergeInto.ts';

const merged = (target: Record<string, unknown>, source: Record<string, unknown>) => {
  mergeInto(target, source, () => false);
  return target;
};

it('objects and lists of one length become one, item by item; other values are replaced', () => {
  const target = { size: { width: 1 }, tags: ['a'], related: [{ id: 1 }, null], price: 1, note: 'old' };
  const source = {
    size: { height: 2 },
    tags: ['b', 'c'],
    related: [{ title: 't' }, { id: 2 }],
    price: null,
    note: 'new',
  };
  expect(merged(target, source)).toEqual({
    size: { width: 1, height: 2 },
    tags: ['b', 'c'],
    related: [{ id: 1, title: 't' }, { id: 2 }],
    price: null,
    note: 'new',
  });
});

it('a key that is known stays where a subgraph answers an object in its place', () => {
  expect(merged({ id: 'id-3', tags: ['a'], year: 0 }, { id: {}, tags: { a: 1 }, year: {} })).toEqual({
    id: 'id-3',
    tags: ['a'],
    year: 0,
  });
  expect(merged({ size: null }, { size: { width: 1 } })).toEqual({ size: { width: 1 } });
});
