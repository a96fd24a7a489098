import { outcome } from '#kernel/graphql/outcome.ts';
import type { Resolvers } from '../generated.ts';
import { readOrderId, readOrderIds, readQuoteLines, readReserveStock } from '../inputs.ts';

/** What services do with stock; the grants close these fields to everybody else. */
export const stockResolvers = {
  Query: {
    quoteLines: (_root, args, { quoteLines }) => quoteLines(readQuoteLines(args)),
    stockSteps: async (_root, { orderIds }, { stockSteps }) => [...(await stockSteps(readOrderIds(orderIds)))],
  },

  Mutation: {
    reserveStock: (_root, { input }, { reserveStock }, info) => {
      const request = readReserveStock(input);
      return outcome(info, 'Reservation', () => reserveStock(request));
    },
    releaseStock: (_root, { orderId }, { releaseStock }) => releaseStock(readOrderId(orderId)),
    commitStock: (_root, { orderId }, { commitStock }) => commitStock(readOrderId(orderId)),
    returnStock: (_root, { orderId }, { returnStock }) => returnStock(readOrderId(orderId)),
  },

  QuotedLine: {
    name: ({ product }) => product?.name ?? null,
    sku: ({ product }) => product?.sku ?? null,
    unitPrice: ({ product }) => product?.price ?? null,
    available: ({ product, status }) => (status === 'OK' ? (product?.stock.available ?? 0) : 0),
    held: ({ product }) => product?.stock.held ?? 0,
  },
} satisfies Resolvers;
