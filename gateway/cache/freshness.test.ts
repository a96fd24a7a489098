import { expect, it } from 'vitest';
import { freshnessOf } from './freshness.ts';

it.each([
  ['max-age=60, public', { ms: 60_000, scope: 'public' }],
  ['max-age=60', { ms: 60_000, scope: 'unsaid' }],
  ['Max-Age=60,PRIVATE', { ms: 60_000, scope: 'private' }],
  ['max-age=60, private="set-cookie, x"', { ms: 60_000, scope: 'private' }],
  ['public, max-age="60"', { ms: 60_000, scope: 'public' }],
  ['s-maxage=5, max-age=60', { ms: 5_000, scope: 'public' }],
  ['private, s-maxage=5, max-age=60', { ms: 60_000, scope: 'private' }],
  ['max-age=60, max-age=5, public', { ms: 5_000, scope: 'public' }],
  ['max-age=60, public, must-revalidate, stale-while-revalidate=600', { ms: 60_000, scope: 'public' }],
])('an answer with `%s` may be kept', (text, expected) => {
  expect(freshnessOf({ 'cache-control': text })).toMatchObject(expected);
});

it.each([
  'no-store',
  'no-cache, max-age=60, public',
  'no-cache="set-cookie", max-age=60, public',
  'public, max-age=60, no-store',
  'max-age=0, public',
  'max-age=-1, public',
  'max-age=soon, public',
  's-maxage=0, max-age=60, public',
  'public',
  '',
])('an answer with `%s` may not', (text) => {
  expect(freshnessOf({ 'cache-control': text })).toBeUndefined();
});

it('what it spent on the way counts, and what it depends on is told', () => {
  const headers = { 'cache-control': 'max-age=60, public', age: '50', vary: 'Accept-Language, X-Tenant' };
  expect(freshnessOf(headers)).toEqual({ ms: 10_000, scope: 'public', vary: ['accept-language', 'x-tenant'] });
});
