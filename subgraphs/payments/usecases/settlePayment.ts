import { AppError, unreachable } from '#kernel/errors.ts';
import { nextStep, openRefundOf } from '../domain/nextStep.ts';
import { decide, evolve, type Payment, type PaymentCommand } from '../domain/payment.ts';
import type { Authorization, Challenge, Lookup, Orders, PaymentProvider, PaymentStore, Providers } from '../ports.ts';

type Deps = {
  store: Pick<PaymentStore, 'advance' | 'load'>;
  providers: Providers;
  orders: Orders;
  now: () => Date;
  newId: () => string;
};

/** `challenge`: what the buyer has to pass before it goes on. */
export type Settled = { readonly payment: Payment; readonly challenge?: Challenge };

/**
 * Takes a payment as far as it goes now, each step recorded before the next is taken. Safe to run again after a crash at
 * any instruction, and by several at once: provider and order give a repeated step the same answer, and one of the
 * drivers records it.
 *
 * @param isNew this call has just stored the intent, so the provider can't know of it yet.
 * @throws AppError UNAVAILABLE when the provider or the order does not answer: the rest is for later.
 */
export type SettlePayment = (payment: Payment, options?: { isNew: boolean }) => Promise<Settled>;

export const makeSettlePayment =
  (deps: Deps): SettlePayment =>
  async (payment, { isNew } = { isNew: false }) => {
    let current = payment;
    let isUnasked = isNew;
    for (;;) {
      const { command, challenge } = await takeStep(current, isUnasked, deps);
      isUnasked = false;
      if (!command) return { payment: current, ...(challenge && { challenge }) };
      current = await record(current, command, deps.store);
      if (challenge) return { payment: current, challenge };
    }
  };

/** What to record; nothing when nothing is left to do now. */
type Taken = { readonly command?: PaymentCommand; readonly challenge?: Challenge };

async function takeStep(payment: Payment, isNew: boolean, deps: Deps): Promise<Taken> {
  const step = nextStep(payment);
  switch (step) {
    case 'authorize':
      return authorize(payment, isNew, deps);
    case 'awaitAction':
      return awaitAction(payment, deps);
    case 'askOrder':
    case 'tellOrderPaid':
    case 'tellOrderFailed':
      return { command: await askOrder(step, payment, deps) };
    case 'capture':
      return { command: await capture(payment, deps.providers.of(payment.provider)) };
    case 'void':
      return { command: await giveBack(payment, deps) };
    case 'refund':
      return refund(payment, deps);
    case 'rest':
      return {};
    default:
      return unreachable(step);
  }
}

/** An earlier call may have arrived, whatever its caller saw of it: so the provider is asked before the call is repeated. */
async function authorize(payment: Payment, isNew: boolean, deps: Deps): Promise<Taken> {
  const { id: paymentId, orderId, paymentToken, amount } = payment;
  if (paymentToken === null) throw new AppError('INTERNAL', 'TOKEN_MISSING', 'an undecided payment has lost its token');
  const provider = deps.providers.of(payment.provider);
  const key = keyOf(payment);
  const known: Lookup = isNew ? { status: 'unknown' } : await provider.lookup({ key, reference: null });
  if (known.status !== 'unknown') return opinion(known, deps);
  return opinion(await provider.authorize({ key, paymentId, orderId, paymentToken, amount }), deps);
}

/** A challenge that is open when the order is given up is called off, though nobody says so. */
async function awaitAction(payment: Payment, deps: Deps): Promise<Taken> {
  if (deps.now() >= payment.payBy) return { command: giveBackOf(deps) };
  const provider = deps.providers.of(payment.provider);
  const answer = await provider.lookup({ key: keyOf(payment), reference: payment.reference });
  if (answer.status === 'unknown') {
    throw new AppError('INTERNAL', 'PAYMENT_UNKNOWN_TO_PROVIDER', 'the provider has forgotten a payment');
  }
  const { command, challenge } = opinion(answer, deps);
  return challenge ? { challenge } : { ...(command && { command }) };
}

function opinion(answer: Authorization, { now }: Deps): Taken {
  switch (answer.status) {
    case 'pending':
      return {};
    case 'requiresAction': {
      const { reference, clientSecret, actionUrl } = answer;
      return { command: { type: 'RecordActionRequired', reference }, challenge: { clientSecret, actionUrl } };
    }
    case 'authorized':
      return { command: { type: 'RecordAuthorization', reference: answer.reference } };
    case 'declined':
      return { command: { type: 'RecordDecline', reason: answer.reason, now: now() } };
    default:
      return unreachable(answer);
  }
}

async function askOrder(
  step: 'askOrder' | 'tellOrderPaid' | 'tellOrderFailed',
  payment: Payment,
  deps: Deps,
): Promise<PaymentCommand> {
  const { id, orderId } = payment;
  if (step === 'askOrder') {
    return (await deps.orders.begin(orderId, id)) === 'accepted' ? { type: 'RecordAcceptance' } : giveBackOf(deps);
  }
  if (step === 'tellOrderPaid') {
    const answer = await deps.orders.confirm(orderId, id);
    return answer === 'accepted' ? { type: 'RecordConfirmation', now: deps.now() } : giveBackOf(deps);
  }
  // An order that refuses to hear it does not wait for this payment any more, which is what it was to be told.
  await deps.orders.fail(orderId, id);
  // What can't be taken must not stay set aside on the buyer's card.
  await deps.providers.of(payment.provider).void(referenceOf(payment));
  return { type: 'RecordFailure', now: deps.now() };
}

const giveBackOf = ({ newId, now }: Deps): PaymentCommand => ({ type: 'GiveBack', refundId: newId(), now: now() });

async function giveBack(payment: Payment, { providers, newId, now }: Deps): Promise<PaymentCommand> {
  const answer = await providers.of(payment.provider).void(referenceOf(payment));
  if (answer === 'voided') return { type: 'RecordVoid', now: now() };
  return { type: 'RecordVoidTooLate', refundId: newId(), now: now() };
}

async function refund(payment: Payment, { providers, now }: Deps): Promise<Taken> {
  const open = openRefundOf(payment);
  if (!open) return {};
  const amount = { amount: open.amount, currency: payment.amount.currency };
  const request = { key: open.id, paymentId: payment.id, reference: referenceOf(payment), amount };
  const answer = await providers.of(payment.provider).refund(request);
  if (answer.status === 'pending') return {};
  const end = { refundId: open.id, now: now() };
  return answer.status === 'succeeded'
    ? { command: { type: 'RecordRefund', ...end } }
    : { command: { type: 'RecordRefundFailure', ...end, reason: answer.reason } };
}

const keyOf = ({ orderId, attempt }: Payment): string => `${orderId}:${attempt}`;

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
  // The same step would be taken again and again.
  if (events.length === 0) throw new AppError('INTERNAL', 'STEP_WITHOUT_EFFECT', `${command.type} changed nothing`);
  const after = events.reduce(evolve, payment);
  if (await store.advance(payment, after, events)) return after;
  const newer = await store.load(payment.id);
  if (newer) return newer;
  throw new AppError('INTERNAL', 'PAYMENT_VANISHED', 'a payment can not be deleted');
}
