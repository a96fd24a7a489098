import type { Decider } from '#kernel/decider.ts';
import { AppError, unreachable } from '#kernel/errors.ts';
import {
  type Failure,
  type HeldLine,
  type OrderEvent,
  type OrderStatus,
  type PaymentMethod,
  statusAfter,
  type WantedLine,
} from './orderEvents.ts';
import { totalOf } from './total.ts';

/** `now` is business time. */
export type OrderCommand = { readonly now: Date } & (
  | {
      readonly type: 'PlaceOrder';
      readonly customerId: string;
      readonly lines: readonly WantedLine[];
      readonly paymentMethod: PaymentMethod;
      readonly holdMs: number;
    }
  | { readonly type: 'AcceptHold'; readonly lines: readonly HeldLine[] }
  | { readonly type: 'FailOrder'; readonly failure: Failure }
  | { readonly type: 'BeginPayment' | 'ConfirmPayment' | 'FailPayment'; readonly paymentId: string }
  | { readonly type: 'ExpireOrder' }
  | { readonly type: 'CancelOrder'; readonly by: 'customer' | 'admin' }
  | { readonly type: 'MoveOrder'; readonly to: FulfilmentStatus }
);

export type FulfilmentStatus = 'FULFILLING' | 'SHIPPED' | 'DELIVERED';

/** Only what a later decision needs; what people see is in orderView.ts. */
export type Order = {
  readonly status: OrderStatus | 'NEW';
  readonly lines: readonly WantedLine[];
  readonly expiresAt: Date;
  /** The payment that is running or was captured. */
  readonly paymentId: string | null;
  readonly failedPaymentIds: readonly string[];
};

type CommandOf<Type extends OrderCommand['type']> = Extract<OrderCommand, { type: Type }>;

/**
 * The facts that follow from a wish, given what is already true. `[]` means the wish already holds or came too late to
 * matter, so a repeated command is harmless.
 *
 * @throws AppError REFUSED: NOT_AWAITING_PAYMENT, ORDER_EXPIRED, PAYMENT_RUNNING, PAYMENT_ENDED, ALREADY_PAID,
 * NOT_PAYING, PAYMENT_CAPTURED, ACTION_NOT_ALLOWED.
 */
export function decide(order: Order, command: OrderCommand): OrderEvent[] {
  switch (command.type) {
    case 'PlaceOrder':
      return place(order, command);
    case 'AcceptHold':
      return acceptHold(order, command);
    case 'FailOrder':
      return order.status === 'PENDING' ? [{ type: 'OrderFailed', failure: command.failure, at: command.now }] : [];
    case 'BeginPayment':
      return beginPayment(order, command.paymentId, command.now);
    case 'ConfirmPayment':
      return confirmPayment(order, command.paymentId, command.now);
    case 'FailPayment':
      return failPayment(order, command.paymentId, command.now);
    case 'ExpireOrder':
      return isDue(order, command.now) ? [{ type: 'OrderExpired', at: command.now }] : [];
    case 'CancelOrder':
      return cancel(order, command);
    case 'MoveOrder':
      return move(order, command);
    default:
      return unreachable(command);
  }
}

/** Applies a recorded fact. It was legal when it was written, so it is never judged again. */
export function evolve(order: Order, event: OrderEvent): Order {
  const status = statusAfter[event.type];
  switch (event.type) {
    case 'OrderPlaced':
      return { ...order, status, lines: event.lines, expiresAt: event.expiresAt };
    case 'OrderPaymentStarted':
    case 'OrderPaid':
      return { ...order, status, paymentId: event.paymentId };
    case 'OrderPaymentFailed':
      return { ...order, status, paymentId: null, failedPaymentIds: [...order.failedPaymentIds, event.paymentId] };
    default:
      return { ...order, status };
  }
}

export const orderDecider: Decider<Order, OrderCommand, OrderEvent> = {
  initial: { status: 'NEW', lines: [], expiresAt: new Date(0), paymentId: null, failedPaymentIds: [] },
  decide,
  evolve,
};

/** When to look whether the order has expired. Null when it never will: while PAYING, the payment decides. */
export const wakeAt = ({ status, expiresAt }: Pick<Order, 'status' | 'expiresAt'>): Date | null =>
  status === 'PENDING' || status === 'AWAITING_PAYMENT' ? expiresAt : null;

const isDue = (order: Order, now: Date): boolean => {
  const due = wakeAt(order);
  return due !== null && now >= due;
};

function place(order: Order, { customerId, lines, paymentMethod, holdMs, now }: CommandOf<'PlaceOrder'>): OrderEvent[] {
  if (order.status !== 'NEW') return [];
  const expiresAt = new Date(now.getTime() + holdMs);
  return [{ type: 'OrderPlaced', customerId, lines, paymentMethod, expiresAt, at: now }];
}

function acceptHold(order: Order, { lines, now: at }: CommandOf<'AcceptHold'>): OrderEvent[] {
  if (order.status !== 'PENDING') return [];
  // The answer of a slow hold may come after the deadline; nobody could pay such an order.
  if (isDue(order, at)) return [{ type: 'OrderExpired', at }];
  return [{ type: 'OrderAwaitingPayment', lines, total: totalOf(lines), at }];
}

function beginPayment(order: Order, paymentId: string, now: Date): OrderEvent[] {
  if (order.paymentId === paymentId) return [];
  if (order.status === 'PAYING') throw refuse('PAYMENT_RUNNING', 'another payment of this order is being captured');
  if (order.paymentId) throw refuse('ALREADY_PAID', 'the order is paid');
  // The expiration worker may lag, so the deadline counts, not the worker.
  if (order.status === 'EXPIRED' || isDue(order, now)) throw refuse('ORDER_EXPIRED', 'the payment window has closed');
  if (order.status !== 'AWAITING_PAYMENT') throw refuse('NOT_AWAITING_PAYMENT', `the order is ${order.status}`);
  if (order.failedPaymentIds.includes(paymentId)) throw refuse('PAYMENT_ENDED', 'this payment has already failed');
  return [{ type: 'OrderPaymentStarted', paymentId, at: now }];
}

function confirmPayment(order: Order, paymentId: string, at: Date): OrderEvent[] {
  // A refusal tells payments to give the money back.
  if (order.paymentId !== paymentId)
    throw refuse('NOT_PAYING', `the order does not take this payment: ${order.status}`);
  return order.status === 'PAYING' ? [{ type: 'OrderPaid', paymentId, at }] : [];
}

function failPayment(order: Order, paymentId: string, at: Date): OrderEvent[] {
  if (order.paymentId !== paymentId) return [];
  if (order.status !== 'PAYING') throw refuse('PAYMENT_CAPTURED', 'this payment was captured: refund it instead');
  return [{ type: 'OrderPaymentFailed', paymentId, at }];
}

const CANCELLABLE: readonly Order['status'][] = ['PENDING', 'AWAITING_PAYMENT', 'PAID', 'FULFILLING'];

function cancel(order: Order, { by, now: at }: CommandOf<'CancelOrder'>): OrderEvent[] {
  if (order.status === 'CANCELLED') return [];
  if (!CANCELLABLE.includes(order.status)) throw notAllowed(order, 'can not be cancelled');
  const paid = order.paymentId === null ? {} : { paymentId: order.paymentId };
  return [{ type: 'OrderCancelled', cancelledBy: by, ...paid, at }];
}

const NEXT = {
  FULFILLING: { from: 'PAID', event: 'OrderFulfilling' },
  SHIPPED: { from: 'FULFILLING', event: 'OrderShipped' },
  DELIVERED: { from: 'SHIPPED', event: 'OrderDelivered' },
} as const;

function move(order: Order, { to, now: at }: CommandOf<'MoveOrder'>): OrderEvent[] {
  if (order.status === to) return [];
  const { from, event } = NEXT[to];
  if (order.status !== from) throw notAllowed(order, `can not become ${to}`);
  return [{ type: event, at }];
}

const refuse = (reason: string, message: string) => new AppError('REFUSED', reason, message);

const notAllowed = ({ status }: Order, what: string) =>
  new AppError('REFUSED', 'ACTION_NOT_ALLOWED', `an order that is ${status} ${what}`, { details: { status } });
