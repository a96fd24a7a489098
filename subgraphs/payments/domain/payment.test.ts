import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given } from '#testing/given.ts';
import { claimsOrder, nextStep } from './nextStep.ts';
import { decide, evolve, intend, type Payment, type PaymentCommand, type PaymentEvent } from './payment.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const intent = intend({
  id: 'pay1',
  orderId: 'o1',
  customerId: 'u1',
  attempt: 1,
  amount: { amount: 2100, currency: 'EUR' },
  paymentToken: 'tok_success',
  createdAt: noon,
});
const payment = { initial: intent, decide, evolve };
const having = (...events: PaymentEvent[]) => events.reduce(evolve, intent);

const authorized: PaymentEvent = { type: 'PaymentAuthorized', reference: 'ref1' };
const accepted: PaymentEvent = { type: 'OrderAccepted' };
const captured: PaymentEvent = { type: 'PaymentCaptured' };
const succeeded: PaymentEvent = { type: 'PaymentSucceeded', at: noon };

describe('a payment that goes well', () => {
  it('is authorised, accepted by the order, captured and confirmed, in this order', () => {
    expect([
      nextStep(having()),
      nextStep(having(authorized)),
      nextStep(having(authorized, accepted)),
      nextStep(having(authorized, accepted, captured)),
      nextStep(having(authorized, accepted, captured, succeeded)),
    ]).toEqual(['authorize', 'askOrder', 'capture', 'tellOrderPaid', 'rest']);
  });

  it('forgets its token as soon as the provider has decided', () => {
    expect(having(authorized).paymentToken).toBeNull();
    expect(having({ type: 'PaymentDeclined', reason: 'card_declined', at: noon }).paymentToken).toBeNull();
  });

  it('keeps the order to itself', () => {
    expect(claimsOrder(having(authorized, accepted, captured, succeeded))).toBe(true);
  });
});

describe('a declined payment', () => {
  it('says why, and leaves the order to another attempt', () => {
    const declined = having({ type: 'PaymentDeclined', reason: 'insufficient_funds', at: noon });

    expect(declined).toMatchObject({ status: 'declined', declineReason: 'insufficient_funds', processedAt: noon });
    expect(claimsOrder(declined)).toBe(false);
  });
});

describe('giving money back', () => {
  it('voids what was only set aside', () => {
    given(payment, authorized).when({ type: 'GiveBack' }).thenEvents({ type: 'VoidStarted' });
    given(payment, authorized, accepted).when({ type: 'GiveBack' }).thenEvents({ type: 'VoidStarted' });
  });

  it('refunds what was taken', () => {
    given(payment, authorized, accepted, captured).when({ type: 'GiveBack' }).thenEvents({ type: 'RefundStarted' });
    given(payment, authorized, accepted, captured, succeeded)
      .when({ type: 'GiveBack' })
      .thenEvents({ type: 'RefundStarted' });
  });

  it('waits while the provider has not decided', () => {
    given(payment).when({ type: 'GiveBack' }).thenNothing();
  });

  it('refunds when the void came after the capture', () => {
    given(payment, authorized, accepted, { type: 'VoidStarted' })
      .when({ type: 'RecordVoidTooLate' })
      .thenEvents({ type: 'RefundStarted' });
  });

  it('happens once', () => {
    given(payment, authorized, { type: 'VoidStarted' }).when({ type: 'GiveBack' }).thenNothing();
    given(payment, authorized, { type: 'VoidStarted' }, { type: 'PaymentVoided', at: noon })
      .when({ type: 'GiveBack' })
      .thenNothing();
  });
});

describe('an answer that comes after the payment has moved on', () => {
  it('changes nothing', () => {
    given(payment, authorized).when({ type: 'RecordAuthorization', reference: 'ref1' }).thenNothing();
    given(payment, authorized, accepted, { type: 'VoidStarted' }).when({ type: 'RecordCapture' }).thenNothing();
  });
});

describe('whatever is answered in whatever order', () => {
  const commands: PaymentCommand[] = [
    { type: 'RecordAuthorization', reference: 'ref1' },
    { type: 'RecordDecline', reason: 'card_declined', now: noon },
    { type: 'RecordAcceptance' },
    { type: 'RecordCapture' },
    { type: 'RecordCaptureRefusal', reason: 'capture_refused' },
    { type: 'RecordConfirmation', now: noon },
    { type: 'RecordFailure', now: noon },
    { type: 'GiveBack' },
    { type: 'RecordVoid', now: noon },
    { type: 'RecordVoidTooLate' },
    { type: 'RecordRefund', now: noon },
  ];

  it('enters no status twice, so that a status names a version', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...commands), { maxLength: 40 }), (sequence) => {
        const entered = statusesEntered(sequence);
        expect(new Set(entered).size).toBe(entered.length);
      }),
    );
  });
});

function statusesEntered(sequence: readonly PaymentCommand[]): string[] {
  let payment: Payment = intent;
  const entered: string[] = [payment.status];
  for (const command of sequence) {
    const events = decide(payment, command);
    payment = events.reduce(evolve, payment);
    if (events.length > 0) entered.push(payment.status);
  }
  return entered;
}
