import { expect, it } from 'vitest';
import { intend } from '../domain/payment.ts';
import { paymentsDatabase } from '../fakes/paymentsDatabase.ts';
import { openPaymentStore } from './mongoPaymentStore.ts';
import { openWebhookInbox } from './mongoWebhookInbox.ts';

const payment = intend({
  id: 'pay1',
  orderId: 'o1',
  customerId: 'u1',
  attempt: 1,
  amount: { amount: 2100, currency: 'EUR' },
  provider: 'stripe',
  payBy: new Date(),
  paymentToken: 'pm_card_visa',
  createdAt: new Date(),
});
const hint = { eventId: 'evt_1', type: 'payment_intent.succeeded', paymentId: 'pay1' };

async function opened() {
  const { mongo, outbox } = await paymentsDatabase();
  const store = await openPaymentStore({ mongo, outbox, leaseMs: 60_000 });
  await store.insert(payment, { idempotencyKey: 'key-0001', fingerprint: 'any' });
  return { store, inbox: await openWebhookInbox(mongo), rows: mongo.connection.collection('webhook_inbox') };
}

it('a hint makes an unfinished payment due at once, and the same hint again does not', async () => {
  const { store, inbox } = await opened();

  expect(await store.claimDue()).toBeNull();
  await inbox(hint);
  expect(await store.claimDue()).toEqual(payment);
  await inbox(hint);

  expect(await store.claimDue()).toBeNull();
});

it('a hint about nobody is recorded, and kept for a week', async () => {
  const { inbox, rows, store } = await opened();

  await inbox({ ...hint, paymentId: 'pay9' });

  expect(await store.claimDue()).toBeNull();
  expect(await rows.countDocuments()).toBe(1);
  expect(await rows.indexes()).toContainEqual(expect.objectContaining({ expireAfterSeconds: 7 * 24 * 60 * 60 }));
});
