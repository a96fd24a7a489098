import { describe, expect, it } from 'vitest';
import { isCountry } from './countries.ts';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const ALL = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(isCountry);

describe('country codes', () => {
  it('are the 249 that ISO 3166-1 has assigned', () => expect(ALL).toHaveLength(249));

  it('are all known by a name', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    expect(ALL.filter((code) => names.of(code) === undefined)).toEqual([]);
  });

  it.each(['RO', 'MD', 'US', 'AX'])('include %s', (code) => expect(isCountry(code)).toBe(true));

  it.each(['UK', 'EU', 'XK', 'AN', 'SU', 'ZZ', 'ro', '', 'ROU'])('do not include %j', (code) =>
    expect(isCountry(code)).toBe(false),
  );
});
