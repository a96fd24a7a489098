import { AppError } from '#kernel/errors.ts';
import type { CouponChange, Coupons } from '../couponPorts.ts';
import type { Coupon } from '../domain/coupon.ts';

type Deps = { coupons: Pick<Coupons, 'byCode' | 'change'> };

/**
 * Changes what is given and leaves the rest. Orders keep the terms with which they were placed.
 *
 * @throws AppError NOT_FOUND (COUPON_NOT_FOUND), BAD_USER_INPUT when it would never be valid.
 */
export const makeUpdateCoupon =
  ({ coupons }: Deps) =>
  async (code: string, change: CouponChange): Promise<Coupon> => {
    const [before] = await coupons.byCode([code]);
    if (!before) throw new AppError('NOT_FOUND', 'COUPON_NOT_FOUND', 'there is no such coupon');
    const after = { ...before, ...change };
    if (after.validFrom && after.validUntil && after.validFrom >= after.validUntil) throw neverValid();
    const isSame = (Object.keys(change) as (keyof CouponChange)[]).every((field) => equal(before[field], after[field]));
    return isSame ? before : coupons.change(code, before.version, change);
  };

const equal = (a: unknown, b: unknown) => (a instanceof Date && b instanceof Date ? +a === +b : a === b);

function neverValid(): AppError {
  const message = 'must be later than validFrom';
  const reasons = [{ param: 'validUntil', message }];
  return new AppError('BAD_USER_INPUT', 'INVALID_INPUT', `validUntil: ${message}`, { reasons });
}
