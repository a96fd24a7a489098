import { Kind } from 'graphql';
import { describe, expect, it } from 'vitest';
import { dateTimeScalar, minorUnitsScalar } from './scalars.ts';

const isBadInput = expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', reason: 'INVALID_INPUT' } });
const int = (value: string) => ({ kind: Kind.INT, value }) as const;
const text = (value: string) => ({ kind: Kind.STRING, value }) as const;

describe('DateTime', () => {
  it('goes out in UTC with milliseconds, from a Date and from what a database driver may give', () => {
    const noon = '2030-01-01T12:00:00.000Z';

    expect(dateTimeScalar.serialize(new Date(noon))).toBe(noon);
    expect(dateTimeScalar.serialize('2030-01-01T14:00:00+02:00')).toBe(noon);
  });

  it('never goes out as something that is no instant', () => {
    expect(() => dateTimeScalar.serialize('soon')).toThrow(TypeError);
  });

  it.each(['2030-01-01T12:00:00Z', '2030-01-01T12:00:00.5Z', '2030-01-01T14:00:00+02:00'])('takes %s', (given) => {
    expect(dateTimeScalar.parseValue(given)).toEqual(new Date(given));
    expect(dateTimeScalar.parseLiteral(text(given))).toEqual(new Date(given));
  });

  it.each(['2030-01-01', '12:00', '', '2030-13-01T12:00:00Z', 1_893_456_000_000, null, {}])('refuses %o', (given) => {
    expect(() => dateTimeScalar.parseValue(given)).toThrow(isBadInput);
  });

  it.each([
    '2030-02-29T00:00:00Z',
    '2030-04-31T12:00:00+02:00',
    '2030-00-10T00:00:00Z',
    '0000-01-01T00:00:00+10:00',
    '9999-12-31T23:59:59-10:00',
  ])('refuses %s, a day that no calendar has', (given) => {
    expect(() => dateTimeScalar.parseValue(given)).toThrow(isBadInput);
    expect(() => dateTimeScalar.parseLiteral(text(given))).toThrow(isBadInput);
  });

  it('says what it refuses, in short', () => {
    expect(() => dateTimeScalar.parseValue('soon')).toThrow(/, not "soon"$/);
    expect(() => dateTimeScalar.parseLiteral(int('5'))).toThrow(/, not 5$/);
    expect(() => dateTimeScalar.parseValue('x'.repeat(1_000))).toThrow(/, not "x{59}$/);
  });

  it('refuses a literal that is no text', () => {
    expect(() => dateTimeScalar.parseLiteral(int('1'))).toThrow(isBadInput);
  });
});

describe('MinorUnits', () => {
  it.each([0, -5, 2 ** 31, Number.MAX_SAFE_INTEGER])('carries %d, beyond what Int can', (amount) => {
    expect(minorUnitsScalar.serialize(amount)).toBe(amount);
    expect(minorUnitsScalar.parseValue(amount)).toBe(amount);
    expect(minorUnitsScalar.parseLiteral(int(String(amount)))).toBe(amount);
  });

  it.each([0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '5', null])('refuses %o', (amount) => {
    expect(() => minorUnitsScalar.parseValue(amount)).toThrow(isBadInput);
  });

  it('refuses literals that are no whole number it can hold', () => {
    expect(() => minorUnitsScalar.parseLiteral({ kind: Kind.FLOAT, value: '1.0' })).toThrow(isBadInput);
    expect(() => minorUnitsScalar.parseLiteral(text('5'))).toThrow(isBadInput);
    expect(() => minorUnitsScalar.parseLiteral(int('9007199254740993'))).toThrow(isBadInput);
  });
});
