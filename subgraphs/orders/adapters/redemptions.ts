import mongoose from 'mongoose';
import { AppError } from '#kernel/errors.ts';
import { type Coupon, couponRejected, isAlreadyUsed, isUsedUp } from '../domain/coupon.ts';
import type { CouponModels } from './couponModels.ts';

type Use = { readonly orderId: string; readonly customerId: string; readonly at: Date };

/**
 * Counts one more use of the coupon, inside the transaction that records the order. Everybody who uses the coupon writes
 * its one document first, so of two that come at the same moment one starts again and sees the other's use.
 *
 * @param coupon as it was judged before: a change since then makes the caller judge again.
 * @throws AppError REFUSED (COUPON_REJECTED), CONFLICT (COUPON_CHANGED).
 */
export async function redeem({ coupons, redemptions }: CouponModels, coupon: Coupon, use: Use): Promise<void> {
  const { code, version, usageLimit } = coupon;
  const free = usageLimit === null ? {} : { used: mongoose.trusted({ $lt: usageLimit }) };
  const { matchedCount } = await coupons.updateOne({ _id: code, version, ...free }, { $inc: { used: 1 } });
  if (matchedCount === 0) throw await whyNot(coupons, coupon);
  const usedByCustomer = await redemptions.countDocuments({ code, customerId: use.customerId, givenBackAt: null });
  if (isAlreadyUsed(coupon, usedByCustomer)) throw couponRejected('ALREADY_USED');
  const { orderId: _id, customerId, at: redeemedAt } = use;
  await redemptions.insertMany([{ _id, code, customerId, redeemedAt, givenBackAt: null }]);
}

/** Takes the use of an order that ended unpaid back, once, inside the transaction that records the end. */
export async function giveBack({ coupons, redemptions }: CouponModels, orderId: string, at: Date): Promise<void> {
  const used = await redemptions.findOneAndUpdate({ _id: orderId, givenBackAt: null }, { givenBackAt: at }).lean();
  if (used) await coupons.updateOne({ _id: used.code }, { $inc: { used: -1 } });
}

async function whyNot(coupons: CouponModels['coupons'], { code, version, usageLimit }: Coupon): Promise<AppError> {
  const now = await coupons.findById(code).lean();
  const isSame = now?.version === version;
  if (isSame && isUsedUp({ used: now.used, usageLimit })) return couponRejected('USED_UP');
  return new AppError('CONFLICT', 'COUPON_CHANGED', `coupon ${code} has just changed`);
}
