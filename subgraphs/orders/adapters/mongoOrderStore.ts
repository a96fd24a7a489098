import { randomUUID } from 'node:crypto';
import type { Outbox } from '#events/outbox/outbox.ts';
import { AppError } from '#kernel/errors.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import { endsUnsold, orderDecider } from '../domain/order.ts';
import type { OrderEvent } from '../domain/orderEvents.ts';
import { type OrderView, project } from '../domain/orderView.ts';
import { draftOf } from '../outgoing.ts';
import type { NewOrder, OrderStore } from '../ports.ts';
import { makeLanes } from './lanes.ts';
import { type EventRow, type OrderModels, viewOf } from './orderModels.ts';
import { giveBack, redeem } from './redemptions.ts';

type Deps = { mongo: Mongo; models: OrderModels; outbox: Outbox };

/**
 * Events, view, outgoing messages and the use of a coupon change in one transaction; unique on order and version, so one
 * writer wins.
 */
export function makeMongoOrderStore({ mongo, models, outbox }: Deps): OrderStore {
  const { events, views, addresses, placements } = models;
  const inLane = makeLanes();

  const view = async (orderId: string): Promise<OrderView | undefined> => {
    const row = await views.findById(orderId).lean();
    return row ? viewOf(row) : undefined;
  };

  /** Inside a transaction. */
  const write = async (orderId: string, version: number, added: readonly OrderEvent[]): Promise<OrderView> => {
    const before = await view(orderId);
    if ((before?.version ?? 0) !== version) throw conflict(orderId);
    const { rows, drafts, after } = unfold(orderId, before, added);
    await events.insertMany(rows);
    await views.replaceOne({ _id: orderId }, { ...after, _id: orderId }, { upsert: true });
    await outbox.append(drafts);
    const last = added.at(-1);
    if (after.coupon && last && endsUnsold(last.type, before?.status ?? 'NEW'))
      await giveBack(models, orderId, last.at);
    return after;
  };

  /** Inside a transaction. */
  const place = async (order: NewOrder): Promise<OrderView> => {
    const { orderId, events: added, request, coupon } = order;
    await bindKey(placements, order);
    const { customerId, shippingAddress } = request;
    await addresses.insertMany([{ ...shippingAddress, customerId, _id: orderId }]);
    const view = await write(orderId, 0, added);
    // Last, so that others wait for the coupon as short as can be.
    if (coupon) await redeem(models, coupon, { orderId, customerId, at: view.placedAt });
    return view;
  };

  return {
    view,
    load: async (orderId) => {
      const rows = await events.find({ orderId }).sort({ version: 1 }).lean();
      const state = rows.map(({ event }) => event).reduce(orderDecider.evolve, orderDecider.initial);
      return { state, version: rows.length };
    },
    append: (orderId, version, added) =>
      mongo
        .transaction(() => write(orderId, version, added))
        .catch((error) => {
          throw isDuplicateKey(error) ? conflict(orderId, error) : error;
        }),
    placementOf: async (customerId, idempotencyKey) =>
      (await placements.findById(placementId(customerId, idempotencyKey)).lean()) ?? undefined,
    place: (order) => {
      const placed = () =>
        mongo
          .transaction(() => place(order))
          .catch((error) => {
            throw isDuplicateKey(error) ? keyTaken(error) : error;
          });
      // Everybody who uses a coupon writes its document.
      return order.coupon ? inLane(order.coupon.code, placed) : placed();
    },
  };
}

/** @throws a duplicate key error, or CONFLICT (KEY_TAKEN), when the key stands for another order by now. */
async function bindKey(placements: OrderModels['placements'], { request, orderId, instead }: NewOrder): Promise<void> {
  const _id = placementId(request.customerId, request.idempotencyKey);
  const bound = { orderId, inputHash: request.inputHash };
  if (instead === undefined) {
    await placements.insertMany([{ _id, ...bound }]);
    return;
  }
  const { matchedCount } = await placements.updateOne({ _id, orderId: instead }, bound);
  if (matchedCount === 0) throw keyTaken();
}

/** User ids have no colon, so no two pairs are written alike. */
const placementId = (customerId: string, idempotencyKey: string) => `${customerId}:${idempotencyKey}`;

/** Rows and messages for new events, and the view after the last one. */
function unfold(orderId: string, before: OrderView | undefined, added: readonly OrderEvent[]) {
  const rows: EventRow[] = [];
  const drafts: ReturnType<typeof draftOf>[] = [];
  let after = before;
  for (const event of added) {
    after = project(orderId, after, event);
    const _id = randomUUID();
    rows.push({ _id, orderId, version: after.version, event });
    drafts.push(draftOf(_id, event, after));
  }
  if (!after) throw new AppError('INTERNAL', 'NO_EVENTS', `nothing to write for order ${orderId}`);
  return { rows, drafts, after };
}

const conflict = (orderId: string, cause?: unknown) =>
  new AppError('CONFLICT', 'VERSION_CONFLICT', `order ${orderId} has just changed`, { cause });

const keyTaken = (cause?: unknown) =>
  new AppError('CONFLICT', 'KEY_TAKEN', 'a request with the same key was faster', { cause });
