import type { Decider } from '#kernel/decider.ts';
import { AppError, unreachable } from '#kernel/errors.ts';
import { refusalOf } from './actions.ts';
import { paymentAfter } from './axes.ts';
import { couponFailure, minimumRejectionOf } from './coupon.ts';
import type {
  Actor,
  Failure,
  FrozenCoupon,
  HeldLine,
  Money,
  OrderEvent,
  OrderStatus,
  PaymentMethod,
  PaymentStatus,
  WantedLine,
} from './orderEvents.ts';
import { totalsOf, unsellableIn } from './total.ts';
import { isFinal, type Step, statusAfter } from './transitions.ts';

/** `now` is business time. */
export type OrderCommand = { readonly now: Date } & (
  | {
      readonly type: 'PlaceOrder';
      readonly customerId: string;
      readonly lines: readonly WantedLine[];
      readonly paymentMethod: PaymentMethod;
      readonly holdMs: number;
      readonly coupon?: FrozenCoupon;
    }
  /** `currency` is the shop's: lines in another one can't be sold. */
  | { readonly type: 'AcceptHold'; readonly lines: readonly HeldLine[]; readonly currency: string }
  | { readonly type: 'FailOrder'; readonly failure: Failure }
  | { readonly type: 'BeginPayment' | 'ConfirmPayment' | 'FailPayment'; readonly paymentId: string }
  | { readonly type: 'ExpireOrder' }
  | {
      readonly type: 'CancelOrder';
      readonly by: 'customer' | 'admin';
      /** What was sold comes back into stock. Admins only. */
      readonly restock?: boolean;
      readonly reason?: string;
    }
  | { readonly type: 'MoveOrder'; readonly to: FulfilmentStatus }
  | {
      readonly type: 'RecordRefund';
      readonly paymentId: string;
      readonly refundId?: string;
      readonly amount: Money;
      /** This refund and all before it, where payments says so. */
      readonly refundedTotal?: Money;
    }
);

export type FulfilmentStatus = 'FULFILLING' | 'SHIPPED' | 'DELIVERED';

/** Only what a later decision needs; what people see is in orderView.ts. */
export type Order = {
  readonly status: OrderStatus | 'NEW';
  readonly paymentStatus: PaymentStatus;
  readonly lines: readonly WantedLine[];
  readonly coupon: FrozenCoupon | null;
  readonly expiresAt: Date;
  /** Null until the stock is held. */
  readonly total: Money | null;
  /** The payment that is running or was captured. */
  readonly paymentId: string | null;
  readonly failedPaymentIds: readonly string[];
  /** What has gone back, in minor units: 0 ≤ refunded ≤ total. */
  readonly refunded: number;
  readonly refundIds: readonly string[];
  /** It was cancelled after it was sold, and what was sold stayed out of stock. */
  readonly keptOut: boolean;
};

type CommandOf<Type extends OrderCommand['type']> = Extract<OrderCommand, { type: Type }>;

/**
 * The facts that follow from a wish, given what is already true. `[]` means the wish already holds or came too late to
 * matter, so a repeated command is harmless. Which steps are possible is said by transitions.ts alone.
 *
 * @throws AppError REFUSED: ACTION_NOT_ALLOWED, for payments also a `RefusalCode`, PAYMENT_ENDED, NOT_PAYING,
 * PAYMENT_CAPTURED, REFUND_TOO_LARGE.
 */
export function decide(order: Order, command: OrderCommand): OrderEvent[] {
  switch (command.type) {
    case 'PlaceOrder':
      return place(order, command);
    case 'AcceptHold':
      return acceptHold(order, command);
    case 'FailOrder':
      return failOrder(order, command);
    case 'BeginPayment':
      return beginPayment(order, command.paymentId, command.now);
    case 'ConfirmPayment':
      return confirmPayment(order, command.paymentId, command.now);
    case 'FailPayment':
      return failPayment(order, command.paymentId, command.now);
    case 'ExpireOrder':
      return can(order, 'EXPIRE', command.now) ? [{ type: 'OrderExpired', at: command.now }] : [];
    case 'CancelOrder':
      return cancel(order, command);
    case 'MoveOrder':
      return move(order, command);
    case 'RecordRefund':
      return recordRefund(order, command);
    default:
      return unreachable(command);
  }
}

/** Applies a recorded fact. It was legal when it was written, so it is never judged again. */
export function evolve(order: Order, event: OrderEvent): Order {
  const status = statusAfter(event.type, order.status);
  const moved = { ...order, status, paymentStatus: paymentAfter(order, event) };
  switch (event.type) {
    case 'OrderPlaced':
      return { ...moved, lines: event.lines, expiresAt: event.expiresAt, coupon: event.coupon ?? null };
    case 'OrderAwaitingPayment':
      return { ...moved, total: event.total };
    case 'OrderPaymentStarted':
      return { ...moved, paymentId: event.paymentId };
    case 'OrderPaid':
      return { ...moved, paymentId: event.paymentId ?? null, total: event.free?.total ?? order.total };
    case 'OrderPaymentFailed':
      return { ...moved, paymentId: null, failedPaymentIds: [...order.failedPaymentIds, event.paymentId] };
    case 'OrderRefunded': {
      const refundIds = event.refundId === undefined ? order.refundIds : [...order.refundIds, event.refundId];
      return { ...moved, refunded: event.refundedTotal.amount, refundIds };
    }
    case 'OrderCancelled':
      return { ...moved, keptOut: isSold(order.status) && !event.restock };
    default:
      return moved;
  }
}

export const orderDecider: Decider<Order, OrderCommand, OrderEvent> = {
  initial: {
    status: 'NEW',
    paymentStatus: 'UNPAID',
    lines: [],
    coupon: null,
    expiresAt: new Date(0),
    total: null,
    paymentId: null,
    failedPaymentIds: [],
    refunded: 0,
    refundIds: [],
    keptOut: false,
  },
  decide,
  evolve,
};

/** When to look whether the order has expired. Null when it never will: while PAYING, the payment decides. */
export const wakeAt = ({ status, expiresAt }: Pick<Order, 'status' | 'expiresAt'>): Date | null =>
  status === 'PENDING' || status === 'AWAITING_PAYMENT' ? expiresAt : null;

const can = (order: Order, step: Step, now: Date): boolean => refusalOf(step, order, ['system'], now) === null;

function place(
  order: Order,
  { customerId, lines, paymentMethod, holdMs, coupon, now }: CommandOf<'PlaceOrder'>,
): OrderEvent[] {
  if (order.status !== 'NEW') return [];
  const expiresAt = new Date(now.getTime() + holdMs);
  return [{ type: 'OrderPlaced', customerId, lines, paymentMethod, expiresAt, ...(coupon && { coupon }), at: now }];
}

function acceptHold(order: Order, { lines, currency, now: at }: CommandOf<'AcceptHold'>): OrderEvent[] {
  // The answer of a slow hold may come after the deadline; nobody could pay such an order.
  if (can(order, 'EXPIRE', at) && order.status === 'PENDING') return [{ type: 'OrderExpired', at }];
  if (!can(order, 'HOLD_STOCK', at)) return [];
  const unsellable = unsellableIn(lines, currency);
  if (unsellable) return [{ type: 'OrderFailed', failure: unsellable, at }];
  const { subtotal, discount, total } = totalsOf(lines, currency, order.coupon ?? undefined);
  const rejection = order.coupon && minimumRejectionOf(order.coupon, subtotal.amount);
  if (rejection) return [{ type: 'OrderFailed', failure: couponFailure(rejection), at }];
  const reduced = order.coupon ? { subtotal, discount } : {};
  const held = { lines, ...reduced, total };
  // What costs nothing waits for no payment.
  return [total.amount === 0 ? { type: 'OrderPaid', free: held, at } : { type: 'OrderAwaitingPayment', ...held, at }];
}

const failOrder = (order: Order, { failure, now: at }: CommandOf<'FailOrder'>): OrderEvent[] =>
  can(order, 'FAIL', at) ? [{ type: 'OrderFailed', failure, at }] : [];

/**
 * One that is too late ends the order. A mere refusal would be forgotten: the same step may be on its way a second time,
 * judged a moment earlier and written a moment later, and the order would wait for ever for a payment that was given back.
 */
function beginPayment(order: Order, paymentId: string, now: Date): OrderEvent[] {
  if (order.paymentId === paymentId) return [];
  if (can(order, 'EXPIRE', now)) return [{ type: 'OrderExpired', at: now }];
  const refusal = refusalOf('PAY', order, ['customer'], now);
  if (refusal) throw refuse(refusal.code, refusal.message);
  if (order.failedPaymentIds.includes(paymentId)) throw refuse('PAYMENT_ENDED', 'this payment has already failed');
  return [{ type: 'OrderPaymentStarted', paymentId, at: now }];
}

function confirmPayment(order: Order, paymentId: string, at: Date): OrderEvent[] {
  // A refusal tells payments to give the money back.
  if (order.paymentId !== paymentId)
    throw refuse('NOT_PAYING', `the order does not take this payment: ${order.status}`);
  return can(order, 'CONFIRM_PAYMENT', at) ? [{ type: 'OrderPaid', paymentId, at }] : [];
}

function failPayment(order: Order, paymentId: string, at: Date): OrderEvent[] {
  if (order.paymentId !== paymentId) return [];
  if (!can(order, 'FAIL_PAYMENT', at)) throw refuse('PAYMENT_CAPTURED', 'this payment was captured: refund it instead');
  return [{ type: 'OrderPaymentFailed', paymentId, at }];
}

/** Whether the event is the end of an order that nobody paid: what it held and used goes back. */
export const endsUnsold = (type: OrderEvent['type'], before: Order['status']): boolean => {
  const after = statusAfter(type, before);
  // A refund after the end changes the money only.
  return after !== before && after !== 'NEW' && isFinal(after) && !isSold(before);
};

/** What was bought is out of stock for good, until somebody puts it back. */
export const isSold = (status: Order['status']): boolean => SOLD.includes(status);
const SOLD: readonly Order['status'][] = ['PAID', 'FULFILLING', 'SHIPPED', 'DELIVERED'];

function cancel(order: Order, { by, restock, reason, now: at }: CommandOf<'CancelOrder'>): OrderEvent[] {
  // A repeat; but what it did not do the first time it does not do now, and says so.
  if (order.status === 'CANCELLED' && !(restock && order.keptOut)) return [];
  requireStep('CANCEL', order, [by], at);
  if (restock && by !== 'admin')
    throw notAllowed(order, 'ADMINS_ONLY', 'only admins put what was sold back into stock');
  return [
    {
      type: 'OrderCancelled',
      cancelledBy: by,
      ...(order.paymentId !== null && { paymentId: order.paymentId }),
      // What was only held comes back anyway.
      ...(restock && isSold(order.status) && { restock: true }),
      ...(reason !== undefined && { reason }),
      at,
    },
  ];
}

const MOVES = {
  FULFILLING: { step: 'START_FULFILMENT', event: 'OrderFulfilling' },
  SHIPPED: { step: 'SHIP', event: 'OrderShipped' },
  DELIVERED: { step: 'DELIVER', event: 'OrderDelivered' },
} as const;

function move(order: Order, { to, now: at }: CommandOf<'MoveOrder'>): OrderEvent[] {
  if (order.status === to) return [];
  const { step, event } = MOVES[to];
  requireStep(step, order, ['admin'], at);
  return [{ type: event, at }];
}

/** Totals only grow: a refund that was counted already, or is older than what was counted, changes nothing. */
function recordRefund(order: Order, command: CommandOf<'RecordRefund'>): OrderEvent[] {
  const { paymentId, refundId, amount, now: at } = command;
  // The order never took this payment's money, such as one that came too late: its refund is none of the order's.
  if (order.paymentId !== paymentId || order.total === null) return [];
  if (refundId !== undefined && order.refundIds.includes(refundId)) return [];
  const after = command.refundedTotal?.amount ?? order.refunded + amount.amount;
  if (after <= order.refunded || refusalOf('REFUND', order, ['admin'], at)) return [];
  if (after > order.total.amount) throw refuse('REFUND_TOO_LARGE', 'more went back than was paid');
  const money = (minor: number): Money => ({ amount: minor, currency: amount.currency });
  return [
    {
      type: 'OrderRefunded',
      paymentId,
      ...(refundId !== undefined && { refundId }),
      amount: money(after - order.refunded),
      refundedTotal: money(after),
      at,
    },
  ];
}

function requireStep(step: Step, order: Order, actors: readonly Actor[], now: Date): void {
  const refusal = refusalOf(step, order, actors, now);
  if (refusal) throw notAllowed(order, refusal.code, refusal.message);
}

const refuse = (reason: string, message: string) => new AppError('REFUSED', reason, message);

const notAllowed = ({ status }: Order, reason: string, message: string) =>
  new AppError('REFUSED', 'ACTION_NOT_ALLOWED', message, { details: { status, reason } });
