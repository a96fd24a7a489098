import type { Actor, OrderStatus, PaymentStatus } from './orderEvents.ts';
import { type Step, type Transition, transitionOf } from './transitions.ts';

/** What people may do to an order, as the API names it. */
export const ACTIONS = ['PAY', 'CANCEL', 'START_FULFILMENT', 'SHIP', 'DELIVER', 'REFUND'] as const;
export type Action = (typeof ACTIONS)[number];

export type RefusalCode =
  | 'ADMINS_ONLY'
  | 'CUSTOMER_ONLY'
  | 'PAYMENT_RUNNING'
  | 'ORDER_FAILED'
  | 'ORDER_EXPIRED'
  | 'ORDER_CANCELLED'
  | 'NOT_AWAITING_PAYMENT'
  | 'NOT_PAID'
  | 'NOT_IN_PREPARATION'
  | 'NOT_SHIPPED'
  | 'COSTS_NOTHING'
  | 'ALREADY_PAID'
  | 'ALREADY_STARTED'
  | 'ALREADY_SHIPPED'
  | 'ALREADY_DELIVERED'
  | 'ALREADY_REFUNDED'
  | 'NOT_NOW';

export type Refusal = { readonly code: RefusalCode; readonly message: string };

/** What decides, besides the transition itself. The decider's state and the view both have it. */
export type Facts = {
  readonly status: OrderStatus | 'NEW';
  readonly paymentStatus: PaymentStatus;
  readonly expiresAt: Date;
};

/**
 * Why one of `actors` may not take the step now; null when one may. The one place that says so: the decider asks it, and
 * what people are offered comes from it.
 */
export function refusalOf(step: Step, facts: Facts, actors: readonly Actor[], now: Date): Refusal | null {
  const { from, by, payment, deadline } = transitionOf(step);
  if (!by.some((actor) => actors.includes(actor))) return notYours(by);
  if (payment && facts.paymentStatus === 'NOT_REQUIRED')
    return { code: 'COSTS_NOTHING', message: 'the order costs nothing' };
  if (!from.includes(facts.status)) return wrongStatus(step, from, facts.status);
  if (payment && !payment.includes(facts.paymentStatus)) return wrongPayment(facts);
  const isOver = now >= facts.expiresAt;
  // The expiration worker may lag, so the deadline counts, not the worker.
  if (deadline === 'before' && isOver) return { code: 'ORDER_EXPIRED', message: 'the time to pay this order is over' };
  if (deadline === 'after' && !isOver) return { code: 'NOT_NOW', message: 'its time has not come' };
  return null;
}

/** Every action, for someone who is all of `actors`. */
export const actionsOf = (facts: Facts, actors: readonly Actor[], now: Date) =>
  ACTIONS.map((action) => {
    const reason = refusalOf(action, facts, actors, now);
    return { action, allowed: reason === null, reason };
  });

const notYours = (by: readonly Actor[]): Refusal =>
  by.includes('admin')
    ? { code: 'ADMINS_ONLY', message: 'only admins may do this' }
    : { code: 'CUSTOMER_ONLY', message: "only the order's customer may do this" };

/** From the first click to the door. */
const WAY: readonly (OrderStatus | 'NEW')[] = [
  'NEW',
  'PENDING',
  'AWAITING_PAYMENT',
  'PAYING',
  'PAID',
  'FULFILLING',
  'SHIPPED',
  'DELIVERED',
];

/** What an order is not yet, or is already. */
const PLACES: Readonly<Partial<Record<Step, { early: RefusalCode; late: RefusalCode }>>> = {
  PAY: { early: 'NOT_AWAITING_PAYMENT', late: 'ALREADY_PAID' },
  CANCEL: { early: 'NOT_NOW', late: 'ALREADY_SHIPPED' },
  START_FULFILMENT: { early: 'NOT_PAID', late: 'ALREADY_STARTED' },
  SHIP: { early: 'NOT_IN_PREPARATION', late: 'ALREADY_SHIPPED' },
  DELIVER: { early: 'NOT_SHIPPED', late: 'ALREADY_DELIVERED' },
  REFUND: { early: 'NOT_PAID', late: 'NOT_NOW' },
};

const ENDS: Readonly<Partial<Record<OrderStatus | 'NEW', Refusal>>> = {
  PAYING: { code: 'PAYMENT_RUNNING', message: 'a payment of this order is being decided: try again in a moment' },
  FAILED: { code: 'ORDER_FAILED', message: 'the order could not be placed' },
  EXPIRED: { code: 'ORDER_EXPIRED', message: 'the order was not paid in time' },
  CANCELLED: { code: 'ORDER_CANCELLED', message: 'the order is cancelled' },
};

function wrongStatus(step: Step, from: Transition['from'], status: Facts['status']): Refusal {
  const end = ENDS[status];
  if (end) return end;
  const isEarly = WAY.indexOf(status) < Math.min(...from.map((each) => WAY.indexOf(each)).filter((at) => at >= 0));
  const { early, late } = PLACES[step] ?? { early: 'NOT_NOW', late: 'NOT_NOW' };
  return { code: isEarly ? early : late, message: `the order is ${status}` };
}

function wrongPayment({ paymentStatus }: Facts): Refusal {
  if (paymentStatus === 'REFUNDED') return { code: 'ALREADY_REFUNDED', message: 'all of its money has gone back' };
  return { code: 'NOT_PAID', message: 'the order is not paid' };
}
