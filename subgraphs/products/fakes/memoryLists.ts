import { conditionOf, type FilterInput } from '#kernel/graphql/filter.ts';
import { type Connection, connectionOf, type Page } from '#kernel/graphql/page.ts';
import { matches } from '#testing/matchesFilter.ts';
import { FILTER_FIELDS } from '../adapters/productSearch.ts';
import type { Product } from '../domain/product.ts';
import type { ProductQuery } from '../ports.ts';

/** A page of rows that are in list order already. */
export function pageOfSorted<Row extends { readonly id: string }>(sorted: Row[], page: Page): Connection<Row> {
  const ordered = page.backwards ? sorted.reverse() : sorted;
  const start = page.cursor === undefined ? 0 : ordered.findIndex(({ id }) => id === page.cursor) + 1;
  const rows = ordered.slice(start, start + page.size).map((node) => ({ cursor: node.id, node }));
  return connectionOf(page, page.backwards ? rows.reverse() : rows, ordered.length > start + page.size);
}

/** Which products a query means. */
export function matching({ filter, archived, search }: ProductQuery) {
  conditionOf(filter, FILTER_FIELDS); // refuses what the database's side refuses
  const wanted = comparable(filter);
  return (product: Product): boolean => {
    const { category, status, sellerId, createdAt, stock } = product;
    const words = search?.toLowerCase().split(/\s+/);
    const text = `${product.name} ${category} ${product.description}`.toLowerCase();
    const isVisible =
      status === 'ACTIVE' || archived === 'all' || (archived !== 'none' && archived.ofSeller === sellerId);
    const inStock = status === 'ACTIVE' && stock.available > 0;
    const values = { category, status, sellerId, createdAt, inStock, price: product.price.amount };
    return isVisible && matches(wanted, values) && (words?.some((word) => text.includes(word)) ?? true);
  };
}

/** `inStock: true` in the form of the other comparisons. */
const comparable = ({ and, or, inStock, ...fields }: FilterInput): FilterInput => ({
  ...fields,
  ...(inStock != null && { inStock: { eq: inStock } }),
  ...(and && { and: and.map(comparable) }),
  ...(or && { or: or.map(comparable) }),
});

/** Without the text index's ranking: the best match is the newest. */
export function comparing(sort: ProductQuery['sort'] = 'NEWEST') {
  const compare = {
    NEWEST: (one: Product, other: Product) => other.createdAt.getTime() - one.createdAt.getTime(),
    NAME: (one: Product, other: Product) => one.name.localeCompare(other.name, 'en'),
    PRICE_LOW_TO_HIGH: (one: Product, other: Product) => one.price.amount - other.price.amount,
    PRICE_HIGH_TO_LOW: (one: Product, other: Product) => other.price.amount - one.price.amount,
  }[sort];
  return (one: Product, other: Product) => compare(one, other) || (one.id < other.id ? -1 : 1);
}
