import { AppError } from '#kernel/errors.ts';
import type { CouponRejection, Failure, FrozenCoupon, Reduction } from './orderEvents.ts';

/** Where a coupon ends. Null is no limit; amounts in minor units of the shop's currency. */
export type CouponLimits = {
  /** Orders that may use it, in all and by one customer. */
  readonly usageLimit: number | null;
  readonly perCustomerLimit: number | null;
  /** Business time: from inclusive, until exclusive. */
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly minimumSubtotal: number | null;
};

export type Coupon = CouponLimits & {
  /** Normalised, see `codeOf`. */
  readonly code: string;
  /** Grows with every change of the terms, not with redemptions. */
  readonly version: number;
  readonly description: string;
  readonly reduction: Reduction;
  readonly isActive: boolean;
  readonly createdAt: Date;
  /** Orders that use it now; those that ended unpaid don't count. */
  readonly used: number;
};

/** People type codes as they like: blanks around them and small letters mean nothing. */
export const codeOf = (text: string): string => text.trim().toUpperCase();

/** Why the coupon can't be used at this moment, as far as the coupon alone tells; null when it can. */
export function rejectionOf(coupon: Coupon, now: Date): CouponRejection | null {
  if (!coupon.isActive) return 'INACTIVE';
  if (coupon.validFrom && now < coupon.validFrom) return 'NOT_YET_VALID';
  if (coupon.validUntil && now >= coupon.validUntil) return 'EXPIRED';
  return isUsedUp(coupon) ? 'USED_UP' : null;
}

export const isUsedUp = ({ used, usageLimit }: Pick<Coupon, 'used' | 'usageLimit'>): boolean =>
  usageLimit !== null && used >= usageLimit;

/** @param usedByCustomer the customer's orders that use it now. */
export const isAlreadyUsed = ({ perCustomerLimit }: Pick<Coupon, 'perCustomerLimit'>, usedByCustomer: number) =>
  perCustomerLimit !== null && usedByCustomer >= perCustomerLimit;

/** Known only once the lines have prices. */
export const minimumRejectionOf = (
  { minimumSubtotal }: Pick<FrozenCoupon, 'minimumSubtotal'>,
  subtotal: number,
): CouponRejection | null => (minimumSubtotal !== null && subtotal < minimumSubtotal ? 'MINIMUM_NOT_REACHED' : null);

export const frozen = ({ code, description, reduction, minimumSubtotal }: Coupon): FrozenCoupon => ({
  code,
  description,
  reduction,
  minimumSubtotal,
});

const WORDS: Readonly<Record<CouponRejection, string>> = {
  UNKNOWN: 'there is no such coupon',
  INACTIVE: 'this coupon is no longer given out',
  NOT_YET_VALID: 'this coupon is not valid yet',
  EXPIRED: 'this coupon is no longer valid',
  USED_UP: 'this coupon was used as often as it may be',
  ALREADY_USED: 'you have used this coupon as often as you may',
  MINIMUM_NOT_REACHED: 'these lines cost less than this coupon asks for',
};

export const couponFailure = (coupon: CouponRejection): Failure & { coupon: CouponRejection } => ({
  reason: 'COUPON_REJECTED',
  message: WORDS[coupon],
  param: 'couponCode',
  coupon,
});

/** The refusal as the API tells it. */
export function couponRejected(coupon: CouponRejection): AppError {
  const { reason, message, param } = couponFailure(coupon);
  return new AppError('REFUSED', reason, message, {
    reasons: [{ param: param ?? 'couponCode', message }],
    details: { reason: coupon },
  });
}
