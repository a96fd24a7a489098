import { expect, it } from 'vitest';
import { secondCopies } from './secondCopies.ts';
import type { Fault } from './types.ts';

const scene = { members: ['orders', 'email', 'email-2'], keptQuiet: 3, worldAgeMs: 10_000 };
const fault = (kind: string, target: string): Fault => ({ kind, target, at: 20_000, healedAt: 24_000 });
const mostOf = (kind: string, target: string, members = scene.members) =>
  secondCopies([fault(kind, target)], { ...scene, members }).map(({ most }) => most);

it('the time is that of the fault, with what was under way before it and is noticed behind it, on the clock of the mail server', () => {
  expect(secondCopies([fault('kill', 'email')], scene)).toEqual([{ from: 28_000, to: 39_000, most: 8 }]);
  expect(secondCopies([{ kind: 'kill', target: 'email', at: 20_000 }], scene)).toEqual([
    { from: 28_000, to: 35_000, most: 8 },
  ]);
});

it.each([
  ['kill', 'email-2', [8]],
  ['cut', 'email→smtp', [8]],
  ['half-open', 'email-2→mongod', [8]],
  ['crash', 'email', [8]],
  ['freeze', 'mongod', [16]],
  ['dropAfterData', 'smtp', [3]],
  ['kill', 'orders', []],
  ['slow', 'email→kafka', []],
  ['restart', 'email', []],
  ['busy', 'smtp', []],
])('%s of %s: as many mails as it can have met', (kind, target, most) => {
  expect(mostOf(kind, target)).toEqual(most);
});

it('a shop of one replica has half as many under way', () => {
  expect(mostOf('kill', 'mongod', ['email'])).toEqual([8]);
});
