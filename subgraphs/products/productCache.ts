import { makeReadCache } from '#kernel/readCache.ts';
import type { Product } from './domain/product.ts';
import type { BulkCatalogue, BulkChange } from './exchangePorts.ts';
import type { Catalogue, StockStore } from './ports.ts';

const KEPT_PRODUCTS = 10_000;

/** Products as they were at most a moment ago, for showing them. What decides (edits, holds) reads the database. */
export type ProductCache = Pick<Catalogue, 'byIds' | 'bySkus'> & { drop(productIds: readonly string[]): void };

export function makeProductCache(catalogue: Pick<Catalogue, 'byIds' | 'bySkus'>): ProductCache {
  const products = makeReadCache<Product>({ max: KEPT_PRODUCTS, load: (ids) => catalogue.byIds(ids) });
  // A SKU names the same product for ever, so there is nothing to drop.
  const ids = makeReadCache<Pick<Product, 'id'>>({
    max: KEPT_PRODUCTS,
    load: async (skus) => (await catalogue.bySkus(skus)).map((product) => product && { id: product.id }),
  });
  return {
    byIds: products.loadMany,
    bySkus: async (skus) => {
      const found = await ids.loadMany(skus);
      const loaded = await products.loadMany(found.flatMap((key) => (key ? [key.id] : [])));
      const byId = new Map(loaded.flatMap((product) => (product ? [[product.id, product] as const] : [])));
      return found.map((key) => key && byId.get(key.id));
    },
    drop: (productIds) => productIds.forEach(products.drop),
  };
}

type Changed = (productIds: readonly string[]) => void;

/** Says `changed` after each write, failed ones too: one whose answer was lost may have happened. */
export const announcing = (
  changed: Changed,
  { catalogue, stock }: { catalogue: Pick<Catalogue, 'save' | 'adjust'>; stock: Pick<StockStore, 'look' | 'apply'> },
): Pick<Catalogue, 'save' | 'adjust'> & Pick<StockStore, 'look' | 'apply'> => ({
  save: (before, after) => catalogue.save(before, after).finally(() => changed([before.id])),
  adjust: (adjustment) => catalogue.adjust(adjustment).finally(() => changed([adjustment.productId])),
  look: (question) => stock.look(question),
  apply: (change) => stock.apply(change).finally(() => changed(change.moves.map(({ productId }) => productId))),
});

/** The same for a file of products. */
export const announcingBulk = (changed: Changed, catalogue: Pick<BulkCatalogue, 'bySkus' | 'write'>) => ({
  bySkus: (skus: readonly string[]) => catalogue.bySkus(skus),
  write: (change: BulkChange) =>
    catalogue.write(change).finally(() => changed(change.edited.map(({ before }) => before.id))),
});
