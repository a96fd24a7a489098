import mongoose, { type QueryFilter } from 'mongoose';
import type { Connection, Page } from '#kernel/graphql/page.ts';
import { findPage, type SortKeys } from '#kernel/mongo/findPage.ts';
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

function productFilter({ category, minPrice, maxPrice, inStock, search }: ProductQuery): QueryFilter<ProductRow> {
  const price = {
    ...(minPrice !== undefined && { $gte: minPrice }),
    ...(maxPrice !== undefined && { $lte: maxPrice }),
  };
  return {
    status: 'ACTIVE',
    ...(category !== undefined && { category }),
    ...(Object.keys(price).length > 0 && { 'price.amount': mongoose.trusted(price) }),
    ...(inStock && { 'stock.available': mongoose.trusted({ $gt: 0 }) }),
    ...(search !== undefined && { $text: mongoose.trusted({ $search: search }) }),
  };
}
