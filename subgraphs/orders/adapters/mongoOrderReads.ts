import mongoose, { type QueryFilter } from 'mongoose';
import { conditionOf, type FilterFields, mentions } from '#kernel/graphql/filter.ts';
import type { Connection } from '#kernel/graphql/page.ts';
import { findPage } from '#kernel/mongo/findPage.ts';
import { type OrderView, project } from '../domain/orderView.ts';
import type { ChangeView, OrderQuery, OrderReads } from '../ports.ts';
import { type EventRow, type OrderModels, type ViewRow, viewOf } from './orderModels.ts';

const NEWEST_FIRST = [
  ['placedAt', -1],
  ['_id', -1],
] as const;

export const makeMongoOrderReads = ({ events, views, addresses }: OrderModels): OrderReads => ({
  views: async (ids) => {
    const rows = await views.find({ _id: mongoose.trusted({ $in: ids }) }).lean();
    const byId = new Map(rows.map((row) => [row._id, viewOf(row)]));
    return ids.map((id) => byId.get(id));
  },

  addresses: async (ids) => {
    const rows = await addresses.find({ _id: mongoose.trusted({ $in: ids }) }).lean();
    const byId = new Map(rows.map((row) => [row._id, row]));
    return ids.map((id) => byId.get(id));
  },

  list: async (query, page) => {
    const condition = conditionFor(query);
    const connection = viewsOf(await findPage(views, condition, NEWEST_FIRST, page));
    return { ...connection, count: () => views.countDocuments(condition).exec() };
  },

  asOf: async (orderId, instant) => {
    const rows = await events.find({ orderId }).sort({ version: 1 }).lean();
    // With what went before it, whatever the clock of another machine has written there.
    const last = rows.findLastIndex(({ event }) => event.at <= instant);
    return folded(orderId, rows.slice(0, last + 1));
  },

  recorded: async (orderIds) => {
    const rows = await events
      .find({ orderId: mongoose.trusted({ $in: orderIds }) }, { event: 0 })
      .sort({ orderId: 1, version: 1 })
      .lean<Omit<EventRow, 'event'>[]>();
    return rows.map(({ _id: eventId, orderId, version, trail }) => ({
      orderId,
      version,
      eventId,
      recordedAt: trail?.recordedAt ?? null,
      requestId: trail?.requestId ?? null,
      causationId: trail?.causationId ?? null,
    }));
  },

  changesAfter: async (orderId, version) => {
    const rows = await events.find({ orderId }).sort({ version: 1 }).lean();
    const changes = rows.map((_row, index) => changeOf(folded(orderId, rows.slice(0, index + 1))));
    return changes.filter((change) => change !== undefined && change.order.version > version) as ChangeView[];
  },

  changes: async (wanted) => {
    const orderIds = [...new Set(wanted.map(({ orderId }) => orderId))];
    const condition = { orderId: mongoose.trusted({ $in: orderIds }) };
    const rows = Map.groupBy(
      await events.find(condition).sort({ orderId: 1, version: 1 }).lean(),
      (row) => row.orderId,
    );
    return wanted.map(({ orderId, version }) => {
      const known = rows.get(orderId) ?? [];
      return version > known.length ? undefined : changeOf(folded(orderId, known.slice(0, version)));
    });
  },
});

const FIELDS: FilterFields<ViewRow> = {
  status: 'status',
  customerId: 'customerId',
  placedAt: 'placedAt',
  total: 'total.amount',
};

function conditionFor({ customerId, filter }: OrderQuery): QueryFilter<ViewRow> {
  const wanted = conditionOf<ViewRow>(filter, FIELDS);
  const shown = filter && mentions(filter, 'status') ? {} : { status: mongoose.trusted({ $ne: 'FAILED' as const }) };
  const owned = customerId === undefined ? {} : { customerId };
  return { $and: [owned, shown, wanted] };
}

const folded = (orderId: string, rows: readonly EventRow[]): OrderView | undefined =>
  rows.reduce<OrderView | undefined>((view, { event }) => project(orderId, view, event), undefined);

function changeOf(order: OrderView | undefined): ChangeView | undefined {
  const entry = order?.history.at(-1);
  return order && entry && { order, previousStatus: entry.previousStatus, at: entry.at };
}

const viewsOf = ({ edges, nodes, pageInfo }: Connection<ViewRow>): Connection<OrderView> => ({
  edges: edges.map(({ cursor, node }) => ({ cursor, node: viewOf(node) })),
  nodes: nodes.map(viewOf),
  pageInfo,
});
