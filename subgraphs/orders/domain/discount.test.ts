import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discountOf } from './discount.ts';
import type { Reduction } from './orderEvents.ts';

const percent = (basisPointsOff: number): Reduction => ({ kind: 'PERCENTAGE', basisPointsOff });
const subtotal = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const reduction: fc.Arbitrary<Reduction> = fc.oneof(
  fc.integer({ min: 1, max: 10_000 }).map(percent),
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map((amountOff): Reduction => ({ kind: 'FIXED', amountOff })),
  fc.constant<Reduction>({ kind: 'FREE' }),
);

describe('a discount', () => {
  it('is a whole number from 0 to the subtotal, whatever the coupon takes off', () => {
    fc.assert(
      fc.property(reduction, subtotal, (taken, whole) => {
        const discount = discountOf(taken, whole);
        expect(Number.isSafeInteger(discount)).toBe(true);
        expect(discount).toBeGreaterThanOrEqual(0);
        expect(discount).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it('of a percentage is the whole number nearest to it, and the higher one of two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), subtotal, (basisPoints, whole) => {
        // In ten-thousandths of a minor unit nothing needs rounding.
        const error = BigInt(discountOf(percent(basisPoints), whole)) * 10_000n - BigInt(whole) * BigInt(basisPoints);
        expect(error > -5_000n && error <= 5_000n).toBe(true);
      }),
    );
  });

  it.each([
    [1_250, 100, 13],
    [1_250, 99, 12],
    [50, 100, 1],
    [49, 100, 0],
    [3_333, 3, 1],
    [10_000, 2 ** 53 - 1, 2 ** 53 - 1],
    [1, 2 ** 53 - 1, 900_719_925_474],
    [10_000, 0, 0],
  ])('of %i basis points of %i is %i', (basisPoints, whole, discount) => {
    expect(discountOf(percent(basisPoints), whole)).toBe(discount);
  });

  it('of a fixed amount stops at the subtotal', () => {
    expect(discountOf({ kind: 'FIXED', amountOff: 500 }, 1_000)).toBe(500);
    expect(discountOf({ kind: 'FIXED', amountOff: 1_500 }, 1_000)).toBe(1_000);
  });

  it('of a free coupon is all of it', () => {
    expect(discountOf({ kind: 'FREE' }, 1_234)).toBe(1_234);
  });
});
