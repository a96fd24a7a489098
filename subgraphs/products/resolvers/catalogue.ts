import { isAdmin, type Principal, requireSeller } from '#kernel/auth/principal.ts';
import { keepNothing } from '#kernel/graphql/cacheHints.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import type { Editor } from '../domain/editing.ts';
import type { ProductFilter, Resolvers } from '../generated.ts';
import {
  readAdjustStock,
  readArchiveProduct,
  readCreateProduct,
  readList,
  readLookup,
  readUpdateProduct,
} from '../inputs.ts';
import type { ProductList } from '../ports.ts';
import { lookUp } from './lookUp.ts';

/** Reading the catalogue, which everybody may, and editing it, which sellers and admins may. */
export const catalogueResolvers = {
  Query: {
    products: async (_root, args, { call, catalogue }, info): Promise<ProductList> => {
      if (isOfTheMoment(args.filter)) keepNothing(info);
      const { query, page } = readList(args, call.principal);
      return { ...(await catalogue.page(query, page)), query };
    },
    product: (_root, args, context) => lookUp(readLookup(args), context),
    categories: (_root, _args, { catalogue }) => catalogue.categories(),
  },

  Mutation: {
    createProduct: (_root, { input }, { call, currency, createProduct }, info) => {
      const editor = editorOf(call.principal);
      const request = { ...readCreateProduct(input, currency), editor };
      return outcome(info, 'ProductCreated', async () => ({ product: await createProduct(request) }));
    },
    updateProduct: (_root, { input }, { call, currency, updateProduct }, info) => {
      const editor = editorOf(call.principal);
      const request = { ...readUpdateProduct(input, currency), editor };
      return outcome(info, 'ProductUpdated', async () => ({ product: await updateProduct(request) }));
    },
    archiveProduct: (_root, { input }, { call, archiveProduct }, info) => {
      const editor = editorOf(call.principal);
      const request = { ...readArchiveProduct(input), editor };
      return outcome(info, 'ProductArchived', async () => ({ product: await archiveProduct(request) }));
    },
    unarchiveProduct: (_root, { input }, { call, unarchiveProduct }, info) => {
      const editor = editorOf(call.principal);
      const request = { ...readArchiveProduct(input), editor };
      return outcome(info, 'ProductUnarchived', async () => ({ product: await unarchiveProduct(request) }));
    },
    adjustStock: (_root, { input }, { call, adjustStock }, info) => {
      const editor = editorOf(call.principal);
      const request = { ...readAdjustStock(input), editor };
      return outcome(info, 'StockAdjusted', async () => ({ product: await adjustStock(request) }));
    },
  },
} satisfies Resolvers;

/** Stock moves without the list hearing of it, and `status` says something else to each seller. */
function isOfTheMoment(filter: ProductFilter | null | undefined): boolean {
  if (!filter) return false;
  const { status, inStock, and, or } = filter;
  return status != null || inStock != null || [...(and ?? []), ...(or ?? [])].some(isOfTheMoment);
}

function editorOf(principal: Principal): Editor {
  const { userId } = requireSeller(principal);
  return { userId, isAdmin: isAdmin(principal) };
}
