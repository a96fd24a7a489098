import { z } from 'zod';
import { envelope } from './envelope.ts';

export const topic = 'products.v1';

const product = {
  productId: z.uuid(),
  version: z.int().positive().describe('grows with each change of the product'),
};

export const productEvent = z
  .discriminatedUnion('type', [
    envelope('ProductCreated', product).describe('It can be bought from now on.'),
    envelope('ProductUpdated', product).describe('Words, price or pictures changed.'),
    envelope('ProductArchived', product).describe('It can not be bought any more.'),
    envelope('StockAdjusted', {
      ...product,
      delta: z.int().describe('units put in; negative when they were taken out'),
      reason: z.string().describe("the operator's words"),
    }).describe("An operator put units in or took them out. Sales don't count here."),
  ])
  .meta({
    key: 'productId',
    description: 'Say that something changed, not what: readers drop what they cached and ask again.',
  });

export type ProductEvent = z.infer<typeof productEvent>;
