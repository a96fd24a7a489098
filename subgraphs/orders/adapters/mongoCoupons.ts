import mongoose, { type QueryFilter } from 'mongoose';
import { AppError } from '#kernel/errors.ts';
import { conditionOf, type FilterFields } from '#kernel/graphql/filter.ts';
import { findPage } from '#kernel/mongo/findPage.ts';
import { isDuplicateKey } from '#kernel/mongo/mongo.ts';
import type { Coupons } from '../couponPorts.ts';
import { type CouponModels, type CouponRow, couponOf } from './couponModels.ts';

const NEWEST_FIRST = [
  ['createdAt', -1],
  ['_id', -1],
] as const;

const FIELDS: FilterFields<CouponRow> = {
  code: '_id',
  kind: 'reduction.kind',
  isActive: (value: boolean): QueryFilter<CouponRow> => ({ isActive: value }),
  createdAt: 'createdAt',
};

export const makeMongoCoupons = ({ coupons, redemptions }: CouponModels): Coupons => ({
  byCode: async (codes) => {
    const rows = await coupons.find({ _id: mongoose.trusted({ $in: codes }) }).lean();
    const byCode = new Map(rows.map((row) => [row._id, couponOf(row)]));
    return codes.map((code) => byCode.get(code));
  },

  usedBy: (code, customerId) => redemptions.countDocuments({ code, customerId, givenBackAt: null }).exec(),

  createdWith: async (key) => {
    const row = await coupons.findOne({ 'creation.key': key }).lean();
    return row?.creation && { coupon: couponOf(row), inputHash: row.creation.inputHash };
  },

  create: async ({ code, ...coupon }, creation) => {
    const row = { _id: code, ...coupon, ...(creation && { creation }) };
    await coupons.insertMany([row]).catch((error: unknown) => {
      throw isDuplicateKey(error) ? taken(code, error) : error;
    });
    return couponOf(row);
  },

  change: async (code, version, change) => {
    const update = { $set: change, $inc: { version: 1 } };
    const row = await coupons.findOneAndUpdate({ _id: code, version }, update, { returnDocument: 'after' }).lean();
    if (row) return couponOf(row);
    throw new AppError('CONFLICT', 'VERSION_CONFLICT', `coupon ${code} has just changed`);
  },

  list: async (filter, page) => {
    const condition = conditionOf<CouponRow>(filter, FIELDS);
    const { edges, nodes, pageInfo } = await findPage(coupons, condition, NEWEST_FIRST, page);
    return {
      edges: edges.map(({ cursor, node }) => ({ cursor, node: couponOf(node) })),
      nodes: nodes.map(couponOf),
      pageInfo,
      count: () => coupons.countDocuments(condition).exec(),
    };
  },
});

const taken = (code: string, cause: unknown) =>
  new AppError('CONFLICT', 'COUPON_CODE_TAKEN', `there is a coupon ${code} already`, {
    cause,
    reasons: [{ param: 'code', message: 'is taken' }],
  });
