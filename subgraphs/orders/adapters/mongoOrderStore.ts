import mongoose from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { passing } from '#kernel/crashPoints.ts';
import { makeGroupCommit } from '#kernel/mongo/groupCommit.ts';
import { makeGroupRead } from '#kernel/mongo/groupRead.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import { orderDecider } from '../domain/order.ts';
import type { OrderView } from '../domain/orderView.ts';
import type { NewOrder, OrderStore } from '../ports.ts';
import { makeLanes } from './lanes.ts';
import { type OrderModels, viewOf } from './orderModels.ts';
import { keyTaken, placementId, wishOf } from './orderRecords.ts';
import { makeRecordOrders } from './recordOrders.ts';
import { redeem } from './redemptions.ts';

type Deps = { mongo: Mongo; models: OrderModels; outbox: Outbox };

/** Orders in MongoDB. What many callers read or record at the same moment is one query, and one transaction. */
export function makeMongoOrderStore({ mongo, models, outbox }: Deps): OrderStore {
  const record = makeRecordOrders({ mongo, models, outbox });
  const recordTogether = makeGroupCommit({ commit: record.together });
  const inLane = makeLanes();
  const reads = groupedReads(models);

  /** By itself: a coupon may refuse the order, and everybody who uses one writes its document. */
  const placeWithCoupon = (order: NewOrder, coupon: NonNullable<NewOrder['coupon']>): Promise<OrderView> => {
    const { orderId, events, request } = order;
    const wish = wishOf(orderId, 0, events, order);
    const work = async () => {
      const view = await record.alone(wish);
      // Last, so that others wait for the coupon as short as can be.
      await redeem(models, coupon, { orderId, customerId: request.customerId, at: view.placedAt });
      return view;
    };
    const placed = () =>
      mongo.transaction(work).catch((error) => {
        throw isDuplicateKey(error) ? keyTaken(error) : error;
      });
    return inLane(coupon.code, placed);
  };

  return {
    ...reads,
    append: (orderId, version, added) => recordTogether(wishOf(orderId, version, added)),
    place: async (order) => {
      const { orderId, events, coupon } = order;
      const record = () => recordTogether(wishOf(orderId, 0, events, order));
      const placed = await (coupon ? placeWithCoupon(order, coupon) : record());
      passing('orders.beforeReserve');
      return placed;
    },
  };
}

function groupedReads({ events, views, placements }: OrderModels): Pick<OrderStore, 'load' | 'view' | 'placementOf'> {
  const placementOf = makeGroupRead(async (ids: readonly string[]) => {
    const rows = await placements.find({ _id: among(ids) }).lean();
    const byId = new Map(rows.map((row) => [row._id, row]));
    return ids.map((id) => byId.get(id));
  });
  return {
    load: makeGroupRead(async (orderIds: readonly string[]) => {
      const rows = await events
        .find({ orderId: among(orderIds) })
        .sort({ orderId: 1, version: 1 })
        .lean();
      const histories = Map.groupBy(rows, ({ orderId }) => orderId);
      return orderIds.map((orderId) => {
        const history = histories.get(orderId) ?? [];
        const state = history.map(({ event }) => event).reduce(orderDecider.evolve, orderDecider.initial);
        return { state, version: history.length };
      });
    }),
    view: makeGroupRead(async (ids: readonly string[]) => {
      const rows = await views.find({ _id: among(ids) }).lean();
      const byId = new Map(rows.map((row) => [row._id, viewOf(row)]));
      return ids.map((id) => byId.get(id));
    }),
    placementOf: (customerId, idempotencyKey) => placementOf(placementId(customerId, idempotencyKey)),
  };
}

const among = (ids: readonly string[]) => mongoose.trusted({ $in: [...ids] });
