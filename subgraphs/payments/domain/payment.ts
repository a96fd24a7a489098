import { unreachable } from '#kernel/errors.ts';

export type Amount = { readonly amount: number; readonly currency: string };

/** Each status is entered at most once, so a status also names a version of the payment. */
export type PaymentStatus =
  /** Recorded; the provider was or will be asked to set the money aside. */
  | 'intended'
  /** The money is set aside. */
  | 'authorized'
  /** The order waits for this payment alone; nothing else pays it now, and it does not expire. */
  | 'accepted'
  /** The money is taken; the order is to be told. */
  | 'captured'
  /** The money is taken and the order knows. */
  | 'succeeded'
  | 'declined'
  /** The provider refused to take what it had set aside; the order is to be told. */
  | 'uncaptured'
  | 'failed'
  /** To be given back before it was taken. */
  | 'voiding'
  | 'voided'
  /** To be given back after it was taken. */
  | 'refunding'
  | 'refunded';

/** One attempt to pay one order in full. */
export type Payment = {
  readonly id: string;
  readonly orderId: string;
  readonly customerId: string;
  /** From 1, for each order. */
  readonly attempt: number;
  readonly amount: Amount;
  readonly status: PaymentStatus;
  /** Kept until the provider has decided, so that the same call can be made again. */
  readonly paymentToken: string | null;
  /** The provider's name for what it set aside. */
  readonly reference: string | null;
  readonly declineReason: string | null;
  readonly createdAt: Date;
  readonly processedAt: Date | null;
};

type Intent = Pick<Payment, 'id' | 'orderId' | 'customerId' | 'attempt' | 'amount' | 'createdAt'> & {
  readonly paymentToken: string;
};

/** A payment begins as the wish to charge; it is stored before anybody is asked. */
export const intend = (intent: Intent): Payment => ({
  ...intent,
  status: 'intended',
  reference: null,
  declineReason: null,
  processedAt: null,
});

export type PaymentCommand =
  | { type: 'RecordAuthorization'; reference: string }
  | { type: 'RecordDecline'; reason: string; now: Date }
  | { type: 'RecordAcceptance' }
  | { type: 'RecordCapture' }
  | { type: 'RecordCaptureRefusal'; reason: string }
  | { type: 'RecordConfirmation'; now: Date }
  | { type: 'RecordFailure'; now: Date }
  /** The order can't be paid any more: it refused this payment, or it has ended. */
  | { type: 'GiveBack' }
  | { type: 'RecordVoid'; now: Date }
  /** The money was taken before it could be voided. */
  | { type: 'RecordVoidTooLate' }
  | { type: 'RecordRefund'; now: Date };

export type PaymentEvent =
  | { type: 'PaymentAuthorized'; reference: string }
  | { type: 'PaymentDeclined'; reason: string; at: Date }
  | { type: 'OrderAccepted' }
  | { type: 'PaymentCaptured' }
  | { type: 'CaptureRefused'; reason: string }
  | { type: 'PaymentSucceeded'; at: Date }
  | { type: 'PaymentFailed'; at: Date }
  | { type: 'VoidStarted' }
  | { type: 'PaymentVoided'; at: Date }
  | { type: 'RefundStarted' }
  | { type: 'PaymentRefunded'; at: Date };

/**
 * The facts that follow from what the provider or the order said.
 *
 * Two processes may drive one payment at the same time, so an answer may come after the payment has moved on: it then
 * changes nothing (`[]`), and the next step is asked for again.
 */
export function decide({ status }: Payment, command: PaymentCommand): PaymentEvent[] {
  const from = (expected: PaymentStatus, event: PaymentEvent) => (status === expected ? [event] : []);
  switch (command.type) {
    case 'RecordAuthorization':
      return from('intended', { type: 'PaymentAuthorized', reference: command.reference });
    case 'RecordDecline':
      return from('intended', { type: 'PaymentDeclined', reason: command.reason, at: command.now });
    case 'RecordAcceptance':
      return from('authorized', { type: 'OrderAccepted' });
    case 'RecordCapture':
      return from('accepted', { type: 'PaymentCaptured' });
    case 'RecordCaptureRefusal':
      return from('accepted', { type: 'CaptureRefused', reason: command.reason });
    case 'RecordConfirmation':
      return from('captured', { type: 'PaymentSucceeded', at: command.now });
    case 'RecordFailure':
      return from('uncaptured', { type: 'PaymentFailed', at: command.now });
    case 'GiveBack':
      return giveBack(status);
    case 'RecordVoid':
      return from('voiding', { type: 'PaymentVoided', at: command.now });
    case 'RecordVoidTooLate':
      return from('voiding', { type: 'RefundStarted' });
    case 'RecordRefund':
      return from('refunding', { type: 'PaymentRefunded', at: command.now });
    default:
      return unreachable(command);
  }
}

/** While the provider has not decided there is nothing to give back: the order is asked once it has, and refuses. */
function giveBack(status: PaymentStatus): PaymentEvent[] {
  if (status === 'authorized' || status === 'accepted') return [{ type: 'VoidStarted' }];
  if (status === 'captured' || status === 'succeeded') return [{ type: 'RefundStarted' }];
  return [];
}

/** Applies a recorded fact. It was legal when it was written, so it is never judged again. */
export const evolve = (payment: Payment, event: PaymentEvent): Payment => ({ ...payment, ...changeOf(event) });

function changeOf(event: PaymentEvent): Partial<Payment> {
  switch (event.type) {
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
    case 'RefundStarted':
      return { status: 'refunding' };
    case 'PaymentRefunded':
      return { status: 'refunded' };
    default:
      return unreachable(event);
  }
}
