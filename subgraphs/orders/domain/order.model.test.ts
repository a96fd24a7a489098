import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { type OrderCommand, orderDecider } from './order.ts';
import type { OrderEvent, OrderStatus } from './orderEvents.ts';
import { type OrderView, project } from './orderView.ts';
import { isFinal } from './transitions.ts';

const HOLD_MS = 1_000;
const START = Date.UTC(2030, 0, 1);

/** The whole state machine once more, as a table: where an order may go from each status. */
const LEGAL: Record<OrderStatus, readonly OrderStatus[]> = {
  PENDING: ['AWAITING_PAYMENT', 'FAILED', 'EXPIRED', 'CANCELLED'],
  AWAITING_PAYMENT: ['PAYING', 'EXPIRED', 'CANCELLED'],
  PAYING: ['PAID', 'AWAITING_PAYMENT'],
  PAID: ['FULFILLING', 'CANCELLED'],
  FULFILLING: ['SHIPPED', 'CANCELLED'],
  SHIPPED: ['DELIVERED'],
  DELIVERED: [],
  FAILED: [],
  EXPIRED: [],
  CANCELLED: [],
};

type Wish = OrderCommand extends infer Command ? (Command extends OrderCommand ? Omit<Command, 'now'> : never) : never;

const lines = [{ productId: 'p1', quantity: 2 }];
const held = [{ productId: 'p1', quantity: 2, name: 'Mug', unitPrice: { amount: 5, currency: 'EUR' } }];
const failure = { reason: 'OUT_OF_STOCK', message: 'none left', param: 'lines.0', available: 0 };
const paymentIds = ['pay1', 'pay2'];
const FULFILMENT = ['FULFILLING', 'SHIPPED', 'DELIVERED'] as const;
const payment = (type: 'BeginPayment' | 'ConfirmPayment' | 'FailPayment'): Wish[] =>
  paymentIds.map((paymentId) => ({ type, paymentId }));

const anyOf = (...wishes: Wish[]) => fc.constantFrom(...wishes);

/** Early ends are rare, so that many walks go all the way. */
const wish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 1,
    arbitrary: anyOf({ type: 'PlaceOrder', customerId: 'u1', lines, paymentMethod: 'CARD', holdMs: HOLD_MS }),
  },
  { weight: 1, arbitrary: anyOf({ type: 'FailOrder', failure }, { type: 'CancelOrder', by: 'customer' }) },
  { weight: 1, arbitrary: anyOf({ type: 'ExpireOrder' }) },
  { weight: 10, arbitrary: anyOf({ type: 'AcceptHold', lines: held, currency: 'EUR' }) },
  { weight: 20, arbitrary: anyOf(...payment('BeginPayment'), ...payment('ConfirmPayment'), ...payment('FailPayment')) },
  { weight: 10, arbitrary: anyOf(...FULFILMENT.map((to): Wish => ({ type: 'MoveOrder', to }))) },
);
const step = fc.record({ wish, afterMs: fc.integer({ min: 0, max: 100 }) });
const walk = fc.array(step, { maxLength: 80, size: 'max' });

/** Runs a walk; refusals change nothing, and any other error is a bug. */
function run(steps: readonly { wish: Wish; afterMs: number }[]) {
  let state = orderDecider.initial;
  let view: OrderView | undefined;
  let now = START;
  const history: OrderEvent[] = [];
  for (const { wish: wanted, afterMs } of steps) {
    now += afterMs;
    const command = { ...wanted, now: new Date(now) } as OrderCommand;
    const events = decideOrRefuse(state, command);
    for (const event of events) {
      view = project('o1', view, event);
      state = orderDecider.evolve(state, event);
      history.push(event);
    }
    if (events.length > 0) expect(decideOrRefuse(state, command)).toEqual([]);
  }
  return { state, view, history };
}

function decideOrRefuse(...args: Parameters<typeof orderDecider.decide>): OrderEvent[] {
  try {
    return orderDecider.decide(...args);
  } catch (error) {
    if (error instanceof AppError && error.code === 'REFUSED') return [];
    throw error;
  }
}

const check = (holds: (outcome: ReturnType<typeof run>) => void) =>
  fc.assert(
    fc.property(fc.constant(null), walk, (_none, steps) => holds(run([PLACED, ...steps]))),
    { numRuns: 2_000 },
  );

const PLACED = {
  wish: { type: 'PlaceOrder', customerId: 'u1', lines, paymentMethod: 'CARD', holdMs: HOLD_MS },
  afterMs: 0,
} as const;

// Thousands of walks take a while on a busy machine.
describe('any walk through the life of an order', { timeout: 30_000 }, () => {
  it('takes only legal steps, and none from a final status', () => {
    check(({ view }) => {
      for (const { previousStatus, status } of view?.history ?? []) {
        if (previousStatus) expect(LEGAL[previousStatus]).toContain(status);
        if (previousStatus) expect(isFinal(previousStatus)).toBe(false);
      }
    });
  });

  it('leaves the decider and the view with the same status', () => {
    check(({ state, view, history }) => {
      expect(view?.status).toBe(state.status);
      expect(view?.version).toBe(history.length);
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

  it('names the captured payment whenever a paid order is cancelled', () => {
    check(({ history }) => {
      const paid = history.find((event) => event.type === 'OrderPaid');
      const cancelled = history.find((event) => event.type === 'OrderCancelled');
      if (cancelled) expect(cancelled.paymentId).toBe(paid?.paymentId);
    });
  });

  it('reaches every status, so that the checks above are about something', () => {
    const reached = new Set<OrderStatus>();
    check(({ view }) => {
      for (const { status } of view?.history ?? []) reached.add(status);
    });
    expect([...reached].sort()).toEqual(Object.keys(LEGAL).sort());
  });
});
