import { AppError } from '#kernel/errors.ts';
import type { OrderView } from '../domain/orderView.ts';
import type { PaymentStep } from '../ports.ts';
import type { ChangeOrder } from './changeOrder.ts';

type Deps = { changeOrder: ChangeOrder; now: () => Date };

/** The order's side of a payment. Each step may be repeated with the same payment. */
export const makePayOrder = ({ changeOrder, now }: Deps) => {
  const step =
    (type: 'BeginPayment' | 'ConfirmPayment' | 'FailPayment') =>
    ({ orderId, paymentId }: PaymentStep): Promise<OrderView> =>
      changeOrder(orderId, { type, paymentId, now: now() });
  return {
    /**
     * From here on expiry waits for the payment. One that is too late ends the order.
     *
     * @throws AppError REFUSED: ORDER_EXPIRED, PAYMENT_RUNNING, ALREADY_PAID, NOT_AWAITING_PAYMENT, PAYMENT_ENDED.
     */
    beginPayment: async (payment: PaymentStep): Promise<OrderView> => {
      const order = await step('BeginPayment')(payment);
      if (order.status === 'EXPIRED')
        throw new AppError('REFUSED', 'ORDER_EXPIRED', 'the time to pay this order is over');
      return order;
    },
    /** The money was captured. @throws AppError REFUSED (NOT_PAYING): give the money back. */
    confirmPayment: step('ConfirmPayment'),
    /** The order waits for another payment. @throws AppError REFUSED (PAYMENT_CAPTURED). */
    failPayment: step('FailPayment'),
  };
};
