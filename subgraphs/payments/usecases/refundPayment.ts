import { AppError } from '#kernel/errors.ts';
import { decide, evolve, type Payment } from '../domain/payment.ts';
import type { PaymentStore, RefundKey, RefundPayment, RefundPaymentRequest } from '../ports.ts';
import { keyReused } from './answer.ts';
import type { DrivePayment } from './drivePayment.ts';

type Deps = {
  store: Pick<PaymentStore, 'load' | 'advance' | 'refundBoundTo'>;
  drive: DrivePayment;
  now: () => Date;
  newId: () => string;
  /** Equal for equal texts, and can't be turned back. */
  fingerprintOf: (text: string) => string;
};

/** More than one is needed only while others work on the same payment. */
const ATTEMPTS = 10;

/**
 * Gives some of a payment back, or all that is left. The refund is stored, and its amount set against the payment, before
 * the provider is asked: so refunds never add up to more than was taken, however many admins click at once.
 */
export const makeRefundPayment =
  (deps: Deps): RefundPayment =>
  async (request) => {
    const { payment, refundId } = await bind(request, deps);
    const driven = await deps.drive(payment);
    return answerOf(driven.payment, refundId);
  };

type Bound = { readonly payment: Payment; readonly refundId: string };

/** The refund that the key stands for, or a new one. */
async function bind(request: RefundPaymentRequest, deps: Deps): Promise<Bound> {
  const { requestedBy, idempotencyKey, paymentId, amount, reason } = request;
  const fingerprint = deps.fingerprintOf(JSON.stringify([paymentId, amount, reason]));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const bound = await deps.store.refundBoundTo(requestedBy, idempotencyKey);
    if (bound && bound.fingerprint !== fingerprint) throw keyReused('this key was used for another refund');
    const payment = await deps.store.load(paymentId);
    if (!payment) throw paymentNotFound();
    if (bound) return { payment, refundId: bound.refundId };
    const refundId = deps.newId();
    const key = { requestedBy, idempotencyKey, fingerprint, paymentId, refundId };
    const asked = await ask(payment, request, key, deps);
    if (asked) return { payment: asked, refundId };
  }
  throw new AppError('CONFLICT', 'PAYMENT_RACE', 'others work on this payment: try again');
}

/** @returns undefined when the payment or the key was changed meanwhile: look again. */
async function ask(
  payment: Payment,
  { requestedBy, amount, reason }: RefundPaymentRequest,
  key: RefundKey,
  { store, now }: Deps,
): Promise<Payment | undefined> {
  const { refundId } = key;
  const events = decide(payment, { type: 'RequestRefund', refundId, amount, reason, requestedBy, now: now() });
  const after = events.reduce(evolve, payment);
  try {
    return (await store.advance(payment, after, events, key)) ? after : undefined;
  } catch (error) {
    if (error instanceof AppError && error.reason === 'PAYMENT_RACE') return undefined;
    throw error;
  }
}

/** @throws AppError REFUSED: REFUND_PENDING, REFUND_FAILED. */
function answerOf(payment: Payment, refundId: string) {
  const refund = payment.refunds.find(({ id }) => id === refundId);
  if (!refund) throw new AppError('INTERNAL', 'REFUND_VANISHED', 'a refund can not be deleted');
  const details = { payment, refund: { refund, currency: payment.amount.currency } };
  if (refund.status === 'succeeded') return details;
  if (refund.status === 'requested') {
    throw new AppError('REFUSED', 'REFUND_PENDING', 'the money is on its way; do not refund again', { details });
  }
  const failureReason = refund.failureReason ?? 'refused';
  const message = `the provider refused to give the money back: ${failureReason}`;
  throw new AppError('REFUSED', 'REFUND_FAILED', message, { details: { ...details, failureReason } });
}

export function paymentNotFound(): AppError {
  const message = 'there is no such payment';
  return new AppError('NOT_FOUND', 'PAYMENT_NOT_FOUND', message, { reasons: [{ param: 'paymentId', message }] });
}
