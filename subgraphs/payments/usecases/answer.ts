import { AppError, unreachable } from '#kernel/errors.ts';
import type { Payment } from '../domain/payment.ts';
import type { Challenge } from '../ports.ts';
import type { Settled } from './settlePayment.ts';

/**
 * What the buyer hears of a payment that was made with this key, now or before.
 *
 * @returns the payment when it has succeeded, even if it was refunded since.
 * @throws AppError REFUSED: PAYMENT_DECLINED, PAYMENT_PENDING, PAYMENT_REQUIRES_ACTION, ORDER_NOT_PAYABLE.
 */
export function answerOf({ payment, challenge }: Settled): Payment {
  switch (payment.status) {
    case 'succeeded':
      return payment;
    case 'declined':
    case 'failed':
      throw declined(payment);
    case 'returned':
      throw orderNotPayable('the order ended before it was paid; the money goes back');
    case 'voiding':
    case 'voided':
      throw orderNotPayable('the order could not be paid any more; nothing was charged');
    case 'intended':
    case 'authorized':
    case 'accepted':
    case 'captured':
    case 'uncaptured':
      throw pending(payment);
    case 'actionRequired':
      throw challenge ? requiresAction(payment, challenge) : pending(payment);
    default:
      return unreachable(payment.status);
  }
}

/** What the buyer hears of a second payment while `claim` pays the order: there is one charge, not two. */
export function answerToSecond(claim: Settled): never {
  if (claim.payment.status !== 'succeeded') answerOf(claim);
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

const requiresAction = (payment: Payment, { clientSecret, actionUrl }: Challenge): AppError =>
  new AppError('REFUSED', 'PAYMENT_REQUIRES_ACTION', 'the bank wants to see who is paying', {
    details: { payment, clientSecret, actionUrl },
  });

export function keyReused(message: string): AppError {
  const reasons = [{ param: 'idempotencyKey', message }];
  return new AppError('BAD_USER_INPUT', 'IDEMPOTENCY_KEY_REUSED', message, { reasons });
}
