import { describe, expect, it } from 'vitest';
import { formatMoney } from './money.ts';

describe('formatMoney', () => {
  it.each([
    [{ amount: 1999, currency: 'EUR' }, '€19.99'],
    [{ amount: 0, currency: 'EUR' }, '€0.00'],
    [{ amount: -5, currency: 'USD' }, '-$0.05'],
    [{ amount: 123_456_789, currency: 'EUR' }, '€1,234,567.89'],
    [{ amount: 500, currency: 'JPY' }, '¥500'],
    [{ amount: 1_234_567, currency: 'KWD' }, 'KWD\u00a01,234.567'],
  ])('%o reads %s', (money, text) => {
    expect(formatMoney(money)).toBe(text);
  });
});
