import { AppError, unreachable } from '#kernel/errors.ts';
import { nextStep } from '../domain/nextStep.ts';
import { decide, evolve, type Payment, type PaymentCommand } from '../domain/payment.ts';
import type { Lookup, Orders, PaymentProvider, PaymentStore } from '../ports.ts';

type Deps = {
  store: Pick<PaymentStore, 'advance' | 'load'>;
  provider: PaymentProvider;
  orders: Orders;
  now: () => Date;
};

/**
 * Takes a payment as far as it goes now, each step recorded before the next is taken. Safe to run again after a crash at
 * any instruction, and by several at once: provider and order give a repeated step the same answer, and one of the
 * drivers records it.
 *
 * @param isNew this call has just stored the intent, so the provider can't know of it yet.
 * @throws AppError UNAVAILABLE when the provider or the order does not answer: the rest is for later.
 */
export type SettlePayment = (payment: Payment, options?: { isNew: boolean }) => Promise<Payment>;

export const makeSettlePayment =
  (deps: Deps): SettlePayment =>
  async (payment, { isNew } = { isNew: false }) => {
    let current = payment;
    for (;;) {
      const command = await takeStep(current, isNew, deps);
      if (!command) return current;
      current = await record(current, command, deps.store);
    }
  };

/** @returns what to record, or undefined when nothing is left to do now. */
async function takeStep(
  payment: Payment,
  isNew: boolean,
  { provider, orders, now }: Deps,
): Promise<PaymentCommand | undefined> {
  const { id, orderId } = payment;
  const step = nextStep(payment);
  switch (step) {
    case 'authorize':
      return authorize(payment, isNew, provider, now);
    case 'askOrder':
      return { type: (await orders.begin(orderId, id)) === 'accepted' ? 'RecordAcceptance' : 'GiveBack' };
    case 'capture':
      return capture(payment, provider);
    case 'tellOrderPaid':
      return (await orders.confirm(orderId, id)) === 'accepted'
        ? { type: 'RecordConfirmation', now: now() }
        : { type: 'GiveBack' };
    case 'tellOrderFailed':
      // An order that refuses to hear it does not wait for this payment any more, which is what it was to be told.
      await orders.fail(orderId, id);
      // What can't be taken must not stay set aside on the buyer's card.
      await provider.void(referenceOf(payment));
      return { type: 'RecordFailure', now: now() };
    case 'void':
      return (await provider.void(referenceOf(payment))) === 'voided'
        ? { type: 'RecordVoid', now: now() }
        : { type: 'RecordVoidTooLate' };
    case 'refund':
      await provider.refund(referenceOf(payment));
      return { type: 'RecordRefund', now: now() };
    case 'rest':
      return undefined;
    default:
      return unreachable(step);
  }
}

/** An earlier call may have arrived, whatever its caller saw of it: so the provider is asked before the call is repeated. */
async function authorize(
  { orderId, attempt, paymentToken, amount }: Payment,
  isNew: boolean,
  provider: PaymentProvider,
  now: () => Date,
): Promise<PaymentCommand | undefined> {
  if (paymentToken === null) throw new AppError('INTERNAL', 'TOKEN_MISSING', 'an undecided payment has lost its token');
  const key = `${orderId}:${attempt}`;
  const known: Lookup = isNew ? { status: 'unknown' } : await provider.lookup(key);
  const answer = known.status === 'unknown' ? await provider.authorize({ key, paymentToken, amount }) : known;
  switch (answer.status) {
    case 'pending':
      return undefined;
    case 'authorized':
      return { type: 'RecordAuthorization', reference: answer.reference };
    case 'declined':
      return { type: 'RecordDecline', reason: answer.reason, now: now() };
    default:
      return unreachable(answer);
  }
}

async function capture(payment: Payment, provider: PaymentProvider): Promise<PaymentCommand> {
  const answer = await provider.capture(referenceOf(payment));
  return answer.status === 'captured'
    ? { type: 'RecordCapture' }
    : { type: 'RecordCaptureRefusal', reason: answer.reason };
}

function referenceOf({ reference }: Payment): string {
  if (reference !== null) return reference;
  throw new AppError('INTERNAL', 'REFERENCE_MISSING', 'an authorised payment has lost its reference');
}

/** The payment after `command`, or as another driver has left it. */
async function record(payment: Payment, command: PaymentCommand, store: Deps['store']): Promise<Payment> {
  const events = decide(payment, command);
  const after = events.reduce(evolve, payment);
  if (await store.advance(payment, after, events)) return after;
  const newer = await store.load(payment.id);
  if (newer) return newer;
  throw new AppError('INTERNAL', 'PAYMENT_VANISHED', 'a payment can not be deleted');
}
