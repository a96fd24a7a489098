import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { claimsOrder, nextStep } from './nextStep.ts';
import {
  decide,
  evolve,
  intend,
  type Payment,
  type PaymentCommand,
  type PaymentEvent,
  refundableOf,
} from './payment.ts';
import { committedOf, refundedOf } from './refund.ts';

const now = new Date('2030-01-01T12:00:00Z');
const CAPTURED = 2_100;
const intent = intend({
  id: 'pay1',
  orderId: 'o1',
  customerId: 'u1',
  attempt: 1,
  amount: { amount: CAPTURED, currency: 'EUR' },
  provider: 'sandbox',
  payBy: now,
  paymentToken: 'tok_success',
  createdAt: now,
});

const newRefundId = fc.uuid();
const commands = fc.oneof(
  fc.constantFrom<PaymentCommand>(
    { type: 'RecordActionRequired', reference: 'ref1' },
    { type: 'RecordAuthorization', reference: 'ref1' },
    { type: 'RecordDecline', reason: 'card_declined', now },
    { type: 'RecordAcceptance' },
    { type: 'RecordCapture' },
    { type: 'RecordCaptureRefusal', reason: 'capture_refused' },
    { type: 'RecordConfirmation', now },
    { type: 'RecordFailure', now },
    { type: 'RecordVoid', now },
  ),
  newRefundId.map((id): PaymentCommand => ({ type: 'GiveBack', refundId: id, now })),
  newRefundId.map((id): PaymentCommand => ({ type: 'RecordVoidTooLate', refundId: id, now })),
);
const wishes = fc.record({
  type: fc.constant('RequestRefund' as const),
  refundId: newRefundId,
  amount: fc.option(fc.integer({ min: 1, max: CAPTURED + 1 })),
  reason: fc.constant('any'),
  requestedBy: fc.constant('boss'),
  now: fc.constant(now),
});
/** Answers of the provider name the n-th refund that was asked for. */
const answers = fc.record({ nth: fc.nat({ max: 5 }), succeeds: fc.boolean() });
const walks = fc.array(fc.oneof(commands, wishes, answers), { maxLength: 60 });
type Walk = typeof walks extends fc.Arbitrary<infer Steps> ? Steps : never;

/** Follows a walk, and holds `check` after each of its facts. */
function follow(walk: Walk, check: (payment: Payment, event: PaymentEvent) => void): Payment {
  let payment = intent;
  for (const step of walk) {
    for (const event of eventsOf(payment, step)) {
      payment = evolve(payment, event);
      check(payment, event);
    }
  }
  return payment;
}

function eventsOf(payment: Payment, step: Walk[number]): PaymentEvent[] {
  try {
    return decide(payment, 'nth' in step ? answerOf(payment, step) : step);
  } catch (error) {
    if (error instanceof AppError && error.code === 'REFUSED') return [];
    throw error;
  }
}

function answerOf({ refunds }: Payment, { nth, succeeds }: { nth: number; succeeds: boolean }): PaymentCommand {
  const id = refunds[nth]?.id ?? 'unknown';
  return succeeds
    ? { type: 'RecordRefund', refundId: id, now }
    : { type: 'RecordRefundFailure', refundId: id, reason: 'refund_refused', now };
}

describe('whatever is answered and wished for, in whatever order', () => {
  it('no status is entered twice, and every fact is a version of its own', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const entered = [intent.status];
        let facts = 0;
        const { version } = follow(walk, ({ status }) => {
          facts++;
          if (status !== entered.at(-1)) entered.push(status);
        });
        expect(new Set(entered).size).toBe(entered.length);
        expect(version).toBe(facts);
      }),
    );
  });

  it('never more goes back than was taken, and nothing before it was taken', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        let isTaken = false;
        follow(walk, (payment, { type }) => {
          isTaken ||= type === 'PaymentCaptured' || type === 'PaymentReturned';
          const committed = committedOf(payment.refunds);
          expect(committed).toBeLessThanOrEqual(isTaken ? CAPTURED : 0);
          expect(refundedOf(payment.refunds)).toBeLessThanOrEqual(committed);
          expect(refundableOf(payment)).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  it('rests only where nothing is under way, and money that the order would not have goes back', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const payment = follow(walk, () => undefined);
        const isResting = nextStep(payment) === 'rest';
        expect(isResting && payment.refunds.some(({ status }) => status === 'requested')).toBe(false);
        if (payment.status === 'returned') expect(payment.refunds.length).toBeGreaterThan(0);
        if (payment.status === 'returned') expect(claimsOrder(payment)).toBe(false);
      }),
    );
  });
});
