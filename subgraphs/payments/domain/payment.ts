import { AppError, unreachable } from '#kernel/errors.ts';
import { committedOf, type Refund, requested } from './refund.ts';

export type Amount = { readonly amount: number; readonly currency: string };

/** Who moves the money. A payment stays with the provider that it began with. */
export type ProviderName = 'sandbox' | 'stripe';

/** Each is entered at most once. */
export type PaymentStatus =
  /** Recorded; the provider was or will be asked to set the money aside. */
  | 'intended'
  /** The buyer has to prove to the bank who they are (3-D Secure). */
  | 'actionRequired'
  /** The money is set aside. */
  | 'authorized'
  /** The order waits for this payment alone; nothing else pays it now, and it does not expire. */
  | 'accepted'
  /** The money is taken; the order is to be told. */
  | 'captured'
  /** The money is taken and the order knows. Some or all of it may go back: see `refunds`. */
  | 'succeeded'
  | 'declined'
  /** The provider refused to take what it had set aside; the order is to be told. */
  | 'uncaptured'
  | 'failed'
  /** To be given back before it was taken. */
  | 'voiding'
  | 'voided'
  /** Taken, though the order would not have it: all of it goes back. */
  | 'returned';

/** One attempt to pay one order in full. */
export type Payment = {
  readonly id: string;
  readonly orderId: string;
  readonly customerId: string;
  /** From 1, for each order. */
  readonly attempt: number;
  readonly amount: Amount;
  readonly provider: ProviderName;
  /** When the order is given up, business time: a challenge that is open by then is called off. */
  readonly payBy: Date;
  readonly status: PaymentStatus;
  /** Grows with every recorded fact. */
  readonly version: number;
  /** Kept until the provider has an opinion, so that the same call can be made again. */
  readonly paymentToken: string | null;
  /** The provider's name for what it set aside, or will when the buyer has passed the challenge. */
  readonly reference: string | null;
  readonly declineReason: string | null;
  readonly createdAt: Date;
  readonly processedAt: Date | null;
  /** Oldest first. */
  readonly refunds: readonly Refund[];
};

type Intent = Pick<
  Payment,
  'id' | 'orderId' | 'customerId' | 'attempt' | 'amount' | 'provider' | 'payBy' | 'createdAt'
> & {
  readonly paymentToken: string;
};

/** A payment begins as the wish to charge; it is stored before anybody is asked. */
export const intend = (intent: Intent): Payment => ({
  ...intent,
  status: 'intended',
  version: 0,
  reference: null,
  declineReason: null,
  processedAt: null,
  refunds: [],
});

export type PaymentCommand =
  | { type: 'RecordActionRequired'; reference: string }
  | { type: 'RecordAuthorization'; reference: string }
  | { type: 'RecordDecline'; reason: string; now: Date }
  | { type: 'RecordAcceptance' }
  | { type: 'RecordCapture' }
  | { type: 'RecordCaptureRefusal'; reason: string }
  | { type: 'RecordConfirmation'; now: Date }
  | { type: 'RecordFailure'; now: Date }
  /** The order can't be paid any more: it refused this payment, or it has ended. `refundId` is for a refund, if need be. */
  | { type: 'GiveBack'; refundId: string; now: Date }
  | { type: 'RecordVoid'; now: Date }
  /** The money was taken before it could be voided. */
  | { type: 'RecordVoidTooLate'; refundId: string; now: Date }
  /** An admin wants `amount` to go back, or all that is left. */
  | { type: 'RequestRefund'; refundId: string; amount: number | null; reason: string; requestedBy: string; now: Date }
  | { type: 'RecordRefund'; refundId: string; now: Date }
  | { type: 'RecordRefundFailure'; refundId: string; reason: string; now: Date };

export type PaymentEvent =
  | { type: 'ActionRequired'; reference: string }
  | { type: 'PaymentAuthorized'; reference: string }
  | { type: 'PaymentDeclined'; reason: string; at: Date }
  | { type: 'OrderAccepted' }
  | { type: 'PaymentCaptured' }
  | { type: 'CaptureRefused'; reason: string }
  | { type: 'PaymentSucceeded'; at: Date }
  | { type: 'PaymentFailed'; at: Date }
  | { type: 'VoidStarted' }
  | { type: 'PaymentVoided'; at: Date }
  | { type: 'PaymentReturned' }
  | { type: 'RefundRequested'; refund: Refund }
  | { type: 'RefundSucceeded'; refundId: string; at: Date }
  | { type: 'RefundFailed'; refundId: string; reason: string; at: Date };

/**
 * The facts that follow from what the provider, the order or an admin said.
 *
 * Two processes may drive one payment at the same time, so an answer may come after the payment has moved on: it then
 * changes nothing (`[]`), and the next step is asked for again.
 *
 * @throws AppError REFUSED: NOT_REFUNDABLE, REFUND_TOO_LARGE (with `refundable`), for RequestRefund alone.
 */
export function decide(payment: Payment, command: PaymentCommand): PaymentEvent[] {
  const from = (expected: readonly PaymentStatus[], event: PaymentEvent) =>
    expected.includes(payment.status) ? [event] : [];
  switch (command.type) {
    case 'RecordActionRequired':
      return from(['intended'], { type: 'ActionRequired', reference: command.reference });
    case 'RecordAuthorization':
      return from(UNDECIDED, { type: 'PaymentAuthorized', reference: command.reference });
    case 'RecordDecline':
      return from(UNDECIDED, { type: 'PaymentDeclined', reason: command.reason, at: command.now });
    case 'RecordAcceptance':
      return from(['authorized'], { type: 'OrderAccepted' });
    case 'RecordCapture':
      return from(['accepted'], { type: 'PaymentCaptured' });
    case 'RecordCaptureRefusal':
      return from(['accepted'], { type: 'CaptureRefused', reason: command.reason });
    case 'RecordConfirmation':
      return from(['captured'], { type: 'PaymentSucceeded', at: command.now });
    case 'RecordFailure':
      return from(['uncaptured'], { type: 'PaymentFailed', at: command.now });
    case 'GiveBack':
      return giveBack(payment, command);
    case 'RecordVoid':
      return from(['voiding'], { type: 'PaymentVoided', at: command.now });
    case 'RecordVoidTooLate':
      return payment.status === 'voiding' ? returned(payment, command) : [];
    case 'RequestRefund':
      return [{ type: 'RefundRequested', refund: refundOf(payment, command) }];
    case 'RecordRefund':
      return ofOpen(payment, { type: 'RefundSucceeded', refundId: command.refundId, at: command.now });
    case 'RecordRefundFailure': {
      const { refundId, reason, now: at } = command;
      return ofOpen(payment, { type: 'RefundFailed', refundId, reason, at });
    }
    default:
      return unreachable(command);
  }
}

const UNDECIDED: readonly PaymentStatus[] = ['intended', 'actionRequired'];

/** What can still be given back. Nothing before the order knows that it is paid: until then the order decides. */
export const refundableOf = ({ status, amount, refunds }: Payment): number =>
  status === 'succeeded' || status === 'returned' ? amount.amount - committedOf(refunds) : 0;

type Asked = { refundId: string; now: Date };

/** While the provider has not decided there is nothing to give back: the order is asked once it has, and refuses. */
function giveBack(payment: Payment, asked: Asked): PaymentEvent[] {
  switch (payment.status) {
    case 'actionRequired':
    case 'authorized':
    case 'accepted':
      return [{ type: 'VoidStarted' }];
    case 'captured':
      return returned(payment, asked);
    case 'succeeded':
      return rest(payment, asked);
    default:
      return [];
  }
}

/** The end of the order is told more than once: whatever is left goes back the first time. */
function rest(payment: Payment, asked: Asked): PaymentEvent[] {
  const isDone = payment.refunds.some(({ requestedBy }) => requestedBy === null);
  if (isDone || refundableOf(payment) === 0) return [];
  return [{ type: 'RefundRequested', refund: endOfOrder(refundableOf(payment), asked) }];
}

const returned = ({ amount }: Payment, asked: Asked): PaymentEvent[] => [
  { type: 'PaymentReturned' },
  { type: 'RefundRequested', refund: endOfOrder(amount.amount, asked) },
];

const endOfOrder = (amount: number, { refundId: id, now: createdAt }: Asked): Refund =>
  requested({ id, amount, reason: 'the order has ended', requestedBy: null, createdAt });

function refundOf(payment: Payment, wish: Extract<PaymentCommand, { type: 'RequestRefund' }>): Refund {
  const refundable = refundableOf(payment);
  if (refundable === 0) throw notRefundable(payment);
  const { refundId: id, reason, requestedBy, now: createdAt } = wish;
  const amount = wish.amount ?? refundable;
  if (amount > refundable) throw refundTooLarge({ amount: refundable, currency: payment.amount.currency });
  return requested({ id, amount, reason, requestedBy, createdAt });
}

const ofOpen = (
  { refunds }: Payment,
  event: Extract<PaymentEvent, { type: 'RefundSucceeded' | 'RefundFailed' }>,
): PaymentEvent[] => (refunds.some(({ id, status }) => id === event.refundId && status === 'requested') ? [event] : []);

function notRefundable({ amount, refunds }: Payment): AppError {
  const isPaid = committedOf(refunds) === amount.amount;
  const message = isPaid ? 'all of it has gone back or is on its way' : 'nothing was taken that could go back';
  return refused('NOT_REFUNDABLE', 'paymentId', message, {});
}

const refundTooLarge = (refundable: Amount): AppError =>
  refused('REFUND_TOO_LARGE', 'amount', `at most ${refundable.amount} minor units can go back`, { refundable });

const refused = (reason: string, param: string, message: string, details: Record<string, unknown>) =>
  new AppError('REFUSED', reason, message, { reasons: [{ param, message }], details });

/** Applies a recorded fact. It was legal when it was written, so it is never judged again. */
export const evolve = (payment: Payment, event: PaymentEvent): Payment => ({
  ...payment,
  ...changeOf(payment, event),
  version: payment.version + 1,
});

function changeOf({ refunds }: Payment, event: PaymentEvent): Partial<Payment> {
  switch (event.type) {
    case 'ActionRequired':
      return { status: 'actionRequired', reference: event.reference, paymentToken: null };
    case 'PaymentAuthorized':
      return { status: 'authorized', reference: event.reference, paymentToken: null };
    case 'PaymentDeclined':
      return { status: 'declined', declineReason: event.reason, paymentToken: null, processedAt: event.at };
    case 'OrderAccepted':
      return { status: 'accepted' };
    case 'PaymentCaptured':
      return { status: 'captured' };
    case 'CaptureRefused':
      return { status: 'uncaptured', declineReason: event.reason };
    case 'PaymentSucceeded':
      return { status: 'succeeded', processedAt: event.at };
    case 'PaymentFailed':
      return { status: 'failed', processedAt: event.at };
    case 'VoidStarted':
      return { status: 'voiding' };
    case 'PaymentVoided':
      return { status: 'voided', processedAt: event.at };
    case 'PaymentReturned':
      return { status: 'returned' };
    case 'RefundRequested':
      return { refunds: [...refunds, event.refund] };
    case 'RefundSucceeded':
      return { refunds: ended(refunds, event.refundId, { status: 'succeeded', processedAt: event.at }) };
    case 'RefundFailed': {
      const end = { status: 'failed', failureReason: event.reason, processedAt: event.at } as const;
      return { refunds: ended(refunds, event.refundId, end) };
    }
    default:
      return unreachable(event);
  }
}

const ended = (refunds: readonly Refund[], refundId: string, end: Partial<Refund>): Refund[] =>
  refunds.map((refund) => (refund.id === refundId ? { ...refund, ...end } : refund));
