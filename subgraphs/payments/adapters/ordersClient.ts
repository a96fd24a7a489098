import { causedBy } from '#kernel/callContext.ts';
import { AppError } from '#kernel/errors.ts';
import type { ServiceClient } from '#kernel/serviceClient.ts';
import { stepId } from '../domain/paymentSteps.ts';
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
  // What the order then records follows from this step of the payment.
  begin: (orderId, paymentId) =>
    causedBy(stepId(paymentId, 'PaymentAuthorized'), () =>
      verdict(call(BeginPayment, { input: { orderId, paymentId } })),
    ),
  confirm: (orderId, paymentId) =>
    causedBy(stepId(paymentId, 'PaymentCaptured'), () =>
      verdict(call(ConfirmPayment, { input: { orderId, paymentId } })),
    ),
  fail: (orderId, paymentId) =>
    causedBy(stepId(paymentId, 'CaptureRefused'), () => verdict(call(FailPayment, { input: { orderId, paymentId } }))),
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
