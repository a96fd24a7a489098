import { expect, it } from 'vitest';
import { shownStatusOf } from '../domain/shownStatus.ts';
import { paymentsDatabase } from '../fakes/paymentsDatabase.ts';
import { openPaymentStore } from './mongoPaymentStore.ts';

const at = new Date('2030-01-01T12:00:00Z');

it.each([
  ['succeeded', at, 'succeeded', 'SUCCEEDED', []],
  ['declined', at, 'declined', 'DECLINED', []],
  ['accepted', null, 'accepted', 'AUTHORIZED', []],
  ['refunding', at, 'succeeded', 'SUCCEEDED', ['requested']],
  ['refunded', at, 'succeeded', 'REFUNDED', ['succeeded']],
  ['refunded', null, 'returned', 'REFUNDED', ['succeeded']],
])('a payment that version 0.1 left %s goes on (decided at %s)', async (old, processedAt, status, shown, refunds) => {
  const { mongo, outbox } = await paymentsDatabase();
  const payments = mongo.connection.collection<{ _id: string }>('payments');
  await payments.insertOne({
    _id: 'pay1',
    orderId: 'o1',
    customerId: 'u1',
    attempt: 1,
    amount: { amount: 2100, currency: 'EUR' },
    status: old,
    paymentToken: null,
    reference: 'o1:1',
    declineReason: null,
    createdAt: at,
    processedAt,
    idempotencyKey: 'key-0001',
    fingerprint: 'any',
    postponed: 0,
  } as { _id: string });

  const store = await openPaymentStore({ mongo, outbox, leaseMs: 60_000 });

  const payment = await store.load('pay1');
  expect(payment).toMatchObject({ status, version: 0, provider: 'sandbox' });
  expect(payment?.refunds.map((refund) => refund.status)).toEqual(refunds);
  expect(payment && shownStatusOf(payment)).toBe(shown);
});
