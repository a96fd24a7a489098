import { describe, expect, it } from 'vitest';
import { formatMoney, formatMoneyIn } from './money.ts';

describe('formatMoney', () => {
  it.each([
    [{ amount: 1999, currency: 'EUR' }, '€19.99'],
    [{ amount: 0, currency: 'EUR' }, '€0.00'],
    [{ amount: -5, currency: 'USD' }, '-$0.05'],
    [{ amount: 123_456_789, currency: 'EUR' }, '€1,234,567.89'],
    [{ amount: 500, currency: 'JPY' }, '¥500'],
    [{ amount: 1_234_567, currency: 'KWD' }, 'KWD\u00a01,234.567'],
    // What ISO 4217 counts and `Intl` leaves out: they would look a hundred or a thousand times as much.
    [{ amount: 199_900, currency: 'HUF' }, 'HUF\u00a01,999.00'],
    [{ amount: 199_900, currency: 'RSD' }, 'RSD\u00a01,999.00'],
    [{ amount: 1_999_000, currency: 'IQD' }, 'IQD\u00a01,999.000'],
    [{ amount: 1_999, currency: 'UGX' }, 'UGX\u00a01,999'],
    [{ amount: Number.MAX_SAFE_INTEGER, currency: 'EUR' }, '€90,071,992,547,409.91'],
    [{ amount: -9_007_199_254_740_989, currency: 'KWD' }, '-KWD\u00a09,007,199,254,740.989'],
  ])('%o reads %s', (money, text) => {
    expect(formatMoney(money)).toBe(text);
  });
});

describe('formatMoneyIn', () => {
  it.each([
    ['ro-RO', { amount: 123_456, currency: 'EUR' }, '1.234,56\u00a0EUR'],
    ['ro-RO', { amount: 500, currency: 'JPY' }, '500\u00a0JPY'],
    ['en-GB', { amount: 123_456, currency: 'EUR' }, '€1,234.56'],
  ])('writes as people do in %s: %o reads %s', (language, money, text) => {
    expect(formatMoneyIn(language, money)).toBe(text);
  });
});
