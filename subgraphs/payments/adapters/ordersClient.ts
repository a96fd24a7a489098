import { AppError } from '#kernel/errors.ts';
import type { ServiceClient } from '#kernel/serviceClient.ts';
import type { Orders } from '../ports.ts';
import { BeginPayment, ConfirmPayment, FailPayment, PayableOrder } from './ordersClient.generated.ts';

/** The orders subgraph, over its service-only fields. */
export const makeOrders = (call: ServiceClient): Orders => ({
  payable: async (orderId) => {
    const { payableOrder: order } = await call(PayableOrder, { orderId });
    if (!order) return null;
    const { customerId, status, total, expiresAt } = order;
    const amount = total && { amount: total.amount, currency: total.currency };
    return { customerId, awaitsPayment: status === 'AWAITING_PAYMENT', total: amount, expiresAt: new Date(expiresAt) };
  },
  begin: (orderId, paymentId) => verdict(call(BeginPayment, { input: { orderId, paymentId } })),
  confirm: (orderId, paymentId) => verdict(call(ConfirmPayment, { input: { orderId, paymentId } })),
  fail: (orderId, paymentId) => verdict(call(FailPayment, { input: { orderId, paymentId } })),
});

/** Only the order's own word counts as a refusal; anything else leaves the question open. */
async function verdict(answer: Promise<unknown>): Promise<'accepted' | 'refused'> {
  try {
    await answer;
    return 'accepted';
  } catch (error) {
    if (error instanceof AppError && (error.code === 'REFUSED' || error.code === 'NOT_FOUND')) return 'refused';
    throw error;
  }
}
