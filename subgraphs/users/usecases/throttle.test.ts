import { describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { memoryCounters } from '../fakes/memoryCounters.ts';
import { makeThrottle } from './throttle.ts';

const MINUTE_MS = 60_000;
const limits = {
  windowMs: 15 * MINUTE_MS,
  failuresPerAccount: 3,
  failuresPerSource: 5,
  registrationsPerSource: 2,
  mailsPerAccount: 1,
  mailsPerSource: 2,
};
const noon = new Date('2030-01-01T12:00:00Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * MINUTE_MS);

function throttleUnderTest() {
  let now = noon;
  const counters = memoryCounters();
  const throttle = makeThrottle({
    counters,
    limits,
    hashOf: (text) => `#${[...text].reverse().join('')}`,
    realNow: () => now,
  });
  let checked = 0;
  const guess = (account: string, address: string, outcome: 'right' | 'wrong' | 'busy') =>
    throttle
      .guess({ account, address }, async () => {
        checked += 1;
        if (outcome === 'wrong') throw new AppError('REFUSED', 'INVALID_CREDENTIALS', 'wrong');
        if (outcome === 'busy') throw new AppError('UNAVAILABLE', 'SIGN_IN_BUSY', 'busy');
        return 'in';
      })
      .catch((error: AppError) => error.reason);
  return {
    throttle,
    counters,
    guess,
    checked: () => checked,
    is: (time: Date) => {
      now = time;
    },
  };
}

async function times<Result>(count: number, run: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let each = 0; each < count; each++) results.push(await run());
  return results;
}

describe('wrong passwords', () => {
  it('close an account until the window ends, and the password is not even looked at', async () => {
    const { guess, checked, is, throttle } = throttleUnderTest();
    await times(3, () => guess('ana', 'a', 'wrong'));

    expect(await guess('ana', 'b', 'right')).toBe('TOO_MANY_ATTEMPTS');
    expect(checked()).toBe(3);
    const refused = throttle.guess({ account: 'ana', address: 'b' }, async () => 'in');
    await expect(refused).rejects.toMatchObject({ code: 'REFUSED', details: { retryAfter: at(15) } });

    is(at(14));
    expect(await guess('ana', 'b', 'right')).toBe('TOO_MANY_ATTEMPTS');
    is(at(15));
    expect(await guess('ana', 'b', 'right')).toBe('in');
  });

  it('many at once get no further than one after the other', async () => {
    const { guess, checked } = throttleUnderTest();

    await Promise.all(Array.from({ length: 20 }, (_, index) => guess('ana', `source ${index}`, 'wrong')));

    expect(checked()).toBe(3);
  });

  it('are forgiven with a right one', async () => {
    const { guess } = throttleUnderTest();
    await times(2, () => guess('ana', 'a', 'wrong'));
    await guess('ana', 'a', 'right');

    expect(await times(2, () => guess('ana', 'b', 'wrong'))).toEqual(Array(2).fill('INVALID_CREDENTIALS'));
    expect(await guess('ana', 'c', 'right')).toBe('in');
  });

  it('of strangers do not lock out who has signed in from this source before', async () => {
    const { guess } = throttleUnderTest();
    await guess('ana', 'home', 'right');
    await times(3, () => guess('ana', 'elsewhere', 'wrong'));

    expect(await guess('ana', 'elsewhere', 'right')).toBe('TOO_MANY_ATTEMPTS');
    expect(await guess('ana', 'home', 'right')).toBe('in');
    await times(3, () => guess('ana', 'home', 'wrong'));
    expect(await guess('ana', 'home', 'right')).toBe('TOO_MANY_ATTEMPTS');
  });

  it('for many accounts close the source, and leave others alone', async () => {
    const { guess } = throttleUnderTest();
    for (const account of ['ana', 'bob', 'carl', 'dora', 'emil']) await guess(account, 'a', 'wrong');

    expect(await guess('flora', 'a', 'right')).toBe('TOO_MANY_ATTEMPTS');
    expect(await guess('flora', 'b', 'right')).toBe('in');
  });

  it('for many accounts at once get no further than one after the other', async () => {
    const { guess, checked } = throttleUnderTest();

    const said = await Promise.all(Array.from({ length: 30 }, (_, index) => guess(`account ${index}`, 'a', 'wrong')));

    expect(checked()).toBe(5);
    expect(said.filter((reason) => reason === 'TOO_MANY_ATTEMPTS')).toHaveLength(25);
  });

  it('do not shut a crowd out whose passwords are right', async () => {
    const { guess } = throttleUnderTest();
    for (const other of ['ana', 'bob', 'carl', 'dora']) await guess(other, 'a', 'wrong');

    const said = await Promise.all(Array.from({ length: 30 }, (_, index) => guess(`account ${index}`, 'a', 'right')));

    expect(said).toEqual(Array(30).fill('in'));
  });

  it('are all that counts: right ones do not, however many, nor those that nobody had time for', async () => {
    const { guess } = throttleUnderTest();

    expect(await times(10, () => guess('ana', 'a', 'right'))).toEqual(Array(10).fill('in'));
    expect(await times(10, () => guess('bob', 'a', 'busy'))).toEqual(Array(10).fill('SIGN_IN_BUSY'));
    expect(await guess('bob', 'a', 'right')).toBe('in');
  });

  it('are counted under keys that do not tell whose they are', async () => {
    const { guess, counters } = throttleUnderTest();
    await guess('ana@bazaar.example', 'a', 'wrong');
    await guess('ana@bazaar.example', 'a', 'right');

    expect(counters.keys().join()).not.toContain('bazaar.example');
  });
});

describe('registrations and mails', () => {
  it('are limited per source, whatever becomes of them', async () => {
    const { throttle, is } = throttleUnderTest();
    await times(2, () => throttle.registration('a'));

    await expect(throttle.registration('a')).rejects.toMatchObject({ reason: 'TOO_MANY_ATTEMPTS' });
    await throttle.registration('b');
    is(at(15));
    await throttle.registration('a');
  });

  it('are limited per account too, where they go to somebody', async () => {
    const { throttle } = throttleUnderTest();
    await throttle.mail('ana', 'a');

    await expect(throttle.mail('ana', 'b')).rejects.toMatchObject({ reason: 'TOO_MANY_ATTEMPTS' });
    await throttle.mail('bob', 'a');
    await expect(throttle.mail('carl', 'a')).rejects.toMatchObject({ reason: 'TOO_MANY_ATTEMPTS' });
  });
});
