import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { type Action, actionsOf } from './actions.ts';
import { type Order, type OrderCommand, orderDecider } from './order.ts';
import type { Money, OrderEvent, OrderStatus, PaymentStatus, Reduction } from './orderEvents.ts';
import { type OrderView, project } from './orderView.ts';
import { isFinal } from './transitions.ts';

const HOLD_MS = 1_000;
const START = Date.UTC(2030, 0, 1);

/** The whole state machine once more, as a table: where an order may go from each status. */
const LEGAL: Record<OrderStatus, readonly OrderStatus[]> = {
  PENDING: ['AWAITING_PAYMENT', 'PAID', 'FAILED', 'EXPIRED', 'CANCELLED'],
  AWAITING_PAYMENT: ['PAYING', 'EXPIRED', 'CANCELLED'],
  PAYING: ['PAID', 'AWAITING_PAYMENT'],
  PAID: ['FULFILLING', 'CANCELLED', 'PAID'],
  FULFILLING: ['SHIPPED', 'CANCELLED', 'FULFILLING'],
  SHIPPED: ['DELIVERED', 'SHIPPED'],
  DELIVERED: ['DELIVERED'],
  FAILED: [],
  EXPIRED: [],
  CANCELLED: ['CANCELLED'],
};

/** And its money. */
const PAYS: Record<PaymentStatus, readonly PaymentStatus[]> = {
  UNPAID: ['PENDING', 'NOT_REQUIRED'],
  PENDING: ['PAID', 'UNPAID'],
  PAID: ['PARTIALLY_REFUNDED', 'REFUNDED'],
  PARTIALLY_REFUNDED: ['REFUNDED'],
  REFUNDED: [],
  NOT_REQUIRED: [],
};

type Wish = OrderCommand extends infer Command ? (Command extends OrderCommand ? Omit<Command, 'now'> : never) : never;

const eur = (amount: number): Money => ({ amount, currency: 'EUR' });
const lines = [{ productId: 'p1', quantity: 2 }];
const held = (unitPrice: Money) => [{ productId: 'p1', quantity: 2, name: 'Mug', unitPrice }];
const failure = { reason: 'OUT_OF_STOCK', message: 'none left', param: 'lines.0', available: 0 };
const paymentIds = ['pay1', 'pay2'];
const FULFILMENT = ['FULFILLING', 'SHIPPED', 'DELIVERED'] as const;
const payment = (type: 'BeginPayment' | 'ConfirmPayment' | 'FailPayment'): Wish[] =>
  paymentIds.map((paymentId) => ({ type, paymentId }));

const anyOf = (...wishes: Wish[]) => fc.constantFrom(...wishes);
const cancel: Wish[] = [
  { type: 'CancelOrder', by: 'customer' },
  { type: 'CancelOrder', by: 'customer', restock: true },
  { type: 'CancelOrder', by: 'admin', restock: true, reason: 'came back' },
];
const refund = fc.record({
  type: fc.constant('RecordRefund' as const),
  paymentId: fc.constantFrom(...paymentIds),
  refundId: fc.constantFrom('r1', 'r2', 'r3'),
  amount: fc.integer({ min: 1, max: 6 }).map(eur),
});

const reduction: fc.Arbitrary<Reduction> = fc.oneof(
  fc.record({ kind: fc.constant('PERCENTAGE' as const), basisPointsOff: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({ kind: fc.constant('FIXED' as const), amountOff: fc.integer({ min: 1, max: 12 }) }),
  fc.constant({ kind: 'FREE' } as const),
);
const coupon = fc.record({
  code: fc.constant('SPRING'),
  description: fc.constant('Spring sale'),
  reduction,
  minimumSubtotal: fc.option(fc.constantFrom(5, 11), { freq: 3 }),
});
const place = fc.option(coupon, { freq: 3, nil: undefined }).map(
  (given): Wish => ({
    type: 'PlaceOrder',
    customerId: 'u1',
    lines,
    paymentMethod: 'CARD',
    holdMs: HOLD_MS,
    ...(given && { coupon: given }),
  }),
);

/** Early ends are rare, so that many walks go all the way. */
const wish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 1, arbitrary: place },
  { weight: 1, arbitrary: anyOf({ type: 'FailOrder', failure }, ...cancel) },
  { weight: 1, arbitrary: anyOf({ type: 'ExpireOrder' }) },
  {
    weight: 10,
    arbitrary: fc
      .constantFrom(eur(5), eur(5), eur(0), { amount: 5, currency: 'USD' })
      .map((unitPrice): Wish => ({ type: 'AcceptHold', lines: held(unitPrice), currency: 'EUR' })),
  },
  { weight: 20, arbitrary: anyOf(...payment('BeginPayment'), ...payment('ConfirmPayment'), ...payment('FailPayment')) },
  { weight: 10, arbitrary: anyOf(...FULFILMENT.map((to): Wish => ({ type: 'MoveOrder', to }))) },
  { weight: 6, arbitrary: refund },
);
const step = fc.record({ wish, afterMs: fc.integer({ min: 0, max: 100 }) });
const walk = fc
  .tuple(place, fc.array(step, { maxLength: 80, size: 'max' }))
  .map(([first, steps]) => [{ wish: first, afterMs: 0 }, ...steps]);

type Look = (state: Order, view: OrderView, now: Date) => void;

/** Runs a walk; refusals change nothing, and any other error is a bug. */
function run(steps: readonly { wish: Wish; afterMs: number }[], look: Look = () => undefined) {
  let state = orderDecider.initial;
  let view: OrderView | undefined;
  let now = START;
  const history: OrderEvent[] = [];
  const states: Order[] = [];
  for (const { wish: wanted, afterMs } of steps) {
    now += afterMs;
    const command = { ...wanted, now: new Date(now) } as OrderCommand;
    const events = decideOrRefuse(state, command);
    for (const event of events) {
      view = project('o1', view, event);
      state = orderDecider.evolve(state, event);
      history.push(event);
      states.push(state);
    }
    if (events.length > 0) expect(decideOrRefuse(state, command)).toEqual([]);
    if (view) look(state, view, new Date(now));
  }
  return { state, view, history, states };
}

function decideOrRefuse(...args: Parameters<typeof orderDecider.decide>): OrderEvent[] {
  try {
    return orderDecider.decide(...args);
  } catch (error) {
    if (error instanceof AppError && error.code === 'REFUSED') return [];
    throw error;
  }
}

/** What stands behind each action that people are offered. */
const ASKED: Record<Action, (state: Order, by: 'customer' | 'admin') => Wish> = {
  PAY: () => ({ type: 'BeginPayment', paymentId: 'another' }),
  CANCEL: (_state, by) => ({ type: 'CancelOrder', by }),
  START_FULFILMENT: () => ({ type: 'MoveOrder', to: 'FULFILLING' }),
  SHIP: () => ({ type: 'MoveOrder', to: 'SHIPPED' }),
  DELIVER: () => ({ type: 'MoveOrder', to: 'DELIVERED' }),
  REFUND: ({ paymentId }) => ({ type: 'RecordRefund', paymentId: paymentId ?? 'none', refundId: 'x', amount: eur(1) }),
};

/** Customer and admin in one: whatever is offered happens when it is asked for, and whatever is not does not. */
const expectSameRules: Look = (state, view, now) => {
  const offered = actionsOf(view, ['customer', 'admin'], now);
  const happens = offered.map(({ action }) => {
    const command = { ...ASKED[action](state, 'customer'), now } as OrderCommand;
    // Asking to pay too late ends the order, which nobody asked for.
    return decideOrRefuse(state, command).some(({ type }) => type !== 'OrderExpired');
  });
  expect(offered.map(({ allowed }) => allowed)).toEqual(happens);
  expect(offered.map(({ reason }) => reason === null)).toEqual(happens);
};

const check = (holds: (outcome: ReturnType<typeof run>) => void) =>
  fc.assert(
    fc.property(walk, (steps) => holds(run(steps))),
    { numRuns: 1_000 },
  );

// Thousands of walks take a while on a busy machine.
describe('any walk through the life of an order', { timeout: 60_000 }, () => {
  it('takes only legal steps, and none from a final status', () => {
    check(({ view }) => {
      for (const { previousStatus, status } of view?.history ?? []) {
        if (previousStatus) expect(LEGAL[previousStatus]).toContain(status);
        if (previousStatus && isFinal(previousStatus)) expect(status).toBe(previousStatus);
      }
    });
  });

  it('moves money only the way that money goes, apart from the status', () => {
    check(({ states }) => {
      states.forEach(({ paymentStatus }, index) => {
        const before = states[index - 1]?.paymentStatus;
        if (before && before !== paymentStatus) expect(PAYS[before]).toContain(paymentStatus);
      });
    });
  });

  it('leaves the decider and the view with the same axes', () => {
    check(({ state, view, history }) => {
      expect(view).toMatchObject({ status: state.status, paymentStatus: state.paymentStatus, total: state.total });
      expect(view?.version).toBe(history.length);
      expect(view?.refunded?.amount ?? 0).toBe(state.refunded);
    });
  });

  it('takes at most one payment, which it began before and inside the window', () => {
    check(({ history }) => {
      const captured = history.filter(({ type }) => type === 'OrderPaid');
      expect(captured.length).toBeLessThanOrEqual(1);
      for (const event of history) {
        if (event.type === 'OrderPaymentStarted') expect(event.at.getTime()).toBeLessThan(START + HOLD_MS);
        if (event.type === 'OrderExpired') expect(event.at.getTime()).toBeGreaterThanOrEqual(START + HOLD_MS);
      }
    });
  });

  it('names the captured payment whenever a paid order is cancelled, and takes stock back only for an admin', () => {
    check(({ history }) => {
      const paid = history.find((event) => event.type === 'OrderPaid');
      const cancelled = history.find((event) => event.type === 'OrderCancelled');
      if (!cancelled) return;
      expect(cancelled.paymentId).toBe(paid?.paymentId);
      if (cancelled.restock) expect([cancelled.cancelledBy, paid?.type]).toEqual(['admin', 'OrderPaid']);
    });
  });

  it('never takes off more than there is, nor gives back more than was paid', () => {
    check(({ states, view }) => {
      for (const { refunded, total } of states) {
        expect(refunded).toBeGreaterThanOrEqual(0);
        expect(refunded).toBeLessThanOrEqual(total?.amount ?? 0);
      }
      const { subtotal, discount, total } = view ?? {};
      if (subtotal && discount && total) {
        expect(discount.amount).toBeGreaterThanOrEqual(0);
        expect(discount.amount).toBeLessThanOrEqual(subtotal.amount);
        expect(total.amount).toBe(subtotal.amount - discount.amount);
      }
      const sums = view?.history
        .filter(({ type }) => type === 'OrderRefunded')
        .map(({ amount }) => amount?.amount ?? 0);
      expect(sums?.reduce((sum, amount) => sum + amount, 0)).toBe(view?.refunded?.amount ?? 0);
    });
  });

  it('is paid without a payment exactly when it costs nothing', () => {
    check(({ state, history }) => {
      const paid = history.find((event) => event.type === 'OrderPaid');
      if (paid) expect(paid.paymentId === undefined).toBe(state.total?.amount === 0);
      if (history.some(({ type }) => type === 'OrderAwaitingPayment')) expect(state.total?.amount).toBeGreaterThan(0);
    });
  });

  it('offers exactly the actions that then happen', () => {
    fc.assert(
      fc.property(walk, (steps) => void run(steps, expectSameRules)),
      { numRuns: 300 },
    );
  });

  it('reaches every status of every axis, so that the checks above are about something', () => {
    const reached: Record<'status' | 'money' | 'failure' | 'restock', Set<unknown>> = {
      status: new Set(),
      money: new Set(),
      failure: new Set(),
      restock: new Set(),
    };
    check(({ states, view, history }) => {
      for (const { status, paymentStatus } of states) {
        reached.status.add(status);
        reached.money.add(paymentStatus);
      }
      reached.failure.add(view?.failure?.reason);
      reached.restock.add(history.some((event) => event.type === 'OrderCancelled' && event.restock));
    });
    expect(reached.status).toEqual(new Set(Object.keys(LEGAL)));
    expect(reached.money).toEqual(new Set(Object.keys(PAYS)));
    expect(reached.failure).toEqual(new Set([undefined, 'COUPON_REJECTED', 'OUT_OF_STOCK', 'PRODUCT_UNAVAILABLE']));
    expect(reached.restock).toEqual(new Set([false, true]));
  });
});
