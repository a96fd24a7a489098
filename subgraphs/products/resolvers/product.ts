import { isAdmin, type Principal } from '#kernel/auth/principal.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { availabilityOf } from '../domain/availability.ts';
import { editabilityOf, mayEdit } from '../domain/editing.ts';
import type { Product } from '../domain/product.ts';
import type { Resolvers } from '../generated.ts';
import type { MovementList, ProductList, ProductQuery, SellerKey } from '../ports.ts';
import { lookUp } from './lookUp.ts';

/** The types of the catalogue, field by field. */
export const productResolvers = {
  Product: {
    __resolveReference: (key, context) => lookUp(key, context),
    availability: availabilityOf,
    seller: ({ sellerId }) => (sellerId === null ? null : { id: sellerId }),
    isEditable: (product) => editabilityOf(product).canArchive,
    editability: editabilityOf,
    related: ({ id }, args, { recommendations }) => recommendations.related(id, pageOf(args).size),
    stockMovements: async (product, args, { call, catalogue }): Promise<MovementList | null> => {
      const page = pageOf(args);
      if (!readsMovements(call.principal, product)) return null;
      return { ...(await catalogue.adjustments(product.id, page)), productId: product.id };
    },
  },

  ProductConnection: {
    totalCount: ({ query }, _args, { catalogue }) => catalogue.count(query),
  },

  StockMovement: {
    by: ({ userId }) => ({ id: userId }),
  },

  StockMovementConnection: {
    totalCount: ({ productId }, _args, { catalogue }) => catalogue.countAdjustments(productId),
  },

  User: {
    __resolveReference: ({ id }): SellerKey => ({ id }),
    recommendations: ({ id }, args, { call: { principal }, recommendations }) => {
      const { size } = pageOf(args);
      const isOwn = principal.kind === 'user' && principal.userId === id;
      return isOwn || isAdmin(principal) ? recommendations.forUser(id, size) : null;
    },
    products: async ({ id }, args, { catalogue }): Promise<ProductList> => {
      const query: ProductQuery = { ...soldBy(id), archived: 'none', search: undefined, sort: undefined };
      return { ...(await catalogue.page(query, pageOf(args))), query };
    },
  },
} satisfies Resolvers;

const soldBy = (userId: string) => ({ filter: { sellerId: { eq: userId } } });

const readsMovements = (principal: Principal, product: Product): boolean =>
  principal.kind === 'user' && mayEdit(product, { userId: principal.userId, isAdmin: isAdmin(principal) });
