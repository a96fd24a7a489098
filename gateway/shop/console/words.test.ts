import { expect, it } from 'vitest';

type Words = {
  durationOf(seconds: number): string;
  lagOf(seconds: number): string;
  spelled(name: string): string;
  counted(count: number, one: string): string;
};
/** The page is plain JavaScript for browsers. */
const { durationOf, lagOf, spelled, counted } = (await import(
  new URL('./page/words.js', import.meta.url).href
)) as Words;

it.each([
  [0, '0 s'],
  [59.6, '1 min'],
  [960, '16 min'],
  [3_725, '1 h 2 min'],
  [90_061, '1 d 1 h'],
])('%d seconds are %s', (seconds, words) => {
  expect(durationOf(seconds)).toBe(words);
});

it('tells tenths of a lag while it is short', () => {
  expect([lagOf(0.04), lagOf(9.94), lagOf(75)]).toEqual(['0.0 s', '9.9 s', '1 min 15 s']);
});

it('spells statuses and counts for people', () => {
  expect(spelled('AWAITING_PAYMENT')).toBe('Awaiting payment');
  expect([counted(1, 'order'), counted(2, 'order')]).toEqual(['1 order', '2 orders']);
});
