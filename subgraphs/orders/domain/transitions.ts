import type { Actor, OrderEvent, OrderStatus, PaymentStatus } from './orderEvents.ts';

export type Step =
  | 'PLACE'
  | 'HOLD_STOCK'
  | 'FAIL'
  | 'EXPIRE'
  | 'PAY'
  | 'CONFIRM_PAYMENT'
  | 'FAIL_PAYMENT'
  | 'PAY_NOTHING'
  | 'START_FULFILMENT'
  | 'SHIP'
  | 'DELIVER'
  | 'CANCEL'
  | 'REFUND';

export type Transition = {
  readonly step: Step;
  /** What is recorded. */
  readonly event: OrderEvent['type'];
  readonly from: readonly (OrderStatus | 'NEW')[];
  /** Null where the status stays and only the payment's axis moves. */
  readonly to: OrderStatus | null;
  readonly by: readonly Actor[];
  /** Where only some orders of that status may: what their payment must be. */
  readonly payment?: readonly PaymentStatus[];
  /** Only before the order's deadline, or only from it on. */
  readonly deadline?: 'before' | 'after';
};

/** The life of an order: every way from one status to another, and who may take it. What is not here does not happen. */
export const transitions: readonly Transition[] = [
  { step: 'PLACE', event: 'OrderPlaced', from: ['NEW'], to: 'PENDING', by: ['customer'] },
  {
    step: 'HOLD_STOCK',
    event: 'OrderAwaitingPayment',
    from: ['PENDING'],
    to: 'AWAITING_PAYMENT',
    by: ['system'],
    deadline: 'before',
  },
  { step: 'PAY_NOTHING', event: 'OrderPaid', from: ['PENDING'], to: 'PAID', by: ['system'], deadline: 'before' },
  { step: 'FAIL', event: 'OrderFailed', from: ['PENDING'], to: 'FAILED', by: ['system'] },
  {
    step: 'EXPIRE',
    event: 'OrderExpired',
    from: ['PENDING', 'AWAITING_PAYMENT'],
    to: 'EXPIRED',
    by: ['system'],
    deadline: 'after',
  },
  {
    step: 'PAY',
    event: 'OrderPaymentStarted',
    from: ['AWAITING_PAYMENT'],
    to: 'PAYING',
    by: ['customer'],
    payment: ['UNPAID'],
    deadline: 'before',
  },
  { step: 'CONFIRM_PAYMENT', event: 'OrderPaid', from: ['PAYING'], to: 'PAID', by: ['system'] },
  { step: 'FAIL_PAYMENT', event: 'OrderPaymentFailed', from: ['PAYING'], to: 'AWAITING_PAYMENT', by: ['system'] },
  { step: 'START_FULFILMENT', event: 'OrderFulfilling', from: ['PAID'], to: 'FULFILLING', by: ['admin'] },
  { step: 'SHIP', event: 'OrderShipped', from: ['FULFILLING'], to: 'SHIPPED', by: ['admin'] },
  { step: 'DELIVER', event: 'OrderDelivered', from: ['SHIPPED'], to: 'DELIVERED', by: ['admin'] },
  {
    step: 'CANCEL',
    event: 'OrderCancelled',
    from: ['PENDING', 'AWAITING_PAYMENT', 'PAID', 'FULFILLING'],
    to: 'CANCELLED',
    by: ['customer', 'admin'],
  },
  {
    step: 'REFUND',
    event: 'OrderRefunded',
    from: ['PAID', 'FULFILLING', 'SHIPPED', 'DELIVERED', 'CANCELLED'],
    to: null,
    by: ['admin'],
    payment: ['PAID', 'PARTIALLY_REFUNDED'],
  },
];

const byStep = new Map(transitions.map((transition) => [transition.step, transition]));
const targets = new Map(transitions.map(({ event, to }) => [event, to]));

/** @throws TypeError for a step that the table does not have: a mistake in the table. */
export function transitionOf(step: Step): Transition {
  const transition = byStep.get(step);
  if (!transition) throw new TypeError(`no transition ${step}`);
  return transition;
}

/** Where an event leaves an order that was `before`. */
export const statusAfter = <Before extends OrderStatus | 'NEW'>(
  type: OrderEvent['type'],
  before: Before,
): OrderStatus | Before => targets.get(type) ?? before;

/** Nobody leads the order to another status any more; its money may still go back. */
export const isFinal = (status: OrderStatus): boolean =>
  !transitions.some(({ from, to }) => to !== null && from.includes(status));
