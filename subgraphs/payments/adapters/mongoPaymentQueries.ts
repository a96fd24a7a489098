import mongoose, { type Connection } from 'mongoose';
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
  };
}
