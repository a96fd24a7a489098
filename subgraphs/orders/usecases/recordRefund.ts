import type { Money } from '../domain/orderEvents.ts';
import type { ChangeOrder } from './changeOrder.ts';

type Deps = { changeOrder: ChangeOrder; now: () => Date };

/** What payments tells of a refund. Amounts that are missing mean all of `amount`, which is what was paid. */
type Refunded = {
  readonly orderId: string;
  readonly paymentId: string;
  readonly amount: Money;
  readonly refundId?: string | undefined;
  readonly refundAmount?: Money | undefined;
  readonly refundedTotal?: Money | undefined;
};

/** Records that money of the order went back. Repeatable; a refund of a payment that the order never took is nothing. */
export const makeRecordRefund =
  ({ changeOrder, now }: Deps) =>
  async ({ orderId, paymentId, amount, refundId, refundAmount, refundedTotal }: Refunded): Promise<void> => {
    await changeOrder(orderId, {
      type: 'RecordRefund',
      paymentId,
      amount: refundAmount ?? amount,
      ...(refundId !== undefined && { refundId }),
      ...(refundedTotal && { refundedTotal }),
      now: now(),
    });
  };
