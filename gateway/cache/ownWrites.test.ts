import { expect, it } from 'vitest';
import { OwnWrites } from './ownWrites.ts';

function writes(callers = 2) {
  const clock = { ms: 1 };
  const own = new OwnWrites(1_000, () => clock.ms, callers);
  return { clock, own };
}

it('each caller has a moment of their own, until nothing from before is kept any more', () => {
  const { clock, own } = writes();
  own.note('ann', 5);
  expect([own.since('ann'), own.since('ben')]).toEqual([5, 0]);
  clock.ms = 1_002;
  expect(own.since('ann')).toBe(0);
});

it('of too many callers the oldest write counts for all, so that nobody loses their own', () => {
  const { own } = writes(2);
  for (const [at, caller] of ['ann', 'ben', 'carl'].entries()) own.note(caller, at + 1);
  expect(own.since('ann')).toBe(1);
  expect(own.since('dora')).toBe(1);
  expect(own.since('carl')).toBe(3);
});
