import { followEvents } from '#events/broadcast.ts';
import type { ProductEvent } from '#events/contracts/products.v1.ts';
import type { Transport } from '#events/transport/transport.ts';
import { Health } from '#kernel/health.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import type { Change, ChangeSource } from '../cache/changes.ts';

/** What a product may be part of without being named. */
const LISTS: readonly Change[] = [
  { type: 'Query', fields: ['products', 'categories'] },
  { type: 'User', fields: ['products'] },
];
const LOOK_EVERY_MS = 500;

/** Stock is never kept, so that its changes are none here. */
const ofProduct = ({ type, data }: ProductEvent): Change[] =>
  type === 'StockAdjusted' ? [] : [{ type: 'Product', id: data.productId }, ...LISTS];

/** The shop's events as changes of what the gateway may have kept of its catalogue. */
export function productChanges(transport: Transport, scope: Scope): ChangeSource {
  let isListening = false;
  return {
    concerns: {
      types: { Product: 'id', Query: null, User: null },
      lookups: { product: { argument: 'id', type: 'Product' } },
    },
    isListening: () => isListening,
    follow: async ({ changed, lost }) => {
      const health = new Health();
      const handlers = { 'products.v1': (event: ProductEvent) => changed(ofProduct(event)) };
      await followEvents({ transport, handlers }, { ...scope, health });
      isListening = true;
      const look = setInterval(() => {
        const { ready } = health.report();
        if (!ready) lost();
        isListening = ready;
      }, LOOK_EVERY_MS);
      scope.onStop(() => clearInterval(look));
    },
  };
}
