import { AppError, unreachable } from '#kernel/errors.ts';
import type { Payment } from '../domain/payment.ts';

/**
 * What the buyer hears of a payment that was made with this key, now or before.
 *
 * @returns the payment when it has succeeded, even if it was refunded since.
 * @throws AppError REFUSED: PAYMENT_DECLINED, PAYMENT_PENDING, ORDER_NOT_PAYABLE.
 */
export function answerOf(payment: Payment): Payment {
  switch (payment.status) {
    case 'succeeded':
      return payment;
    case 'declined':
    case 'failed':
      throw declined(payment);
    case 'refunding':
    case 'refunded':
      if (payment.processedAt) return payment;
      throw orderNotPayable('the order ended before it was paid; the money was given back');
    case 'voiding':
    case 'voided':
      throw orderNotPayable('the order could not be paid any more; nothing was charged');
    case 'intended':
    case 'authorized':
    case 'accepted':
    case 'captured':
    case 'uncaptured':
      throw pending(payment);
    default:
      return unreachable(payment.status);
  }
}

/** What the buyer hears of a second payment while `claim` pays the order: there is one charge, not two. */
export function answerToSecond(claim: Payment): never {
  if (claim.status !== 'succeeded') answerOf(claim);
  throw orderNotPayable('the order is paid');
}

export const orderNotPayable = (message: string): AppError =>
  new AppError('REFUSED', 'ORDER_NOT_PAYABLE', message, { reasons: [{ param: 'orderId', message }] });

function declined(payment: Payment): AppError {
  const declineReason = payment.declineReason ?? 'declined';
  const message = `the payment was declined: ${declineReason}`;
  const reasons = [{ param: 'paymentToken', message }];
  return new AppError('REFUSED', 'PAYMENT_DECLINED', message, { reasons, details: { declineReason, payment } });
}

const pending = (payment: Payment): AppError =>
  new AppError('REFUSED', 'PAYMENT_PENDING', 'the payment is being decided; do not pay again', {
    details: { payment },
  });
