import { requireAdmin } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import type { Resolvers } from '../generated.ts';
import { readPeriod, readTop, readUpdateOrderStatuses } from '../inputs.ts';
import type { RequestedReport, SalesFigures } from '../ports.ts';

export const adminQueries = {
  orders: (_root, { filter, ...args }, { call, list }) => {
    requireAdmin(call.principal);
    return list({ customerId: undefined, filter: filter ?? undefined }, pageOf(args));
  },
  salesReport: (_root, args, { call, currency }): RequestedReport => {
    requireAdmin(call.principal);
    return { ...readPeriod(args), currency };
  },
} satisfies Resolvers['Query'];

export const adminMutations = {
  updateOrderStatuses: async (_root, { input }, { call, updateOrderStatuses }) => {
    requireAdmin(call.principal);
    return { results: await updateOrderStatuses(readUpdateOrderStatuses(input).items) };
  },
} satisfies Resolvers['Mutation'];

export const adminTypes = {
  SettledOrderUpdate: {
    settled: ({ result }) => (result.status === 'fulfilled' ? 'FULFILLED' : 'REJECTED'),
    outcome: ({ result }, _args, _context, info) =>
      outcome(info, 'OrderStatusUpdated', async () => {
        if (result.status === 'rejected') throw result.reason;
        return { order: result.value };
      }),
  },

  SalesReport: {
    total: async ({ currency, ...period }, _args, { sales }) =>
      shown((await sales.days(period)).reduce(sum, NOTHING), currency),
    days: async ({ currency, ...period }, _args, { sales }) =>
      (await sales.days(period)).map(({ day, ...figures }) => ({ day, figures: shown(figures, currency) })),
    topProducts: async ({ currency, ...period }, args, { sales }) =>
      (await sales.topProducts(period, readTop(args).first)).map(({ productId, name, units, amount }) => ({
        product: { id: productId },
        name,
        units,
        amount: { amount, currency },
      })),
  },
} satisfies Pick<Resolvers, 'SettledOrderUpdate' | 'SalesReport'>;

const NOTHING: SalesFigures = { orders: 0, units: 0, subtotal: 0, discount: 0, refunded: 0 };

const sum = (a: SalesFigures, b: SalesFigures): SalesFigures => ({
  orders: a.orders + b.orders,
  units: a.units + b.units,
  subtotal: a.subtotal + b.subtotal,
  discount: a.discount + b.discount,
  refunded: a.refunded + b.refunded,
});

function shown({ orders, units, subtotal, discount, refunded }: SalesFigures, currency: string) {
  const money = (amount: number) => ({ amount, currency });
  return {
    orders,
    units,
    subtotal: money(subtotal),
    discount: money(discount),
    revenue: money(subtotal - discount),
    refunded: money(refunded),
    net: money(subtotal - discount - refunded),
  };
}
