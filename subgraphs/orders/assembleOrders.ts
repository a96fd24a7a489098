import DataLoader from 'dataloader';
import type { Clock } from '#kernel/clock.ts';
import type { Call } from '#kernel/graphql/call.ts';
import { retryConflicts } from '#kernel/resilience/retryConflicts.ts';
import { singleFlight } from '#kernel/resilience/singleFlight.ts';
import type { OrderActions, OrderReads, OrderStore, OrdersContext, Sales, Stock } from './ports.ts';
import { LiveOrders } from './subscriptions/liveOrders.ts';
import { makeWatchOrder } from './subscriptions/watchOrder.ts';
import { makeCancelOrder } from './usecases/cancelOrder.ts';
import { makeChangeOrder } from './usecases/changeOrder.ts';
import { makeExpireOrder } from './usecases/expireOrder.ts';
import { makeFollowOrder } from './usecases/followOrder.ts';
import { makeHoldStock } from './usecases/holdStock.ts';
import { makePayOrder } from './usecases/payOrder.ts';
import { makePlaceOrder } from './usecases/placeOrder.ts';
import { makeUpdateOrderStatus } from './usecases/updateOrderStatus.ts';
import { makeUpdateOrderStatuses } from './usecases/updateOrderStatuses.ts';

type Parts = {
  store: OrderStore;
  reads: OrderReads;
  stock: Stock;
  clock: Clock & Pick<{ advance(ms: number): Promise<Date> }, 'advance'>;
  newId: () => string;
  holdMs: number;
  sales: Sales;
  currency: string;
};

/** The subgraph without its surroundings: main.ts gives it the real ones, tests give it fakes. */
export function assembleOrders({ store, reads, stock, clock, newId, holdMs, sales, currency }: Parts) {
  const now = () => clock.now();
  // The consumer meets an order that is being placed in this very process: both then wait for the same answer.
  const holdStock = singleFlight(retryConflicts(makeHoldStock({ store, stock, now })));
  const changeOrder = retryConflicts(makeChangeOrder({ store }));
  const updateOrderStatus = makeUpdateOrderStatus({ changeOrder, now });
  const actions: OrderActions = {
    placeOrder: retryConflicts(makePlaceOrder({ store, holdStock, now, newId, holdMs })),
    cancelOrder: makeCancelOrder({ store, changeOrder, now }),
    updateOrderStatus,
    updateOrderStatuses: makeUpdateOrderStatuses({ updateOrderStatus }),
    expireOrder: makeExpireOrder({ changeOrder, now }),
    ...makePayOrder({ changeOrder, now }),
  };
  const live = new LiveOrders(reads);
  const watchOrder = makeWatchOrder({ live, store });
  const context = (call: Call): OrdersContext => ({
    call,
    ...actions,
    watchOrder,
    watchCustomer: (customerId) => live.watchCustomer(customerId),
    watchAll: () => live.watchAll(),
    orders: new DataLoader(reads.views),
    addresses: new DataLoader(reads.addresses),
    list: reads.list,
    asOf: reads.asOf,
    sales,
    currency,
    now,
    advanceClock: (ms) => clock.advance(ms),
  });
  return { context, live, followOrder: makeFollowOrder({ holdStock, stock }), confirmPayment: actions.confirmPayment };
}

export type Orders = ReturnType<typeof assembleOrders>;
