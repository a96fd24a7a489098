import type { Reason } from '#kernel/errors.ts';
import type { Product } from './domain/product.ts';
import type { Money } from './domain/stock.ts';

export const exchangeFormats = ['NDJSON', 'CSV'] as const;
export type ExchangeFormat = (typeof exchangeFormats)[number];

/** A product as it stands in a file, in this order. `price` in minor units of the shop's currency. */
export const COLUMNS = ['sku', 'name', 'description', 'category', 'price', 'stock'] as const;

/** A line of a file, from 1: what was read, or why it could not be. */
export type FileLine = { readonly line: number } & ({ readonly value: unknown } | { readonly problem: string });

/** A line that holds a product. `units` counts for a new product only: stock moves by `adjustStock`. */
export type CatalogueRow = {
  readonly sku: string;
  readonly name: string;
  /** Where the file has none, that of a known product stays. */
  readonly description?: string;
  readonly category: string;
  readonly price: Money;
  readonly units: number;
};

/** @throws AppError BAD_USER_INPUT that names every bad column at once. */
export type ReadRow = (value: unknown) => CatalogueRow;

export type BulkChange = {
  readonly created: readonly Product[];
  readonly edited: readonly { readonly before: Product; readonly after: Product }[];
};

export type BulkCatalogue = {
  /** All that are sold, by SKU, as fast as they are taken. */
  all(): AsyncIterable<Product>;
  /** In the order of `skus`, undefined for unknown ones. */
  bySkus(skus: readonly string[]): Promise<(Product | undefined)[]>;
  /** Everything or nothing, with its events. @throws AppError CONFLICT (PRODUCT_CHANGED) when it is no longer as read. */
  write(change: BulkChange): Promise<void>;
};

export type ImportCounts = {
  readonly lines: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
};

/** What an import says while it runs; the last entry is a summary. */
export type ImportReport =
  | ({ readonly type: 'progress' } & ImportCounts)
  | { readonly type: 'error'; readonly line: number; readonly sku: string | null; readonly reasons: readonly Reason[] }
  | ({ readonly type: 'summary'; readonly dryRun: boolean; readonly errorsShown: number } & ImportCounts);
