import { requireAdmin, requireUser } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { readCouponCode, readCreateCoupon, readUpdateCoupon } from '../couponInputs.ts';
import { couponFailure } from '../domain/coupon.ts';
import { lineTotalOf } from '../domain/total.ts';
import type { Resolvers } from '../generated.ts';
import { readQuoteOrder } from '../inputs.ts';

export const couponQueries = {
  quoteOrder: (_root, { input }, { call, quoteOrder }) => {
    const { userId: customerId } = requireUser(call.principal);
    return quoteOrder({ ...readQuoteOrder(input), customerId });
  },
  coupons: (_root, { filter, ...args }, { call, listCoupons }) => {
    requireAdmin(call.principal);
    return listCoupons(filter ?? undefined, pageOf(args));
  },
  coupon: async (_root, args, { call, coupons }) => {
    requireAdmin(call.principal);
    return (await coupons.load(readCouponCode(args))) ?? null;
  },
} satisfies Resolvers['Query'];

export const couponMutations = {
  createCoupon: (_root, { input }, { call, createCoupon }, info) => {
    const { userId: adminId } = requireAdmin(call.principal);
    const request = { ...readCreateCoupon(input), adminId };
    return outcome(info, 'CouponCreated', async () => ({ coupon: await createCoupon(request) }));
  },
  updateCoupon: (_root, { input }, { call, updateCoupon }, info) => {
    requireAdmin(call.principal);
    const { code, change } = readUpdateCoupon(input);
    return outcome(info, 'CouponUpdated', async () => ({ coupon: await updateCoupon(code, change) }));
  },
  deactivateCoupon: (_root, { input }, { call, updateCoupon }, info) => {
    requireAdmin(call.principal);
    const code = readCouponCode(input);
    return outcome(info, 'CouponUpdated', async () => ({ coupon: await updateCoupon(code, { isActive: false }) }));
  },
} satisfies Resolvers['Mutation'];

export const couponTypes = {
  Coupon: {
    kind: ({ reduction }) => reduction.kind,
    basisPointsOff: ({ reduction }) => (reduction.kind === 'PERCENTAGE' ? reduction.basisPointsOff : null),
    amountOff: ({ reduction }, _args, { currency }) =>
      reduction.kind === 'FIXED' ? { amount: reduction.amountOff, currency } : null,
    minimumSubtotal: ({ minimumSubtotal: amount }, _args, { currency }) =>
      amount === null ? null : { amount, currency },
    redemptions: ({ used }) => used,
  },
  CouponConnection: { totalCount: ({ count }) => count() },
  OrderQuote: {
    subtotal: ({ totals }) => totals?.subtotal ?? null,
    discount: ({ totals }) => totals?.discount ?? null,
    total: ({ totals }) => totals?.total ?? null,
    couponRejected: ({ couponRejection: reason }) => {
      if (!reason) return null;
      const { reason: code, message, param } = couponFailure(reason);
      return { code, message, param, reason };
    },
    canBePlaced: ({ lines, totals, couponRejection }) =>
      totals !== null && couponRejection === null && lines.every(({ problem }) => problem === null),
  },
  QuotedOrderLine: {
    product: ({ productId }) => ({ id: productId }),
    lineTotal: ({ quantity, unitPrice }) => unitPrice && lineTotalOf({ quantity, unitPrice }),
  },
} satisfies Pick<Resolvers, 'Coupon' | 'CouponConnection' | 'OrderQuote' | 'QuotedOrderLine'>;
