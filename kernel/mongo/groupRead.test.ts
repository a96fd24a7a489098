import { expect, it } from 'vitest';
import { makeGroupRead } from './groupRead.ts';

it('asks at once for one, together for those who come meanwhile, and gives each its own answer', async () => {
  const questions: (readonly string[])[] = [];
  const read = makeGroupRead(async (keys: readonly string[]) => {
    questions.push(keys);
    return keys.map((key) => key.toUpperCase());
  });

  expect(await Promise.all(['a', 'b', 'c'].map(read))).toEqual(['A', 'B', 'C']);
  expect(questions).toEqual([['a'], ['b', 'c']]);
});

it('passes the failure of a read on', async () => {
  const read = makeGroupRead(async (_keys: readonly string[]): Promise<string[]> => {
    throw new Error('a bug');
  });

  await expect(read('a')).rejects.toThrow('a bug');
});
