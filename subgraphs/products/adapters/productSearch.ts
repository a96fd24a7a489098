import mongoose, { type QueryFilter } from 'mongoose';
import { type Comparison, conditionOf, type FilterFields, type FilterInput } from '#kernel/graphql/filter.ts';
import type { Connection, Page } from '#kernel/graphql/page.ts';
import { findPage, type SortKeys } from '#kernel/mongo/findPage.ts';
import type { Product } from '../domain/product.ts';
import type { Category, ProductOrder, ProductQuery } from '../ports.ts';
import type { ProductModels, ProductRow } from './productModels.ts';

type Products = ProductModels['products'];

const ORDERS: Record<ProductOrder, SortKeys> = {
  NEWEST: [
    ['createdAt', -1],
    ['_id', -1],
  ],
  NAME: [
    ['sortName', 1],
    ['_id', 1],
  ],
  PRICE_LOW_TO_HIGH: [
    ['price.amount', 1],
    ['_id', 1],
  ],
  PRICE_HIGH_TO_LOW: [
    ['price.amount', -1],
    ['_id', -1],
  ],
};

/**
 * A product's text score depends on its own words and the words searched for, and on no other product. So (score, id)
 * is a key to page by like any other, stable while products come and go.
 */
const BEST_MATCH: SortKeys = [
  ['score', -1],
  ['_id', 1],
];

export function productPage(products: Products, query: ProductQuery, page: Page): Promise<Connection<ProductRow>> {
  const isBestMatch = query.search !== undefined && query.sort === undefined;
  const filter = productFilter(query);
  if (!isBestMatch) return findPage(products, filter, ORDERS[query.sort ?? 'NEWEST'], page);
  return findPage(products, filter, BEST_MATCH, page, { score: { $meta: 'textScore' } });
}

export const countProducts = (products: Products, query: ProductQuery): Promise<number> =>
  products.countDocuments(productFilter(query)).exec(); // graphql-js would run a bare query twice

/** Read from the index on status and category alone. */
export async function categoriesOf(products: Products): Promise<Category[]> {
  const counted = await products.aggregate<{ _id: string; productCount: number }>([
    { $match: { status: 'ACTIVE' } },
    { $group: { _id: '$category', productCount: { $sum: 1 } } },
    { $sort: { _id: 1 } },
  ]);
  return counted.map(({ _id: name, productCount }) => ({ name, productCount }));
}

/** What a filter of the API means in the database. What is archived is not in stock, whatever lies on the shelf. */
export const FILTER_FIELDS: FilterFields<ProductRow> = {
  category: 'category',
  price: 'price.amount',
  sellerId: 'sellerId',
  status: 'status',
  createdAt: 'createdAt',
  inStock: (isInStock: boolean) =>
    isInStock
      ? { status: 'ACTIVE', 'stock.available': mongoose.trusted({ $gt: 0 }) }
      : { $or: [{ status: 'ARCHIVED' }, { 'stock.available': mongoose.trusted({ $lte: 0 }) }] },
};

/** Each part names a status, because every index but the seller's begins with it. */
function productFilter({ filter, archived, search }: ProductQuery): QueryFilter<ProductRow> {
  const visible: QueryFilter<ProductRow>[] = [{ status: statusOf(filter, archived) }];
  if (typeof archived === 'object') visible.push({ $or: [{ status: 'ACTIVE' }, { sellerId: archived.ofSeller }] });
  if (search !== undefined) visible.push({ $text: mongoose.trusted({ $search: search }) });
  return { $and: [...visible, conditionOf(filter, FILTER_FIELDS)] };
}

function statusOf({ status }: FilterInput, archived: ProductQuery['archived']) {
  if (archived === 'none') return 'ACTIVE' as const;
  const { eq } = (status ?? {}) as Comparison<Product['status']>;
  // The text index takes one status; the API asks for one wherever there is a search.
  return eq ?? mongoose.trusted({ $in: ['ACTIVE' as const, 'ARCHIVED' as const] });
}
