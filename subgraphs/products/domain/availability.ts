import type { Product } from './product.ts';

/** What a buyer may know of the stock: `available` can be ordered now, `held` is in unpaid checkouts. */
export type Availability = { readonly inStock: boolean; readonly available: number; readonly held: number };

/** Nothing of an archived product can be ordered, whatever lies on the shelf. */
export function availabilityOf({
  status,
  stock: { available, held },
}: Pick<Product, 'status' | 'stock'>): Availability {
  const orderable = status === 'ACTIVE' ? available : 0;
  return { inStock: orderable > 0, available: orderable, held };
}
