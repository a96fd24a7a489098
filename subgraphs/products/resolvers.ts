import { requireAdmin } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { dateTimeScalar, minorUnitsScalar } from '#kernel/graphql/scalars.ts';
import { moneyResolvers } from '#kernel/money.ts';
import type { Product } from './domain/product.ts';
import type { Resolvers } from './generated.ts';
import {
  readAdjustStock,
  readArchiveProduct,
  readCreateProduct,
  readList,
  readLookup,
  readOrderId,
  readQuoteLines,
  readReserveStock,
  readUpdateProduct,
} from './inputs.ts';
import type { ProductList, ProductsContext } from './ports.ts';

export const resolvers: Resolvers = {
  Query: {
    products: async (_root, args, { catalogue }): Promise<ProductList> => {
      const { query, page } = readList(args);
      return { ...(await catalogue.page(query, page)), query };
    },
    product: (_root, args, context) => lookUp(readLookup(args), context),
    categories: (_root, _args, { catalogue }) => catalogue.categories(),
    quoteLines: (_root, args, { quoteLines }) => quoteLines(readQuoteLines(args)),
  },

  Mutation: {
    createProduct: (_root, { input }, { call, currency, createProduct }, info) => {
      requireAdmin(call.principal);
      const request = readCreateProduct(input, currency);
      return outcome(info, 'ProductCreated', async () => ({ product: await createProduct(request) }));
    },
    updateProduct: (_root, { input }, { call, currency, updateProduct }, info) => {
      requireAdmin(call.principal);
      const request = readUpdateProduct(input, currency);
      return outcome(info, 'ProductUpdated', async () => ({ product: await updateProduct(request) }));
    },
    archiveProduct: (_root, { input }, { call, archiveProduct }, info) => {
      requireAdmin(call.principal);
      const request = readArchiveProduct(input);
      return outcome(info, 'ProductArchived', async () => ({ product: await archiveProduct(request) }));
    },
    adjustStock: (_root, { input }, { call, adjustStock }, info) => {
      const { userId } = requireAdmin(call.principal);
      const request = { ...readAdjustStock(input), userId };
      return outcome(info, 'StockAdjusted', async () => ({ product: await adjustStock(request) }));
    },
    reserveStock: (_root, { input }, { reserveStock }, info) => {
      const request = readReserveStock(input);
      return outcome(info, 'Reservation', () => reserveStock(request));
    },
    releaseStock: (_root, { orderId }, { releaseStock }) => releaseStock(readOrderId(orderId)),
    commitStock: (_root, { orderId }, { commitStock }) => commitStock(readOrderId(orderId)),
    returnStock: (_root, { orderId }, { returnStock }) => returnStock(readOrderId(orderId)),
  },

  Product: {
    __resolveReference: (key, context) => lookUp(key, context),
    availability: ({ status, stock: { available, held } }) => {
      const orderable = status === 'ACTIVE' ? available : 0;
      return { inStock: orderable > 0, available: orderable, held };
    },
  },

  QuotedLine: {
    name: ({ product }) => product?.name ?? null,
    sku: ({ product }) => product?.sku ?? null,
    unitPrice: ({ product }) => product?.price ?? null,
    available: ({ product, status }) => (status === 'OK' ? (product?.stock.available ?? 0) : 0),
    held: ({ product }) => product?.stock.held ?? 0,
  },

  ProductConnection: {
    totalCount: ({ query }, _args, { catalogue }) => catalogue.count(query),
  },

  Money: moneyResolvers,
  DateTime: dateTimeScalar,
  MinorUnits: minorUnitsScalar,
};

async function lookUp(
  key: { id: string } | { sku: string },
  { byId, bySku }: ProductsContext,
): Promise<Product | null> {
  const product = 'id' in key ? await byId.load(key.id) : await bySku.load(key.sku);
  return product ?? null;
}
