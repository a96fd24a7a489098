import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseInput } from './validation.ts';

const order = z.object({
  key: z.string().min(8, 'must have 8 characters or more'),
  lines: z.array(z.object({ quantity: z.number().int().min(1, 'must be 1 or more') })),
});

describe('parseInput', () => {
  it('gives back what the schema makes of the input', () => {
    const trimmed = z.object({ name: z.string().trim(), size: z.number().default(1) });

    expect(parseInput(trimmed, { name: ' Ana ', unknown: true })).toEqual({ name: 'Ana', size: 1 });
  });

  it('names every bad field by its path', () => {
    const input = { key: 'short', lines: [{ quantity: 1 }, { quantity: 0 }] };

    expect(() => parseInput(order, input)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        reason: 'INVALID_INPUT',
        message: 'key: must have 8 characters or more; lines.1.quantity: must be 1 or more',
        reasons: [
          { param: 'key', message: 'must have 8 characters or more' },
          { param: 'lines.1.quantity', message: 'must be 1 or more' },
        ],
      }),
    );
  });

  it('says so when the input as a whole is wrong', () => {
    const filter = z.object({ min: z.number() }).refine(() => false, 'must have a lower end');

    expect(() => parseInput(filter, { min: 1 })).toThrow('input: must have a lower end');
  });
});
