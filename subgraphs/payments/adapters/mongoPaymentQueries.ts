import mongoose, { type Connection } from 'mongoose';
import { conditionOf } from '#kernel/graphql/filter.ts';
import { findPage, type SortKeys } from '#kernel/mongo/findPage.ts';
import { stepsOf } from '../domain/paymentSteps.ts';
import type { PaymentQueries } from '../paymentReads.ts';
import { type PaymentRow, paymentModel, paymentOf } from './paymentModel.ts';

export function makePaymentQueries(connection: Connection): PaymentQueries {
  const model = paymentModel(connection);
  return {
    byIds: async (ids) => {
      const rows = await model.find({ _id: mongoose.trusted({ $in: [...ids] }) }).lean<PaymentRow[]>();
      return rows.map(paymentOf);
    },
    ofOrders: async (orderIds) => {
      const rows = await model
        .find({ orderId: mongoose.trusted({ $in: [...orderIds] }) })
        .sort({ orderId: 1, attempt: 1 })
        .lean<PaymentRow[]>();
      return rows.map(paymentOf);
    },
    stepsOf: async (orderIds) => {
      const rows = await model.find({ orderId: mongoose.trusted({ $in: [...orderIds] }) }).lean<PaymentRow[]>();
      return rows.flatMap((row) => stepsOf(paymentOf(row), row.steps ?? []));
    },
    page: async (filter, page) => {
      const { edges, pageInfo } = await findPage(model, conditionOf<PaymentRow>(filter, FIELDS), NEWEST, page);
      const shown = edges.map(({ cursor, node }) => ({ cursor, node: paymentOf(node) }));
      return { edges: shown, nodes: shown.map(({ node }) => node), pageInfo };
    },
    // GraphQL awaits its answers more than once, which a query of mongoose does not survive: a promise does.
    count: async (filter) => model.countDocuments(conditionOf<PaymentRow>(filter, FIELDS)),
  };
}

const FIELDS = { status: 'shownStatus', orderId: 'orderId', createdAt: 'createdAt' };
const NEWEST: SortKeys = [
  ['createdAt', -1],
  ['_id', -1],
];
