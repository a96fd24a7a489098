import { expect, it } from 'vitest';
import { wordsOf } from './searchWords.ts';

it.each([
  ['Ștefan  Ionescu-Pop', ['stefan', 'ionescu', 'pop']],
  ['ANA ana', ['ana']],
  ['王 小明', ['王', '小明']],
  ['.*$ -- ', []],
])('the words of %j are %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});
