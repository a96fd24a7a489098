import { Schema } from 'mongoose';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { Creation } from '../couponPorts.ts';
import type { Coupon } from '../domain/coupon.ts';

/** `_id` is the code. */
export type CouponRow = Omit<Coupon, 'code'> & { _id: string; creation?: Creation };
/** An order's use of a coupon; `_id` is the order's, so no order uses two or one twice. */
export type RedemptionRow = {
  _id: string;
  code: string;
  customerId: string;
  redeemedAt: Date;
  /** When the order ended unpaid; null while it uses the coupon. */
  givenBackAt: Date | null;
};

const { Mixed } = Schema.Types;

const coupons = new Schema<CouponRow>(
  {
    _id: String,
    version: Number,
    description: String,
    reduction: Mixed,
    usageLimit: Number,
    perCustomerLimit: Number,
    validFrom: Date,
    validUntil: Date,
    minimumSubtotal: Number,
    isActive: Boolean,
    createdAt: Date,
    used: Number,
    creation: Mixed,
  },
  { versionKey: false, minimize: false },
);
coupons.index({ createdAt: -1, _id: -1 });
coupons.index({ 'creation.key': 1 }, { unique: true, partialFilterExpression: { 'creation.key': { $exists: true } } });

const redemptions = new Schema<RedemptionRow>(
  { _id: String, code: String, customerId: String, redeemedAt: Date, givenBackAt: Date },
  { versionKey: false },
);
redemptions.index({ code: 1, customerId: 1 });

export const couponModels = ({ connection }: Mongo) => ({
  coupons: connection.model<CouponRow>('Coupon', coupons, 'coupons'),
  redemptions: connection.model<RedemptionRow>('CouponRedemption', redemptions, 'coupon_redemptions'),
});

export type CouponModels = ReturnType<typeof couponModels>;

export const couponOf = ({ _id: code, creation: _creation, ...coupon }: CouponRow): Coupon => ({ code, ...coupon });
