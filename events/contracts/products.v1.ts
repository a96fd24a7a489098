import { z } from 'zod';
import { envelope } from './envelope.ts';

export const topic = 'products.v1';

const product = { productId: z.uuid(), version: z.int().positive() };

/** Message key: `productId`. Says that something changed, not what: readers drop what they cached and ask again. */
export const productEvent = z.discriminatedUnion('type', [
  envelope('ProductCreated', product),
  envelope('ProductUpdated', product),
  envelope('ProductArchived', product),
  /** An operator put units in or took them out; `delta` may be negative. Sales don't count here. */
  envelope('StockAdjusted', { ...product, delta: z.int(), reason: z.string() }),
]);

export type ProductEvent = z.infer<typeof productEvent>;
