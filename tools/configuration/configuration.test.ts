import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { docstringsIn } from './docstrings.ts';
import { nestedDocstringOf, nestedDocstrings } from './nestedDocstrings.ts';
import { pictureOf } from './picture.ts';

describe('what a variable may be', () => {
  it.each([
    [z.coerce.number().int().min(1).max(65_000).default(4000), 'whole number, 1 to 65,000', '4000'],
    [z.coerce.number().int(), 'whole number', undefined],
    [z.coerce.number().min(0).max(1).default(1), 'number, 0 to 1', '1'],
    [z.enum(['sandbox', 'stripe']).default('sandbox'), '`sandbox`, `stripe`', 'sandbox'],
    [z.stringbool().default(true), '`true` or `false`', 'true'],
    [z.url({ protocol: /^https?$/ }).optional(), 'URL', undefined],
    [z.string().min(12).max(128).optional(), 'text of 12 to 128 characters', undefined],
    [
      z.union([z.literal('none'), z.coerce.number().int().min(1)]).default(20_000),
      '`none`, or whole number from 1',
      '20000',
    ],
    [z.array(z.string()).default(['a', 'b']), 'list of text', '["a","b"]'],
    [z.record(z.string(), z.int().min(1)).default({}), 'name → whole number from 1', undefined],
  ])('is told in words: %#', (schema, type, byDefault) => {
    expect(pictureOf(schema)).toEqual({ type, byDefault, secret: false });
  });

  it('says whether it is a secret', () => {
    expect(pictureOf(z.string().optional().meta({ secret: true }))).toMatchObject({ type: 'text', secret: true });
  });
});

it('docstrings are read where variables are declared, in one line', () => {
  const source = `
    /** Not of a variable. */
    import { z } from 'zod';
    export const own = {
      /** One line. */
      ONE: z.string(),
      PLAIN: z.string(),
      /**
       * Several lines,
       * as one.
       */
      SEVERAL: z.string(),
    };
    /** Of its own. */
    export const CURRENCY = z.string();`;

  expect(Object.fromEntries(docstringsIn(source))).toMatchObject({
    ONE: 'One line.',
    SEVERAL: 'Several lines, as one.',
    CURRENCY: 'Of its own.',
  });
  expect(docstringsIn(source).map(([name]) => name)).not.toContain('PLAIN');
});

it('docstrings of nested settings are found by their path', () => {
  const docstrings = nestedDocstrings(`
    const rate = z.strictObject({
      /** How many at once. */
      burst: count,
    });
    /** All of it. */
    export const settings = z.strictObject({
      /** A port. */
      port: z.int().refine(({ low }) => low, { message: 'so: no' }),
      cost: z
        .strictObject({
          /** The most. */
          max: count.default(defaults.max),
          plain: count,
        })
        .prefault({}),
      /** What all may do. */
      rates: z.strictObject({ perUser: rate.optional() }),
    });`);
  const of = (...path: string[]) => nestedDocstringOf(docstrings, ['settings', ...path]);

  expect([of('port'), of('cost', 'max'), of('rates', 'perUser')]).toEqual(['A port.', 'The most.', 'What all may do.']);
  expect(of('rates', 'perUser', 'burst')).toBe('How many at once.');
  expect(of('cost', 'plain')).toBeUndefined();
});
