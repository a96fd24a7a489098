import { describe, expect, it } from 'vitest';
import { given } from '#testing/given.ts';
import { claimsOrder, nextStep } from './nextStep.ts';
import { decide, evolve, intend, type PaymentCommand, type PaymentEvent } from './payment.ts';
import { requested } from './refund.ts';
import { shownStatusOf } from './shownStatus.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const intent = intend({
  id: 'pay1',
  orderId: 'o1',
  customerId: 'u1',
  attempt: 1,
  amount: { amount: 2100, currency: 'EUR' },
  provider: 'sandbox',
  payBy: noon,
  paymentToken: 'tok_success',
  createdAt: noon,
});
const payment = { initial: intent, decide, evolve };
const having = (...events: PaymentEvent[]) => events.reduce(evolve, intent);

const authorized: PaymentEvent = { type: 'PaymentAuthorized', reference: 'ref1' };
const accepted: PaymentEvent = { type: 'OrderAccepted' };
const captured: PaymentEvent = { type: 'PaymentCaptured' };
const succeeded: PaymentEvent = { type: 'PaymentSucceeded', at: noon };
const challenged: PaymentEvent = { type: 'ActionRequired', reference: 'ref1' };
const paid = [authorized, accepted, captured, succeeded];

const giveBack: PaymentCommand = { type: 'GiveBack', refundId: 'r9', now: noon };
const refunding = (id: string, amount: number, requestedBy: string | null = 'boss'): PaymentEvent => ({
  type: 'RefundRequested',
  refund: requested({
    id,
    amount,
    requestedBy,
    reason: requestedBy ? 'a broken mug' : 'the order has ended',
    createdAt: noon,
  }),
});
const wish = (refundId: string, amount: number | null): PaymentCommand => ({
  type: 'RequestRefund',
  refundId,
  amount,
  reason: 'a broken mug',
  requestedBy: 'boss',
  now: noon,
});

describe('a payment that goes well', () => {
  it('is authorised, accepted by the order, captured and confirmed, in this order', () => {
    expect([
      nextStep(having()),
      nextStep(having(authorized)),
      nextStep(having(authorized, accepted)),
      nextStep(having(authorized, accepted, captured)),
      nextStep(having(...paid)),
    ]).toEqual(['authorize', 'askOrder', 'capture', 'tellOrderPaid', 'rest']);
  });

  it('waits for the buyer where the bank wants to see them', () => {
    expect([nextStep(having(challenged)), nextStep(having(challenged, authorized))]).toEqual([
      'awaitAction',
      'askOrder',
    ]);
  });

  it.each([
    ['authorised', authorized],
    ['challenged', challenged],
    ['declined', { type: 'PaymentDeclined', reason: 'card_declined', at: noon } as const],
  ])('forgets its token as soon as it is %s', (_case, event) => {
    expect(having(event).paymentToken).toBeNull();
  });

  it('keeps the order to itself', () => {
    expect(claimsOrder(having(...paid))).toBe(true);
  });
});

describe('a declined payment', () => {
  it('says why, and leaves the order to another attempt', () => {
    const declined = having({ type: 'PaymentDeclined', reason: 'insufficient_funds', at: noon });

    expect(declined).toMatchObject({ status: 'declined', declineReason: 'insufficient_funds', processedAt: noon });
    expect(claimsOrder(declined)).toBe(false);
  });

  it('may be declined by the challenge', () => {
    given(payment, challenged)
      .when({ type: 'RecordDecline', reason: 'authentication_failed', now: noon })
      .thenEvents({ type: 'PaymentDeclined', reason: 'authentication_failed', at: noon });
  });
});

describe('an order that has ended', () => {
  it.each([
    ['is still being challenged', [challenged]],
    ['is set aside', [authorized]],
    ['was accepted', [authorized, accepted]],
  ])('voids what %s', (_case, history) => {
    given(payment, ...history)
      .when(giveBack)
      .thenEvents({ type: 'VoidStarted' });
  });

  it('returns all of what was taken before the order knew', () => {
    given(payment, authorized, accepted, captured)
      .when(giveBack)
      .thenEvents({ type: 'PaymentReturned' }, refunding('r9', 2100, null));
  });

  it('refunds what admins have left of a paid one', () => {
    given(payment, ...paid, refunding('r1', 500))
      .when(giveBack)
      .thenEvents(refunding('r9', 1600, null));
    given(payment, ...paid, refunding('r1', 2100))
      .when(giveBack)
      .thenNothing();
  });

  it('waits while the provider has not decided', () => {
    given(payment).when(giveBack).thenNothing();
  });

  it('refunds when the void came after the capture', () => {
    given(payment, authorized, accepted, { type: 'VoidStarted' })
      .when({ type: 'RecordVoidTooLate', refundId: 'r9', now: noon })
      .thenEvents({ type: 'PaymentReturned' }, refunding('r9', 2100, null));
  });

  it('gives back once, even when the provider refused', () => {
    const failed: PaymentEvent = { type: 'RefundFailed', refundId: 'r8', reason: 'refund_refused', at: noon };
    given(payment, authorized, { type: 'VoidStarted' }).when(giveBack).thenNothing();
    given(payment, ...paid, refunding('r8', 2100, null), failed)
      .when(giveBack)
      .thenNothing();
  });
});

describe('a refund', () => {
  it('takes a part, or all that is left', () => {
    given(payment, ...paid)
      .when(wish('r1', 500))
      .thenEvents(refunding('r1', 500));
    given(payment, ...paid, refunding('r1', 500))
      .when(wish('r2', null))
      .thenEvents(refunding('r2', 1600));
  });

  it('is never larger than what is left', () => {
    given(payment, ...paid)
      .when(wish('r1', 2101))
      .thenRefused('REFUND_TOO_LARGE');
    given(payment, ...paid, refunding('r1', 500))
      .when(wish('r2', 1601))
      .thenRefused('REFUND_TOO_LARGE');
  });

  it('needs money that was taken and is not on its way back', () => {
    given(payment, authorized).when(wish('r1', 1)).thenRefused('NOT_REFUNDABLE');
    given(payment, ...paid, refunding('r1', 2100))
      .when(wish('r2', 1))
      .thenRefused('NOT_REFUNDABLE');
  });

  it('leaves its amount to another when the provider refuses it', () => {
    given(payment, ...paid, refunding('r1', 2100), { type: 'RefundFailed', refundId: 'r1', reason: 'no', at: noon })
      .when(wish('r2', 2100))
      .thenEvents(refunding('r2', 2100));
  });

  it('is shown once the money is back', () => {
    const back = (refundId: string): PaymentEvent => ({ type: 'RefundSucceeded', refundId, at: noon });
    const part = [...paid, refunding('r1', 500)];

    expect(shownStatusOf(having(...part))).toBe('SUCCEEDED');
    expect(shownStatusOf(having(...part, back('r1')))).toBe('PARTIALLY_REFUNDED');
    expect(shownStatusOf(having(...part, back('r1'), refunding('r2', 1600), back('r2')))).toBe('REFUNDED');
  });
});

describe('an answer that comes after the payment has moved on', () => {
  it('changes nothing', () => {
    given(payment, authorized).when({ type: 'RecordAuthorization', reference: 'ref1' }).thenNothing();
    given(payment, authorized, accepted, { type: 'VoidStarted' }).when({ type: 'RecordCapture' }).thenNothing();
    given(payment, ...paid, refunding('r1', 5), { type: 'RefundSucceeded', refundId: 'r1', at: noon })
      .when({ type: 'RecordRefundFailure', refundId: 'r1', reason: 'no', now: noon })
      .thenNothing();
  });
});
