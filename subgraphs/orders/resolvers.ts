import { isAdmin, type Principal, requireAdmin, requireUser } from '#kernel/auth/principal.ts';
import { passing } from '#kernel/crashPoints.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { dateTimeScalar, minorUnitsScalar } from '#kernel/graphql/scalars.ts';
import { moneyResolvers } from '#kernel/money.ts';
import { wakeAt } from './domain/order.ts';
import type { OrderView } from './domain/orderView.ts';
import { lineTotalOf } from './domain/total.ts';
import type { Resolvers, UserOrdersArgs } from './generated.ts';
import { readAdvanceClock, readCancelOrder, readCursor, readPlaceOrder, readUpdateOrderStatus } from './inputs.ts';
import type { OrdersContext, Watched } from './ports.ts';
import { adminMutations, adminQueries, adminTypes } from './resolvers/adminOrders.ts';
import { couponMutations, couponQueries, couponTypes } from './resolvers/coupons.ts';
import { holdQueries } from './resolvers/holdVerdicts.ts';
import { historyTypes, orderAxes } from './resolvers/orderAxes.ts';
import { orderTimeline, timelineTypes } from './resolvers/timeline.ts';

export const resolvers: Resolvers = {
  Query: {
    ...adminQueries,
    ...couponQueries,
    ...holdQueries,
    order: (_root, { id, asOf }, context) => {
      requireUser(context.call.principal);
      return asOf ? orderAsOf(id, asOf, context) : visibleOrder(id, context);
    },
    myOrders: (_root, args, context) => ordersOf(requireUser(context.call.principal).userId, args, context),
    shopTime: (_root, _args, { now }) => now(),
    payableOrder: async (_root, { orderId }, { orders }) => {
      const order = await orders.load(orderId);
      return order ? payable(order) : null;
    },
  },

  Mutation: {
    ...adminMutations,
    ...couponMutations,
    placeOrder: (_root, { input }, { call, placeOrder }, info) => {
      const { userId: customerId } = requireUser(call.principal);
      const request = readPlaceOrder(input);
      return outcome(info, 'OrderPlaced', async () => ({ order: await placeOrder({ ...request, customerId }) }));
    },
    cancelOrder: (_root, { input }, { call: { principal }, cancelOrder }, info) => {
      const { userId } = requireUser(principal);
      const request = { ...readCancelOrder(input), userId, isAdmin: isAdmin(principal) };
      return outcome(info, 'OrderCancelled', async () => ({ order: await cancelOrder(request) }));
    },
    updateOrderStatus: (_root, { input }, { call, updateOrderStatus }, info) => {
      requireAdmin(call.principal);
      const request = readUpdateOrderStatus(input);
      return outcome(info, 'OrderStatusUpdated', async () => ({ order: await updateOrderStatus(request) }));
    },
    advanceClock: async (_root, { input }, { call, advanceClock }) => {
      requireAdmin(call.principal);
      return { shopTime: await advanceClock(readAdvanceClock(input).seconds * 1_000) };
    },
    beginPayment: async (_root, { input }, { beginPayment }) => payable(await beginPayment(input)),
    confirmPayment: async (_root, { input }, { confirmPayment }) => {
      const paid = await confirmPayment(input);
      passing('orders.beforeAnswer');
      return payable(paid);
    },
    failPayment: async (_root, { input }, { failPayment }) => payable(await failPayment(input)),
    expireOrder: async (_root, { orderId }, { expireOrder }) => payable(await expireOrder(orderId)),
  },

  Subscription: {
    ordersChanged: {
      subscribe: (_root, { after }, { call, watchOrders }) => {
        requireAdmin(call.principal);
        return watchOrders(undefined, after ?? undefined);
      },
      resolve: changeOrError,
    },
    orderStatusChanged: {
      subscribe: (_root, { orderId, after }, { call: { principal }, watchOrder }) => {
        requireUser(principal);
        return watchOrder(orderId, (order) => mayRead(order, principal), readCursor(after));
      },
      resolve: changeOrError,
    },
    myOrdersChanged: {
      subscribe: (_root, { after }, { call, watchOrders }) =>
        watchOrders(requireUser(call.principal).userId, after ?? undefined),
      resolve: changeOrError,
    },
  },

  Order: {
    __resolveReference: ({ id }, context) => visibleOrder(id, context),
    ...orderAxes,
    ...orderTimeline,
    customer: ({ customerId }) => ({ id: customerId }),
    failureReason: ({ failure }) => failure?.reason ?? null,
    shippingAddress: async ({ id }, _args, { addresses }) => (await addresses.load(id)) ?? null,
  },

  OrderItem: {
    product: ({ productId }) => ({ id: productId }),
    lineTotal: ({ quantity, unitPrice }) => unitPrice && lineTotalOf({ quantity, unitPrice }),
  },

  User: {
    __resolveReference: ({ id }) => ({ id }),
    orders: ({ id }, args, context) => {
      const { principal } = context.call;
      return mayRead({ customerId: id }, principal) ? ordersOf(id, args, context) : null;
    },
  },

  OrderConnection: { totalCount: ({ count }) => count() },
  ...adminTypes,
  ...couponTypes,
  ...historyTypes,
  ...timelineTypes,

  Money: moneyResolvers,
  DateTime: dateTimeScalar,
  MinorUnits: minorUnitsScalar,
};

const mayRead = ({ customerId }: Pick<OrderView, 'customerId'>, principal: Principal): boolean =>
  isAdmin(principal) || (principal.kind === 'user' && principal.userId === customerId);

/** A stranger's order reads as absent, so that ids can't be probed. */
async function visibleOrder(id: string, { call, orders }: OrdersContext): Promise<OrderView | null> {
  const order = await orders.load(id);
  return order && mayRead(order, call.principal) ? order : null;
}

async function orderAsOf(id: string, instant: Date, { call, asOf }: OrdersContext): Promise<OrderView | null> {
  const order = await asOf(id, instant);
  return order && mayRead(order, call.principal) ? order : null;
}

const ordersOf = (customerId: string, { filter, ...args }: UserOrdersArgs, { list }: OrdersContext) =>
  list({ customerId, filter: filter ?? undefined }, pageOf(args));

const payable = (order: OrderView) => ({ ...order, wakeAt: wakeAt(order) });

function changeOrError(item: Watched) {
  if (item instanceof Error) throw item;
  return item;
}
