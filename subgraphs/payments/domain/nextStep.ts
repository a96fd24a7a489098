import { unreachable } from '#kernel/errors.ts';
import type { Payment } from './payment.ts';

/** What somebody outside has to do or to be told next. */
export type Step =
  /** The provider sets the money aside. */
  | 'authorize'
  /** The order decides whether this payment may be captured. */
  | 'askOrder'
  | 'capture'
  | 'tellOrderPaid'
  /** And what was set aside is given back. */
  | 'tellOrderFailed'
  | 'void'
  | 'refund'
  /** Nothing: the payment stays as it is, unless its order is cancelled. */
  | 'rest';

export function nextStep({ status }: Payment): Step {
  switch (status) {
    case 'intended':
      return 'authorize';
    case 'authorized':
      return 'askOrder';
    case 'accepted':
      return 'capture';
    case 'captured':
      return 'tellOrderPaid';
    case 'uncaptured':
      return 'tellOrderFailed';
    case 'voiding':
      return 'void';
    case 'refunding':
      return 'refund';
    case 'succeeded':
    case 'declined':
    case 'failed':
    case 'voided':
    case 'refunded':
      return 'rest';
    default:
      return unreachable(status);
  }
}

/** Whether the order may be paid by this payment, now or later: while it may, no other attempt starts. */
export const claimsOrder = (payment: Payment): boolean =>
  payment.status === 'succeeded' || nextStep(payment) !== 'rest';
