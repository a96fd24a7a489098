import mongoose from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { commitOnce } from '#kernel/mongo/commitOnce.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { endsUnsold } from '../domain/order.ts';
import type { OrderView } from '../domain/orderView.ts';
import { type EventRow, type OrderModels, type PlacementRow, type ViewRow, viewOf } from './orderModels.ts';
import {
  changed,
  type Found,
  fulfilled,
  judge,
  keyTaken,
  type OrderRecord,
  placementIdOf,
  placementOf,
  type Wish,
} from './orderRecords.ts';
import { giveBack } from './redemptions.ts';

type Deps = { mongo: Mongo; models: OrderModels; outbox: Outbox };

/**
 * Records the events of many orders: events, views, keys, addresses, messages and returned coupons, in one transaction.
 * Unique on order and version, so of two writers one wins; the other's wish is rejected and harms nobody else's.
 */
export function makeRecordOrders({ mongo, models, outbox }: Deps) {
  /** Past mongoose, whose casting costs more than the write: these rows are made here, not by a client. */
  const rowsOf = <Row extends { _id: string }>({ collection }: { collection: { name: string } }) =>
    mongo.connection.getClient().db(mongo.connection.name).collection<Row>(collection.name);
  const events = rowsOf<EventRow>(models.events);
  const views = rowsOf<ViewRow>(models.views);
  const placements = rowsOf<PlacementRow>(models.placements);
  const addresses = rowsOf<{ _id: string }>(models.addresses);

  const look = async (wishes: readonly Wish[]): Promise<Found> => {
    const orderIds = wishes.map(({ orderId }) => orderId);
    const keys = wishes.flatMap(({ placed }) => (placed ? [placementIdOf(placed)] : []));
    const findViews = () => models.views.find({ _id: mongoose.trusted({ $in: orderIds }) }).lean();
    const findPlacements = async () =>
      keys.length > 0 ? models.placements.find({ _id: mongoose.trusted({ $in: keys }) }).lean() : [];
    // The first command of a transaction opens it, so there must be one that is the first.
    const [viewRows, placementRows] = mongo.session()
      ? [await findViews(), await findPlacements()]
      : await Promise.all([findViews(), findPlacements()]);
    return {
      views: new Map(viewRows.map((row) => [row._id, viewOf(row)])),
      placements: new Map(placementRows.map((row) => [row._id, row])),
    };
  };

  /** Inside a transaction. @throws a duplicate key error or CONFLICT when somebody else was faster. */
  const write = async (records: readonly OrderRecord[]): Promise<void> => {
    const session = mongo.session();
    const options = { ignoreUndefined: true, ...(session && { session }) };
    const placed = records.flatMap((record) => record.placed ?? []);
    if (placed.length > 0) {
      const bound = await placements.bulkWrite(placed.map(binding), options);
      if (bound.insertedCount + bound.matchedCount < placed.length) throw keyTaken();
      const sent = placed.map(({ orderId: _id, request: { customerId, shippingAddress } }) => {
        return { ...shippingAddress, customerId, _id };
      });
      await addresses.insertMany(sent, options);
    }
    await events.insertMany(
      records.flatMap(({ rows }) => rows),
      options,
    );
    const shown = await views.bulkWrite(records.map(showing), options);
    if (shown.insertedCount + shown.matchedCount < records.length) throw changed('of a batch');
    await outbox.append(records.flatMap(({ drafts }) => drafts));
    for (const { before, after, rows } of records) {
      const last = rows.at(-1)?.event;
      if (after.coupon && last && endsUnsold(last.type, before?.status ?? 'NEW'))
        await giveBack(models, after.id, last.at);
    }
  };

  /** A wish that came too late may have been in time: its own answer was lost. */
  const recognised = async (wish: Wish, verdict: PromiseSettledResult<OrderView>) => {
    const [first] = wish.added;
    if (verdict.status === 'fulfilled' || wish.placed || !first) return verdict;
    const isOurs = (await models.events.exists({ _id: first[0] })) !== null;
    const row = isOurs ? await models.views.findById(wish.orderId).lean() : null;
    return row ? fulfilled(viewOf(row)) : verdict;
  };

  return {
    /** For a group commit. */
    together: async (wishes: readonly Wish[]): Promise<readonly PromiseSettledResult<OrderView>[]> => {
      const { verdicts, records } = judge(await look(wishes), wishes);
      if (records.length > 0) await commitOnce(mongo, () => write(records));
      return Promise.all(wishes.map((wish, index) => recognised(wish, verdicts[index] ?? lost(wish))));
    },

    /** Inside a transaction of the caller's, which the wish may refuse as a whole. */
    alone: async (wish: Wish): Promise<OrderView> => {
      const { verdicts, records } = judge(await look([wish]), [wish]);
      const verdict = verdicts[0] ?? lost(wish);
      if (verdict.status === 'rejected') throw verdict.reason;
      await write(records);
      return verdict.value;
    },
  };
}

function binding(placed: OrderRecord['placed'] & object) {
  const { _id, ...bound } = placementOf(placed);
  if (placed.instead === undefined) return { insertOne: { document: { _id, ...bound } } };
  return { updateOne: { filter: { _id, orderId: placed.instead }, update: { $set: bound } } };
}

function showing({ before, after: { id: _id, ...after } }: OrderRecord) {
  if (!before) return { insertOne: { document: { _id, ...after } } };
  return { replaceOne: { filter: { _id, version: before.version }, replacement: after } };
}

const lost = ({ orderId }: Wish): PromiseRejectedResult => ({ status: 'rejected', reason: changed(orderId) });
