import { expect, it } from 'vitest';
import { makeSourceGates } from './sourceGates.ts';

const one = async () => 1;
const reasonOf = (work: Promise<unknown>) => work.then(String, ({ reason }) => reason);

it('lets so many in as there are failures left, and the others in their turn', async () => {
  const atGate = makeSourceGates();
  const ends: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => ends.push(resolve));

  const all = Array.from({ length: 5 }, () => atGate('a', async () => 2, work));
  for (const count of [2, 3, 4, 5]) {
    await expect.poll(() => ends.length).toBe(count);
    ends[count - 2]?.();
  }
  ends.at(-1)?.();

  await Promise.all(all);
});

it('does not hold up one source for another', async () => {
  const atGate = makeSourceGates();
  const end = Promise.withResolvers<void>();
  const held = atGate('a', one, () => end.promise);

  expect(await atGate('b', one, async () => 'through')).toBe('through');

  end.resolve();
  await held;
});

it('lets go of all who wait, once none is left or the one inside has failed', async () => {
  const atGate = makeSourceGates();
  let left = 1;
  const guess = () =>
    atGate(
      'a',
      async () => {
        if (left === 0) throw Object.assign(new Error(), { reason: 'NONE_LEFT' });
        return left;
      },
      async () => {
        left -= 1;
        throw Object.assign(new Error(), { reason: 'WRONG' });
      },
    );

  const said = await Promise.all(Array.from({ length: 9 }, () => reasonOf(guess())));

  expect(said.toSorted()).toEqual([...Array(8).fill('NONE_LEFT'), 'WRONG']);
});

it('sends away who would wait behind too many', async () => {
  const atGate = makeSourceGates();
  const end = Promise.withResolvers<void>();

  const all = Array.from({ length: 202 }, () => reasonOf(atGate('a', one, () => end.promise.then(() => 'in'))));

  expect(await Promise.race(all)).toBe('SIGN_IN_BUSY');
  end.resolve();
  expect((await Promise.all(all)).filter((said) => said === 'in')).toHaveLength(201);
});
