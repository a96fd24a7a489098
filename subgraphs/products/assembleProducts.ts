import DataLoader from 'dataloader';
import { currentRequestId } from '#kernel/callContext.ts';
import type { Call } from '#kernel/graphql/call.ts';
import { makeGroupCommit } from '#kernel/mongo/groupCommit.ts';
import { retryConflicts } from '#kernel/resilience/retryConflicts.ts';
import type { Catalogue, ProductActions, ProductsContext, StockStore } from './ports.ts';
import { makeAdjustStock } from './usecases/adjustStock.ts';
import { makeCreateProduct } from './usecases/createProduct.ts';
import { makeArchiveProduct, makeUnarchiveProduct, makeUpdateProduct } from './usecases/editProduct.ts';
import { makeMoveStock } from './usecases/moveStock.ts';
import { makeQuoteLines } from './usecases/quoteLines.ts';
import { makeSettleStock } from './usecases/settleStock.ts';

type Parts = {
  catalogue: Catalogue;
  stock: StockStore;
  now: () => Date;
  newId: () => string;
  currency: string;
};

/** The subgraph without its surroundings: main.ts gives it the real ones, tests give it fakes. */
export function assembleProducts({ catalogue, stock, now, newId, currency }: Parts) {
  const settle = makeGroupCommit({ commit: makeSettleStock(stock) });
  const actions: ProductActions = {
    createProduct: makeCreateProduct({ catalogue, now, newId }),
    updateProduct: retryConflicts(makeUpdateProduct({ catalogue, now })),
    archiveProduct: retryConflicts(makeArchiveProduct({ catalogue, now })),
    unarchiveProduct: retryConflicts(makeUnarchiveProduct({ catalogue, now })),
    adjustStock: retryConflicts(makeAdjustStock({ catalogue, now })),
    quoteLines: makeQuoteLines({ catalogue }),
    ...makeMoveStock({ settle, now, requestId: currentRequestId }),
  };
  const context = (call: Call): ProductsContext => ({
    call,
    ...actions,
    byId: new DataLoader(catalogue.byIds),
    bySku: new DataLoader(catalogue.bySkus),
    catalogue,
    currency,
  });
  return { context, actions };
}
