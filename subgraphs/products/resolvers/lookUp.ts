import type { Product } from '../domain/product.ts';
import type { ProductsContext } from '../ports.ts';

type Key = { readonly id: string } | { readonly sku: string };

/** Null when there is none. */
export async function lookUp(key: Key, { byId, bySku }: ProductsContext): Promise<Product | null> {
  const product = 'id' in key ? await byId.load(key.id) : await bySku.load(key.sku);
  return product ?? null;
}
