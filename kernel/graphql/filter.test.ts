import { describe, expect, it } from 'vitest';
import { conditionOf, type FilterInput } from './filter.ts';

type Row = { name: string; price: { amount: number }; stock: number };
const fields = {
  name: 'name',
  price: 'price.amount',
  inStock: (isInStock: boolean) => ({ stock: isInStock ? { $gt: 0 } : 0 }),
};
/** As the database gets it: without the marks that mongoose reads. */
const condition = (filter: FilterInput | null): unknown => JSON.parse(JSON.stringify(conditionOf<Row>(filter, fields)));
const refusal = (...reasons: { param: string; message: string }[]) =>
  expect.objectContaining({ code: 'BAD_USER_INPUT', reason: 'INVALID_FILTER', reasons });

describe('conditionOf', () => {
  it('asks for nothing where nothing is given', () => {
    expect(condition(null)).toEqual({});
    expect(condition({ name: null, and: undefined })).toEqual({});
  });

  it('compares fields by their paths, all of them', () => {
    expect(condition({ name: { eq: 'Mug' } })).toEqual({ name: { $eq: 'Mug' } });
    expect(condition({ price: { gte: 1, lt: 9 }, name: { in: ['a', 'b'] } })).toEqual({
      $and: [{ 'price.amount': { $gte: 1, $lt: 9 } }, { name: { $in: ['a', 'b'] } }],
    });
  });

  it('lets a field have a condition of its own', () => {
    expect(condition({ inStock: false })).toEqual({ stock: 0 });
  });

  it('nests', () => {
    expect(condition({ or: [{ name: { eq: 'a' } }, { and: [{ name: { eq: 'b' } }, { inStock: true }] }] })).toEqual({
      $or: [{ name: { $eq: 'a' } }, { $and: [{ name: { $eq: 'b' } }, { stock: { $gt: 0 } }] }],
    });
  });

  it('names all parts that say nothing', () => {
    expect(() => condition({ or: [], and: [{ name: {} }, { price: { in: [] } }] })).toThrow(
      refusal(
        { param: 'filter.or', message: 'must not be empty' },
        { param: 'filter.and.0.name', message: 'must not be empty' },
        { param: 'filter.and.1.price.in', message: 'must have 1 to 100 values' },
      ),
    );
  });

  it('takes no branch that says nothing: an `or` with one would be true of everything', () => {
    expect(() => condition({ or: [{ name: { eq: 'a' } }, {}], and: [{ price: null }] })).toThrow(
      refusal(
        { param: 'filter.or.1', message: 'must not be empty' },
        { param: 'filter.and.0', message: 'must not be empty' },
      ),
    );
  });

  it('reads no further than it takes, however much there is', () => {
    const endless = { or: Array.from({ length: 10_000 }, () => ({})) };

    expect(() => condition(endless)).toThrow(
      expect.objectContaining({ reasons: expect.toSatisfy(({ length }: unknown[]) => length < 60) }),
    );
  });

  it('bounds depth and size', () => {
    const deep = [1, 2, 3, 4].reduce<FilterInput>((inner) => ({ or: [inner] }), { inStock: true });
    const wide = { or: Array.from({ length: 51 }, () => ({ inStock: true })) };

    expect(() => condition(deep)).toThrow(
      refusal({ param: 'filter.or.0.or.0.or.0.or.0', message: 'must be at most 4 levels deep' }),
    );
    expect(() => condition(wide)).toThrow(refusal({ param: 'filter', message: 'must have at most 50 conditions' }));
  });
});
