import DataLoader from 'dataloader';
import { currentCausationId, currentRequestId, currentTraceparent } from '#kernel/callContext.ts';
import type { Call } from '#kernel/graphql/call.ts';
import { makeGroupCommit } from '#kernel/mongo/groupCommit.ts';
import { retryConflicts } from '#kernel/resilience/retryConflicts.ts';
import { LiveAvailability } from './live/liveAvailability.ts';
import type { Catalogue, ProductActions, ProductsContext, StockStore } from './ports.ts';
import { announcing, makeProductCache } from './productCache.ts';
import type { Purchases } from './purchasePorts.ts';
import { makeRecommendations } from './recommendations.ts';
import { makeAdjustStock } from './usecases/adjustStock.ts';
import { makeCreateProduct } from './usecases/createProduct.ts';
import { makeArchiveProduct, makeUnarchiveProduct, makeUpdateProduct } from './usecases/editProduct.ts';
import { makeMoveStock } from './usecases/moveStock.ts';
import { makeQuoteLines } from './usecases/quoteLines.ts';
import { makeSettleStock } from './usecases/settleStock.ts';

type Parts = {
  catalogue: Catalogue;
  stock: StockStore;
  purchases: Pick<Purchases, 'boughtWith' | 'recommendedFor'>;
  now: () => Date;
  newId: () => string;
  currency: string;
  /** Between two rounds of the live streams. */
  pause: () => Promise<unknown>;
  /** A live stream could not go on; its watchers know. */
  onFailure: (error: unknown) => void;
};

/** The subgraph without its surroundings: main.ts gives it the real ones, tests give it fakes. */
export function assembleProducts({ catalogue, stock, purchases, now, newId, currency, pause, onFailure }: Parts) {
  const cache = makeProductCache(catalogue);
  const live = new LiveAvailability({ read: (ids) => catalogue.byIds(ids), pause, onFailure });
  const changed = (productIds: readonly string[]) => {
    cache.drop(productIds);
    live.tell(productIds);
  };
  // This process need not wait for its own events.
  const writes = announcing(changed, { catalogue, stock });
  const editing = { ...writes, byIds: catalogue.byIds, adjustment: catalogue.adjustment };
  const settle = makeGroupCommit({ commit: makeSettleStock(writes) });
  const actions: ProductActions = {
    createProduct: makeCreateProduct({ catalogue, now, newId }),
    updateProduct: retryConflicts(makeUpdateProduct({ catalogue: editing, now })),
    archiveProduct: retryConflicts(makeArchiveProduct({ catalogue: editing, now })),
    unarchiveProduct: retryConflicts(makeUnarchiveProduct({ catalogue: editing, now })),
    adjustStock: retryConflicts(makeAdjustStock({ catalogue: editing, now })),
    quoteLines: makeQuoteLines({ catalogue }),
    ...makeMoveStock({ settle, now, trail }),
  };
  const context = (call: Call): Omit<ProductsContext, 'exchange' | 'images'> => {
    // The gateway keeps what it is told until an event comes, which this replica's cache may not have heard of yet.
    const products = call.isFresh ? catalogue : cache;
    const byId = new DataLoader((ids: readonly string[]) => products.byIds(ids));
    const page: Catalogue['page'] = async (query, asked) => {
      const found = await catalogue.page(query, asked);
      // Who asks for one of them in the same request need not read it again.
      for (const product of found.nodes) byId.prime(product.id, product);
      return found;
    };
    return {
      call,
      ...actions,
      stockSteps: (orderIds) => stock.steps(orderIds),
      byId,
      recommendations: makeRecommendations({ purchases, byId }),
      bySku: new DataLoader((skus: readonly string[]) => products.bySkus(skus)),
      watchAvailability: (productId) => live.watch(productId),
      catalogue: { ...catalogue, page },
      currency,
    };
  };
  return { context, actions, changed };
}

const trail = () => ({
  requestId: currentRequestId(),
  causationId: currentCausationId(),
  traceparent: currentTraceparent(),
});
