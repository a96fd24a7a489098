import { unreachable } from '#kernel/errors.ts';
import type { Payment } from './payment.ts';
import type { Refund } from './refund.ts';

/** What somebody outside has to do or to be told next. */
export type Step =
  /** The provider sets the money aside. */
  | 'authorize'
  /** The buyer passes the bank's challenge, or does not. */
  | 'awaitAction'
  /** The order decides whether this payment may be captured. */
  | 'askOrder'
  | 'capture'
  | 'tellOrderPaid'
  /** And what was set aside is given back. */
  | 'tellOrderFailed'
  | 'void'
  /** The oldest refund that is open. */
  | 'refund'
  /** Nothing: the payment stays as it is, unless its order is cancelled or an admin wants a refund. */
  | 'rest';

export function nextStep(payment: Payment): Step {
  const { status } = payment;
  switch (status) {
    case 'intended':
      return 'authorize';
    case 'actionRequired':
      return 'awaitAction';
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
    case 'succeeded':
    case 'returned':
      return openRefundOf(payment) ? 'refund' : 'rest';
    case 'declined':
    case 'failed':
    case 'voided':
      return 'rest';
    default:
      return unreachable(status);
  }
}

export const openRefundOf = ({ refunds }: Payment): Refund | undefined =>
  refunds.find(({ status }) => status === 'requested');

/** Whether the order may be paid by this payment, now or later: while it may, no other attempt starts. */
export const claimsOrder = (payment: Payment): boolean =>
  payment.status === 'succeeded' || (payment.status !== 'returned' && nextStep(payment) !== 'rest');
