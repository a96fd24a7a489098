import DataLoader from 'dataloader';
import type { Clock } from '#kernel/clock.ts';
import type { Call } from '#kernel/graphql/call.ts';
import { retryConflicts } from '#kernel/resilience/retryConflicts.ts';
import { singleFlight } from '#kernel/resilience/singleFlight.ts';
import type { CouponActions, Coupons } from './couponPorts.ts';
import type { OrderActions, OrderReads, OrderStore, OrdersContext, Sales, Stock } from './ports.ts';
import { LiveOrders } from './subscriptions/liveOrders.ts';
import { makeWatchOrder } from './subscriptions/watchOrder.ts';
import { makeWatchOrders } from './subscriptions/watchOrders.ts';
import { makeCancelOrder } from './usecases/cancelOrder.ts';
import { makeChangeOrder } from './usecases/changeOrder.ts';
import { makeCreateCoupon } from './usecases/createCoupon.ts';
import { makeExpireOrder } from './usecases/expireOrder.ts';
import { makeFollowOrder } from './usecases/followOrder.ts';
import { makeHoldStock } from './usecases/holdStock.ts';
import { makePayOrder } from './usecases/payOrder.ts';
import { makePlaceOrder } from './usecases/placeOrder.ts';
import { makeQuoteOrder } from './usecases/quoteOrder.ts';
import { makeReadTimelines } from './usecases/readTimelines.ts';
import { makeRecordRefund } from './usecases/recordRefund.ts';
import { makeUpdateCoupon } from './usecases/updateCoupon.ts';
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
  coupons: Coupons;
  /** A coupon's code that is hard to guess. */
  newCode: () => string;
  /** Real time: every event since then comes to the live streams. */
  liveSince: Date;
  timeline: Omit<Parameters<typeof makeReadTimelines>[0], 'reads'>;
};

/** The subgraph without its surroundings: main.ts gives it the real ones, tests give it fakes. */
export function assembleOrders(parts: Parts) {
  const { store, reads, stock, clock, newId, holdMs, sales, currency, coupons, newCode, liveSince, timeline } = parts;
  const now = () => clock.now();
  // The consumer meets an order that is being placed in this very process: both then wait for the same answer.
  const holdStock = singleFlight(retryConflicts(makeHoldStock({ store, stock, now, currency })));
  const changeOrder = retryConflicts(makeChangeOrder({ store }));
  const updateOrderStatus = makeUpdateOrderStatus({ changeOrder, now });
  const actions: OrderActions = {
    placeOrder: retryConflicts(makePlaceOrder({ store, coupons, holdStock, now, newId, holdMs })),
    cancelOrder: makeCancelOrder({ store, changeOrder, now }),
    updateOrderStatus,
    updateOrderStatuses: makeUpdateOrderStatuses({ updateOrderStatus }),
    expireOrder: makeExpireOrder({ changeOrder, now }),
    ...makePayOrder({ changeOrder, now }),
  };
  const couponActions: CouponActions = {
    createCoupon: makeCreateCoupon({ coupons, now, newCode }),
    updateCoupon: retryConflicts(makeUpdateCoupon({ coupons })),
  };
  const live = new LiveOrders({ reads, since: liveSince });
  const watchOrders = makeWatchOrders({ live, reads });
  const watchOrder = makeWatchOrder({ live, store, reads });
  const readTimelines = makeReadTimelines({ reads, ...timeline });
  const context = (call: Call): OrdersContext => ({
    call,
    ...actions,
    ...couponActions,
    quoteOrder: makeQuoteOrder({ stock, coupons, now, currency }),
    coupons: new DataLoader((codes) => coupons.byCode(codes)),
    listCoupons: coupons.list,
    watchOrder,
    watchOrders,
    orders: new DataLoader(reads.views),
    addresses: new DataLoader(reads.addresses),
    timelines: new DataLoader(readTimelines, {
      maxBatchSize: 100,
      cacheKeyFn: ({ id, version }) => `${id}:${version}`,
    }),
    list: reads.list,
    asOf: reads.asOf,
    sales,
    currency,
    now,
    advanceClock: (ms) => clock.advance(ms),
  });
  return {
    context,
    live,
    followOrder: makeFollowOrder({ holdStock, stock }),
    confirmPayment: actions.confirmPayment,
    recordRefund: makeRecordRefund({ changeOrder, now }),
  };
}

export type Orders = ReturnType<typeof assembleOrders>;
