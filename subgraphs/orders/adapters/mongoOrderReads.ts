import mongoose from 'mongoose';
import type { Connection } from '#kernel/graphql/page.ts';
import { findPage } from '#kernel/mongo/findPage.ts';
import { type OrderView, project } from '../domain/orderView.ts';
import type { ChangeView, OrderReads } from '../ports.ts';
import { type OrderModels, type ViewRow, viewOf } from './orderModels.ts';

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

  ofCustomer: async (customerId, statuses, page) => {
    const status = statuses ? mongoose.trusted({ $in: statuses }) : mongoose.trusted({ $ne: 'FAILED' as const });
    return viewsOf(await findPage(views, { customerId, status }, NEWEST_FIRST, page));
  },

  changeOf: async (orderId, eventId) => {
    const rows = await events.find({ orderId }).sort({ version: 1 }).lean();
    const last = rows.findIndex(({ _id }) => _id === eventId);
    const history = rows.slice(0, last + 1);
    return changeOf(
      history.reduce<OrderView | undefined>((view, { event }) => project(orderId, view, event), undefined),
    );
  },
});

function changeOf(order: OrderView | undefined): ChangeView | undefined {
  const entry = order?.history.at(-1);
  return order && entry && { order, previousStatus: entry.previousStatus, at: entry.at };
}

const viewsOf = ({ edges, nodes, pageInfo }: Connection<ViewRow>): Connection<OrderView> => ({
  edges: edges.map(({ cursor, node }) => ({ cursor, node: viewOf(node) })),
  nodes: nodes.map(viewOf),
  pageInfo,
});
