import type { Reduction } from './orderEvents.ts';

const WHOLE = 10_000n;

/**
 * What a coupon takes off, in whole minor units: 0 ≤ discount ≤ subtotal. A percentage is rounded half up to a whole unit
 * (12.5 % of 1.00 € is 0.13 €); a fixed amount stops at the subtotal.
 */
export function discountOf(reduction: Reduction, subtotal: number): number {
  switch (reduction.kind) {
    case 'PERCENTAGE':
      // Big integers: the product may leave the range in which numbers are exact.
      return Number((BigInt(subtotal) * BigInt(reduction.basisPointsOff) + WHOLE / 2n) / WHOLE);
    case 'FIXED':
      return Math.min(reduction.amountOff, subtotal);
    case 'FREE':
      return subtotal;
  }
}
