import { describe, expect, it } from 'vitest';
import { withCallContext } from '#kernel/callContext.ts';
import { decide, evolve, intend, type Payment, type PaymentCommand, type PaymentEvent } from '../domain/payment.ts';
import type { PaymentQueries } from '../paymentReads.ts';
import type { PaymentStore, RefundKey } from '../ports.ts';

type Tested = {
  store: PaymentStore;
  queries: PaymentQueries;
  /** As if the time of all leases and pauses were over. */
  endLeases: () => Promise<void> | void;
  /** Types of the messages that were published for a payment, oldest first. */
  published: (paymentId: string) => Promise<string[]> | string[];
};

const at = new Date('2030-01-01T12:00:00Z');
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [order, otherOrder, customer] = [id(101), id(102), id(201)];
const amount = { amount: 2100, currency: 'EUR' };
const payment = (n: number, changes: Partial<Payment> = {}): Payment => ({
  ...intend({
    id: id(n),
    orderId: order,
    customerId: customer,
    attempt: 1,
    amount,
    provider: 'sandbox',
    payBy: at,
    paymentToken: '$tok',
    createdAt: at,
  }),
  ...changes,
});
const binding = (idempotencyKey: string) => ({ idempotencyKey, fingerprint: `print of ${idempotencyKey}` });

const authorized: PaymentCommand = { type: 'RecordAuthorization', reference: 'ref1' };
const declined: PaymentCommand = { type: 'RecordDecline', reason: 'card_declined', now: at };
const way: PaymentCommand[] = [
  authorized,
  { type: 'RecordAcceptance' },
  { type: 'RecordCapture' },
  { type: 'RecordConfirmation', now: at },
];

async function advance(store: PaymentStore, before: Payment, ...commands: PaymentCommand[]): Promise<Payment> {
  let current = before;
  for (const command of commands) {
    const events = decide(current, command);
    const after = events.reduce(evolve, current);
    expect(await store.advance(current, after, events)).toBe(true);
    current = after;
  }
  return current;
}

/** What every store of payments keeps; the real one and the one that tests use pass it alike. */
export function paymentStoreContract(open: () => Promise<Tested>): void {
  describe('a store of payments', () => {
    it('gives back what was stored, by id, key and order', async () => {
      const { store, queries } = await open();
      await store.insert(payment(1), binding('k1'));

      expect(await store.load(id(1))).toEqual(payment(1));
      expect(await store.boundTo(customer, 'k1')).toMatchObject({ payment: payment(1), fingerprint: 'print of k1' });
      expect(await store.claimOf(order)).toEqual(payment(1));
      expect(await store.ofOrder(order)).toEqual([payment(1)]);
      expect(await queries.byIds([id(1), id(9)])).toEqual([payment(1)]);
      expect(await queries.ofOrders([order, otherOrder])).toEqual([payment(1)]);
    });

    it('tells what happened to the payments of orders, on whose request and because of what', async () => {
      const { store, queries } = await open();
      const call = { requestId: 'request-1' };
      await withCallContext(call, () => store.insert(payment(1), binding('k1')));
      const paid = await withCallContext(call, () => advance(store, payment(1), ...way));
      const end: PaymentCommand = { type: 'GiveBack', refundId: id(401), now: at };
      const ended = await withCallContext({ ...call, causationId: 'event-1' }, () => advance(store, paid, end));
      await advance(store, ended, { type: 'RecordRefund', refundId: id(401), now: at });

      const steps = await queries.stepsOf([order, otherOrder]);

      const step = (name: string) => `payment:${id(1)}:${name}`;
      expect(steps.map((each) => [each.id, each.causationId, each.eventId !== null])).toEqual([
        [step('PaymentStarted'), null, false],
        [step('PaymentAuthorized'), step('PaymentStarted'), false],
        [step('OrderAccepted'), step('PaymentAuthorized'), false],
        [step('PaymentCaptured'), step('OrderAccepted'), false],
        [step('PaymentSucceeded'), step('PaymentCaptured'), true],
        [step(`RefundRequested:${id(401)}`), 'event-1', false],
        [step(`RefundSucceeded:${id(401)}`), step(`RefundRequested:${id(401)}`), true],
      ]);
      expect(steps[0]).toMatchObject({ orderId: order, amount, requestId: 'request-1', recordedAt: expect.any(Date) });
    });

    it('knows why a payment was declined', async () => {
      const { store, queries } = await open();
      await store.insert(payment(1), binding('k1'));
      await advance(store, payment(1), declined);

      expect((await queries.stepsOf([order])).map(({ type, reason }) => [type, reason])).toEqual([
        ['PaymentStarted', null],
        ['PaymentDeclined', 'card_declined'],
      ]);
    });

    it('lets a wish to refund follow from nothing but the wish', async () => {
      const { store, queries } = await open();
      await store.insert(payment(1), binding('k1'));
      const paid = await advance(store, payment(1), ...way);
      const wish = { refundId: id(401), amount: 100, reason: 'a gift', requestedBy: id(300), now: at };
      await advance(store, paid, { type: 'RequestRefund', ...wish });

      const last = (await queries.stepsOf([order])).at(-1);
      expect(last).toMatchObject({ type: 'RefundRequested', causationId: null, amount: { amount: 100 } });
    });

    it('knows nothing of what was not stored', async () => {
      const { store } = await open();

      expect(await store.load(id(1))).toBeNull();
      expect(await store.boundTo(customer, 'k1')).toBeNull();
      expect(await store.claimOf(order)).toBeNull();
      expect(await store.ofOrder(order)).toEqual([]);
    });

    it.each([
      ['a second payment of an order that one still pays', payment(2, { attempt: 2 }), 'k2'],
      ['the same key', payment(2, { orderId: otherOrder }), 'k1'],
    ])('refuses %s', async (_case, second, key) => {
      const { store } = await open();
      await store.insert(payment(1), binding('k1'));

      await expect(store.insert(second, binding(key))).rejects.toMatchObject({ reason: 'PAYMENT_RACE' });
    });

    it('takes another attempt once the first was declined, but not the same attempt again', async () => {
      const { store } = await open();
      await store.insert(payment(1), binding('k1'));
      await advance(store, payment(1), declined);

      await expect(store.insert(payment(2), binding('k2'))).rejects.toMatchObject({ reason: 'PAYMENT_RACE' });
      await store.insert(payment(2, { attempt: 2 }), binding('k2'));

      expect((await store.ofOrder(order)).map(({ attempt }) => attempt)).toEqual([1, 2]);
      expect(await store.claimOf(order)).toMatchObject({ id: id(2) });
    });

    it('lets one of two drivers record a step, and publishes it once', async () => {
      const { store, published } = await open();
      await store.insert(payment(1), binding('k1'));
      const events = decide(payment(1), declined);
      const after = events.reduce(evolve, payment(1));

      const recorded = await Promise.all([1, 2, 3].map(() => store.advance(payment(1), after, events)));

      expect(recorded.filter(Boolean)).toHaveLength(1);
      expect(await published(id(1))).toEqual(['PaymentProcessed']);
      expect(await store.load(id(1))).toEqual(after);
    });

    it('keeps a paid order to its payment', async () => {
      const { store } = await open();
      await store.insert(payment(1), binding('k1'));
      const paid = await advance(store, payment(1), ...way);

      expect(await store.claimOf(order)).toEqual(paid);
    });

    it('leaves a new payment to whoever stored it, until the lease ends', async () => {
      const { store, endLeases } = await open();
      await store.insert(payment(1), binding('k1'));

      const leased = await store.claimDue();
      await endLeases();
      const claims = await Promise.all([store.claimDue(), store.claimDue()]);

      expect(leased).toBeNull();
      expect(claims.filter((claim) => claim !== null)).toEqual([payment(1)]);
    });

    it('does not claim what is finished, postponed or not', async () => {
      const { store, endLeases } = await open();
      await store.insert(payment(1), binding('k1'));
      await advance(store, payment(1), declined);
      await store.postpone(id(1));
      await endLeases();

      expect(await store.claimDue()).toBeNull();
    });

    it('pauses what was postponed', async () => {
      const { store, endLeases } = await open();
      await store.insert(payment(1), binding('k1'));
      await store.postpone(id(1));

      expect(await store.claimDue()).toBeNull();
      await endLeases();
      expect(await store.claimDue()).toEqual(payment(1));
    });

    it('claims the refund of an order that has ended at once', async () => {
      const { store } = await open();
      await store.insert(payment(1), binding('k1'));
      const refunding = await advance(store, payment(1), ...way, { type: 'GiveBack', refundId: id(301), now: at });

      expect(await store.claimDue()).toEqual(refunding);
    });

    it('binds a key to a refund with the refund itself, and leaves the payment to whoever asked', async () => {
      const { store, endLeases } = await open();
      await store.insert(payment(1), binding('k1'));
      const paid = await advance(store, payment(1), ...way);
      const [after, events] = afterRefund(paid, 500);

      expect(await store.advance(paid, after, events, refundKey('r-key'))).toBe(true);
      expect(await store.advance(paid, after, events, refundKey('r-key'))).toBe(false);

      expect(await store.refundBoundTo('boss', 'r-key')).toEqual(refundKey('r-key'));
      expect(await store.refundBoundTo('boss', 'another')).toBeNull();
      expect(await store.refundBoundTo('another', 'r-key')).toBeNull();
      expect(await store.load(id(1))).toEqual(after);
      expect(await store.claimDue()).toBeNull();
      await endLeases();
      expect(await store.claimDue()).toEqual(after);
    });

    it('writes nothing when the key of a refund was taken', async () => {
      const { store } = await open();
      await store.insert(payment(1), binding('k1'));
      const paid = await advance(store, payment(1), ...way);
      const [after, events] = afterRefund(paid, 500);
      await store.advance(paid, after, events, refundKey('r-key'));

      const [second, more] = afterRefund(after, 700);
      const write = store.advance(after, second, more, refundKey('r-key'));

      await expect(write).rejects.toMatchObject({ reason: 'PAYMENT_RACE' });
      expect(await store.load(id(1))).toEqual(after);
    });

    it('tells of each refund, and of all together', async () => {
      const { store, published } = await open();
      await store.insert(payment(1), binding('k1'));
      const paid = await advance(store, payment(1), ...way);
      const [after, events] = afterRefund(paid, 500);
      await store.advance(paid, after, events, refundKey('r-key'));
      await advance(store, after, { type: 'RecordRefund', refundId: id(301), now: at });

      expect(await published(id(1))).toEqual(['PaymentProcessed', 'PaymentRefunded']);
    });
  });
}

const refundKey = (idempotencyKey: string): RefundKey => {
  return { ...binding(idempotencyKey), requestedBy: 'boss', paymentId: id(1), refundId: id(301) };
};

function afterRefund(before: Payment, amount: number): [Payment, PaymentEvent[]] {
  const wish = { refundId: id(301), amount, reason: 'a broken mug', requestedBy: 'boss', now: at };
  const events = decide(before, { type: 'RequestRefund', ...wish });
  return [events.reduce(evolve, before), events];
}
