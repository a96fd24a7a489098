import type { Amount, Payment, PaymentEvent } from './payment.ts';

/** What is kept of each recorded fact, beside what the payment has become. */
export type StoredStep = {
  readonly type: 'PaymentStarted' | PaymentEvent['type'];
  /** Business time, where the fact has one. */
  readonly at: Date | null;
  /** Real time. */
  readonly recordedAt: Date;
  /** Of the message that tells of it. Null for what others are not told. */
  readonly eventId: string | null;
  readonly requestId: string | null;
  /** The event that it follows from, where it was not the payment's own last step. */
  readonly causationId: string | null;
  /** The provider's word for a refusal. */
  readonly reason: string | null;
  readonly refundId: string | null;
};

export type PaymentStep = Omit<StoredStep, 'refundId'> & {
  /** `payment:<payment>:<type>`, and `:<refund>` where the type comes with each refund. */
  readonly id: string;
  readonly orderId: string;
  readonly paymentId: string;
  /** What the step is about: the payment, or the refund. */
  readonly amount: Amount;
};

type StepType = StoredStep['type'];

/** Each fact of a payment is recorded once, but for those about refunds. */
export const stepId = (paymentId: string, type: StepType, refundId: string | null = null): string =>
  ['payment', paymentId, type, ...(refundId === null ? [] : [refundId])].join(':');

/** What of an event is kept, before anything is known of its surroundings. */
export const factOf = (event: PaymentEvent): Pick<StoredStep, 'type' | 'at' | 'reason' | 'refundId'> => ({
  type: event.type,
  at: 'at' in event ? event.at : 'refund' in event ? event.refund.createdAt : null,
  reason: 'reason' in event ? event.reason : null,
  refundId: 'refund' in event ? event.refund.id : 'refundId' in event ? event.refundId : null,
});

/** The steps of a payment as they are told. */
export function stepsOf({ id: paymentId, orderId, amount, refunds }: Payment, stored: readonly StoredStep[]) {
  let previous: string | null = null;
  return stored.map(({ refundId, ...step }): PaymentStep => {
    const id = stepId(paymentId, step.type, refundId);
    const refund = refunds.find((each) => each.id === refundId);
    const natural = naturalCause(step.type, paymentId, refundId, { previous, isWished: !!refund?.requestedBy });
    previous = id;
    const about = refund ? { amount: refund.amount, currency: amount.currency } : amount;
    return { ...step, id, orderId, paymentId, amount: about, causationId: step.causationId ?? natural };
  });
}

type Surroundings = { readonly previous: string | null; readonly isWished: boolean };

/** A wish of an admin follows from nothing, the end of a refund from its wish, and the rest from the step before. */
function naturalCause(type: StepType, paymentId: string, refundId: string | null, found: Surroundings): string | null {
  if (type === 'RefundRequested') return found.isWished ? null : found.previous;
  return refundId === null ? found.previous : stepId(paymentId, 'RefundRequested', refundId);
}
