import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished, vi } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { startRelay } from '#events/outbox/relay.ts';
import { openTransport } from '#events/transport/open.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { makePaymentQueries } from './adapters/mongoPaymentQueries.ts';
import { openPaymentStore } from './adapters/mongoPaymentStore.ts';
import { makeMongoLedger } from './adapters/sandboxLedger.ts';
import { makeSandboxProvider } from './adapters/sandboxProvider.ts';
import { assemblePayments } from './assemblePayments.ts';
import { FakeOrders } from './fakes/fakeOrders.ts';
import { finishPayments } from './finishPayments.ts';
import { makeProviders } from './providers.ts';

const customerId = randomUUID();
const soon = { timeout: 10_000 };

/** The subgraph with everything that runs in it but its server; orders is a fake. Time is real. */
async function running() {
  const { uri, prefix } = testMongo();
  const scope = testScope('payments');
  onTestFinished(() => scope.stop());
  const { logger } = scope;
  const mongo = await openMongo({ uri, database: `${prefix}_payments`, appName: 'test', logger, timeoutMs: 5_000 });
  scope.onStop(() => mongo.close());
  const config = { MONGODB_URI: uri, DATABASE_PREFIX: prefix, TOPIC_PREFIX: '', STARTUP_TIMEOUT_MS: 5_000 };
  const transport = await openTransport(config, { name: 'payments' }, scope);
  await startRelay({ mongo, transport, name: 'payments' }, scope);
  const orders = new FakeOrders();
  const now = () => new Date();
  const ledger = makeMongoLedger(mongo.connection);
  const sandbox = makeSandboxProvider({ ledger, timeoutMs: 50, lateMs: 200, now });
  const { payOrder, ...work } = assemblePayments({
    store: await openPaymentStore({ mongo, outbox: makeOutbox(mongo), leaseMs: 5_000 }),
    queries: makePaymentQueries(mongo.connection),
    providers: makeProviders('sandbox', { sandbox }),
    answerChallenge: undefined,
    orders,
    now,
    newId: randomUUID,
    reports: { onObstacle: () => undefined, onFailure: () => undefined },
  });
  await finishPayments(work, transport, scope);
  const heard: { type: string; status?: string }[] = [];
  await transport.broadcast({
    topics: ['payments.v1'],
    handle: async ({ value }) => {
      const { type, data } = JSON.parse(value);
      heard.push({ type, status: data.status });
    },
  });
  const order = () => {
    const orderId = randomUUID();
    orders.add(orderId, { customerId });
    return { orderId, customerId, idempotencyKey: randomUUID(), paymentToken: 'tok_success' };
  };
  return { payOrder, orders, order, heard, transport };
}

it('a payment that the provider answers late becomes a paid order by itself, and everybody hears of it', async () => {
  const { payOrder, orders, order, heard } = await running();
  const request = { ...order(), paymentToken: 'tok_timeout' };

  await expect(payOrder(request)).rejects.toMatchObject({ reason: 'PAYMENT_PENDING' });

  await vi.waitFor(() => expect(orders.statusOf(request.orderId)).toBe('PAID'), soon);
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'PaymentProcessed', status: 'SUCCEEDED' }]), soon);
});

it('the money of a cancelled order goes back when its event arrives', async () => {
  const { payOrder, order, heard, transport } = await running();
  const request = order();
  const { id: paymentId } = await payOrder(request);
  const { orderId } = request;

  const data = { orderId, customerId, paymentId, previousStatus: 'PAID', status: 'CANCELLED', cancelledBy: 'customer' };
  const event = { id: randomUUID(), type: 'OrderCancelled', occurredAt: new Date().toISOString(), sequence: 1, data };
  const message = { topic: 'orders.v1', key: orderId, value: JSON.stringify(event), headers: {} };
  await transport.publish([message, message]);

  await vi.waitFor(() => expect(heard.map(({ type }) => type)).toEqual(['PaymentProcessed', 'PaymentRefunded']), soon);
  await expect(payOrder(request)).resolves.toMatchObject({ refunds: [{ amount: 2100, status: 'succeeded' }] });
});
