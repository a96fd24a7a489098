import { AppError } from '#kernel/errors.ts';
import { claimsOrder } from '../domain/nextStep.ts';
import { intend, type Payment, type ProviderName } from '../domain/payment.ts';
import type { Orders, PaymentStore, PayOrder, PayOrderRequest } from '../ports.ts';
import { answerOf, answerToSecond, keyReused, orderNotPayable } from './answer.ts';
import type { DrivePayment } from './drivePayment.ts';

type Deps = {
  store: PaymentStore;
  orders: Pick<Orders, 'payable'>;
  drive: DrivePayment;
  /** The one that new payments go to. */
  provider: ProviderName;
  now: () => Date;
  newId: () => string;
  /** Equal for equal texts, and can't be turned back. */
  fingerprintOf: (text: string) => string;
};

/** A second is needed only when two calls for one order, or with one key, arrive at the same moment. */
const ATTEMPTS = 5;

/**
 * Charges the order's total once. The intent is stored before the provider is called, so that whatever happens then can
 * be finished later; the buyer is answered after the order knows.
 */
export const makePayOrder =
  (deps: Deps): PayOrder =>
  async (request) => {
    const { payment, isNew } = await bind(request, deps);
    const driven = await deps.drive(payment, { isNew });
    return answerOf(driven);
  };

/** The payment that the key stands for, or a new one. */
async function bind(request: PayOrderRequest, deps: Deps): Promise<{ payment: Payment; isNew: boolean }> {
  const { customerId, idempotencyKey, orderId, paymentToken } = request;
  const fingerprint = deps.fingerprintOf(JSON.stringify([orderId, paymentToken]));
  for (let attempt = 1; ; attempt++) {
    const bound = await deps.store.boundTo(customerId, idempotencyKey);
    if (bound && bound.fingerprint !== fingerprint) throw keyReused('this key was used for another order or token');
    if (bound) return { payment: bound.payment, isNew: false };
    const payment = await newPayment(request, deps);
    try {
      await deps.store.insert(payment, { idempotencyKey, fingerprint });
      return { payment, isNew: true };
    } catch (error) {
      // The winner's payment is there now: look again.
      if (!(error instanceof AppError && error.reason === 'PAYMENT_RACE') || attempt === ATTEMPTS) throw error;
    }
  }
}

/** @throws AppError REFUSED (ORDER_NOT_PAYABLE, PAYMENT_PENDING, PAYMENT_REQUIRES_ACTION). None binds the key. */
async function newPayment({ orderId, customerId, paymentToken }: PayOrderRequest, deps: Deps): Promise<Payment> {
  const order = await deps.orders.payable(orderId);
  if (order?.customerId !== customerId) throw orderNotPayable('you have no such order');
  const claim = await deps.store.claimOf(orderId);
  if (claim) {
    // What a challenge needs is not stored, and a buyer who has lost the page needs it again.
    const first = claim.status === 'actionRequired' ? await deps.drive(claim) : { payment: claim };
    // The bank may have refused it meanwhile: then another card may pay.
    if (claimsOrder(first.payment)) return answerToSecond(first);
  }
  const createdAt = deps.now();
  if (!order.awaitsPayment || order.total === null) throw orderNotPayable('the order does not wait for a payment');
  if (createdAt >= order.expiresAt) throw orderNotPayable('the time to pay this order is over');
  const attempt = (await deps.store.ofOrder(orderId)).length + 1;
  const asked = { orderId, customerId, attempt, amount: order.total, paymentToken, createdAt };
  return intend({ ...asked, id: deps.newId(), provider: deps.provider, payBy: order.expiresAt });
}
