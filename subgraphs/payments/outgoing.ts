import type { Draft } from '#events/outbox/outbox.ts';
import type { Payment, PaymentEvent } from './domain/payment.ts';
import { refundedOf } from './domain/refund.ts';

type Processed = 'SUCCEEDED' | 'DECLINED' | 'FAILED' | 'VOIDED';

/** What others may know: how payments end. The steps on the way are private. */
export const outgoing = (payment: Payment, events: readonly PaymentEvent[]): Draft[] =>
  events.flatMap((event) => {
    switch (event.type) {
      case 'PaymentSucceeded':
        return [processed(payment, 'SUCCEEDED', event.at)];
      case 'PaymentDeclined':
        return [processed(payment, 'DECLINED', event.at)];
      case 'PaymentFailed':
        return [processed(payment, 'FAILED', event.at)];
      case 'PaymentVoided':
        return [processed(payment, 'VOIDED', event.at)];
      case 'RefundSucceeded':
        return [refunded(payment, event.refundId, event.at)];
      default:
        return [];
    }
  });

function processed(payment: Payment, status: Processed, at: Date): Draft {
  const reason = payment.declineReason;
  const data = { ...commonOf(payment), status, ...(reason !== null && { reason }), processedAt: at.toISOString() };
  return { topic: 'payments.v1', key: payment.id, type: 'PaymentProcessed', data, occurredAt: at };
}

function refunded(payment: Payment, refundId: string, at: Date): Draft {
  const { currency } = payment.amount;
  const refundAmount = { amount: payment.refunds.find(({ id }) => id === refundId)?.amount ?? 0, currency };
  const refundedTotal = { amount: refundedOf(payment.refunds), currency };
  const data = { ...commonOf(payment), refundId, refundAmount, refundedTotal, refundedAt: at.toISOString() };
  return { topic: 'payments.v1', key: payment.id, type: 'PaymentRefunded', data, occurredAt: at };
}

const commonOf = ({ id, orderId, customerId, amount }: Payment) => ({ paymentId: id, orderId, customerId, amount });
