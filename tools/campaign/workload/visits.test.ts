import { expect, it } from 'vitest';
import { chanceOf } from './chance.ts';
import { usualHabits, type Visit, visitOf } from './visits.ts';

const shelves = { plenty: Array.from({ length: 16 }, (_, number) => `plenty ${number}`), scarce: ['rare 1', 'rare 2'] };

function visits(seed: number, count = 500): Visit[] {
  const random = chanceOf(seed);
  return Array.from({ length: count }, () => visitOf(random, { customers: 5, shelves, habits: usualHabits }));
}

it('the same seed makes the same visits, another one others', () => {
  expect(visits(7)).toEqual(visits(7));
  expect(visits(7)).not.toEqual(visits(8));
});

it('orders have 1 to 10 lines of different products, and some want what is scarce', () => {
  const orders = visits(1).map(({ lines }) => lines.map(({ productId }) => productId));

  for (const ids of orders) expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(orders.map(({ length }) => length))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
  expect(orders.filter((ids) => ids.some((id) => id.startsWith('rare'))).length).toBeGreaterThan(50);
});

it('everything that customers do is among a few hundred visits', () => {
  const all = visits(2);

  expect(new Set(all.map(({ ending }) => ending)).size).toBe(Object.keys(usualHabits.endings).length);
  expect(new Set(all.map(({ watches }) => watches)).size).toBe(3);
  expect(all.some(({ isDoubleClick }) => isDoubleClick) && all.some(({ reusesKey }) => reusesKey)).toBe(true);
  expect(all.every(({ lateMs }) => Math.abs(lateMs) <= 50)).toBe(true);
});

it('every visit has keys of its own', () => {
  const keys = visits(3).flatMap(({ placeKey, payKeys }) => [placeKey, ...payKeys]);

  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
});
