import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import express from 'express';
import { expect, it, onTestFinished, vi } from 'vitest';
import { closeServer, listen } from '#kernel/http.ts';
import { startRounds } from '#kernel/rounds.ts';
import { testScope } from '#testing/testScope.ts';
import { makePaymentQueries } from './adapters/mongoPaymentQueries.ts';
import { openPaymentStore } from './adapters/mongoPaymentStore.ts';
import { openWebhookInbox } from './adapters/mongoWebhookInbox.ts';
import { makeStripeClient } from './adapters/stripeClient.ts';
import { makeStripeProvider } from './adapters/stripeProvider.ts';
import { assemblePayments } from './assemblePayments.ts';
import { FakeOrders } from './fakes/fakeOrders.ts';
import { paymentsDatabase } from './fakes/paymentsDatabase.ts';
import { makeProviders } from './providers.ts';
import { stripeWebhook } from './stripeWebhook.ts';
import { startStripeStandIn } from './testing/stripeStandIn.ts';

const secret = 'whsec_test';
const customerId = randomUUID();
const soon = { timeout: 5_000 };

/** Payments over Stripe's stand-in, with a webhook and a resumer that only a webhook wakes in time. */
async function shop() {
  const { mongo, outbox, published } = await paymentsDatabase();
  const standIn = await startStripeStandIn();
  onTestFinished(standIn.stop);
  const stripe = makeStripeClient({ secretKey: 'sk_test_1', apiUrl: standIn.url, timeoutMs: 500 });
  const orders = new FakeOrders();
  const { payOrder, refundPayment, release, resume } = assemblePayments({
    store: await openPaymentStore({ mongo, outbox, leaseMs: 60_000 }),
    queries: makePaymentQueries(mongo.connection),
    providers: makeProviders('stripe', { stripe: makeStripeProvider(stripe) }),
    answerChallenge: undefined,
    orders,
    now: () => new Date(),
    newId: randomUUID,
    reports: { onObstacle: () => undefined, onFailure: () => undefined },
  });
  const scope = testScope('payments');
  onTestFinished(() => scope.stop());
  const { wake } = startRounds(resume, { name: 'resumer', everyMs: 3_600_000 }, scope);
  const app = express();
  stripeWebhook({ stripe, webhookSecret: secret, inbox: await openWebhookInbox(mongo), wake })(app);
  const server = createServer(app);
  const url = `http://127.0.0.1:${await listen(server, { host: '127.0.0.1', port: 0 })}/webhooks/stripe`;
  onTestFinished(() => closeServer(server));
  const { books, webhooks } = standIn;
  const order = (paymentToken: string) => {
    const orderId = randomUUID();
    orders.add(orderId, { customerId });
    return { orderId, customerId, idempotencyKey: randomUUID(), paymentToken };
  };
  /** Everything that Stripe has to tell, the newest first, twice. */
  const deliver = async () => {
    for (const event of [...webhooks.events, ...webhooks.events].reverse()) {
      expect(await webhooks.deliver(event, { url, secret })).toBe(200);
    }
  };
  return { ...standIn, books, orders, order, payOrder, refundPayment, release, deliver, published };
}

it('a challenge that was passed in the browser pays the order when Stripe says so', async () => {
  const { payOrder, order, orders, books, deliver } = await shop();
  const request = order('pm_card_authenticationRequired');
  await expect(payOrder(request)).rejects.toMatchObject({
    reason: 'PAYMENT_REQUIRES_ACTION',
    details: { clientSecret: 'pi_1_secret_of_the_stand_in' },
  });

  books.completeChallenge('pi_1', true);
  await deliver();

  await vi.waitFor(() => expect(orders.statusOf(request.orderId)).toBe('PAID'), soon);
  expect(books.intents.get('pi_1')?.status).toBe('succeeded');
});

it('a payment whose answer was lost pays the order when Stripe says so', async () => {
  const { payOrder, order, orders, breakNext, books, deliver } = await shop();
  const request = order('pm_card_visa');
  breakNext('drop', 'drop');
  await expect(payOrder(request)).rejects.toMatchObject({ reason: 'PAYMENT_PENDING' });

  await deliver();

  await vi.waitFor(() => expect(orders.statusOf(request.orderId)).toBe('PAID'), soon);
  expect([...books.intents.values()].map(({ status }) => status)).toEqual(['succeeded']);
});

it('what Stripe sets aside after the order has ended is given back', async () => {
  const { payOrder, order, orders, breakNext, books, deliver } = await shop();
  const request = order('pm_card_visa');
  breakNext('drop', 'drop');
  await expect(payOrder(request)).rejects.toMatchObject({ reason: 'PAYMENT_PENDING' });

  orders.expire(request.orderId);
  await deliver();

  await vi.waitFor(() => expect(books.intents.get('pi_1')?.status).toBe('canceled'), soon);
});

it('a refund that takes its time ends when Stripe says so', async () => {
  const { payOrder, refundPayment, order, books, deliver, published } = await shop();
  const { id: paymentId } = await payOrder(order('pm_card_pendingRefund'));
  const wish = { requestedBy: 'boss', paymentId, amount: 500, reason: 'a broken mug', idempotencyKey: 'refund-01' };
  await expect(refundPayment(wish)).rejects.toMatchObject({ reason: 'REFUND_PENDING' });

  books.settleRefunds();
  await deliver();

  await vi.waitFor(async () => {
    expect((await published(paymentId)).map(({ type }) => type)).toEqual(['PaymentProcessed', 'PaymentRefunded']);
  }, soon);
});
