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

describe('a rule without words of its own', () => {
  const schema = z.object({
    name: z.string().min(2),
    tags: z.array(z.string()).max(1),
    count: z.int().min(1),
    share: z.number().gt(0),
    kind: z.enum(['A', 'B']),
    id: z.uuid(),
  });

  it('is told in words that say what to change', () => {
    const input = { name: 'x', tags: ['a', 'b'], count: 0.5, share: 0, kind: 'C', id: '1' };

    expect(() => parseInput(schema, input)).toThrow(
      expect.objectContaining({
        reasons: [
          { param: 'name', message: 'must have at least 2 characters' },
          { param: 'tags', message: 'must have at most 1 item' },
          { param: 'count', message: 'must be a whole number' },
          { param: 'share', message: 'must be more than 0' },
          { param: 'kind', message: 'must be one of A, B' },
          { param: 'id', message: 'must be an id' },
        ],
      }),
    );
  });

  it('says that something is missing', () => {
    expect(() => parseInput(z.object({ name: z.string() }), {})).toThrow('name: must be given');
  });
});
