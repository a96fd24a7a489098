import type { Payment, PaymentStatus } from './payment.ts';
import { refundedOf } from './refund.ts';

/** What people are told of a payment's status; the API's enum. */
export type ShownStatus =
  | 'PENDING'
  | 'REQUIRES_ACTION'
  | 'AUTHORIZED'
  | 'SUCCEEDED'
  | 'DECLINED'
  | 'FAILED'
  | 'VOIDED'
  | 'PARTIALLY_REFUNDED'
  | 'REFUNDED';

/** To the buyer a payment has succeeded when the order knows it, and its money is back when the provider says so. */
export function shownStatusOf({ status, amount, refunds }: Payment): ShownStatus {
  const refunded = refundedOf(refunds);
  if (refunded === 0) return shown[status];
  return refunded < amount.amount ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
}

const shown: Readonly<Record<PaymentStatus, ShownStatus>> = {
  intended: 'PENDING',
  actionRequired: 'REQUIRES_ACTION',
  authorized: 'AUTHORIZED',
  accepted: 'AUTHORIZED',
  captured: 'AUTHORIZED',
  uncaptured: 'AUTHORIZED',
  voiding: 'AUTHORIZED',
  returned: 'AUTHORIZED',
  succeeded: 'SUCCEEDED',
  declined: 'DECLINED',
  failed: 'FAILED',
  voided: 'VOIDED',
};
