import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { startConsumer } from '#events/consumer.ts';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { localUrl } from '#kernel/http.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { grants, portOffsets } from '../directory.ts';
import { openSubgraph } from '../runtime.ts';
import { makePaymentQueries } from './adapters/mongoPaymentQueries.ts';
import { openPaymentStore } from './adapters/mongoPaymentStore.ts';
import { makeOrders } from './adapters/ordersClient.ts';
import { makeMongoLedger } from './adapters/sandboxLedger.ts';
import { makeSandboxProvider } from './adapters/sandboxProvider.ts';
import { paymentsConfig } from './config.ts';
import { onOrderEvent } from './onOrderEvent.ts';
import { makePaymentReads } from './paymentReads.ts';
import type { PaymentsContext } from './ports.ts';
import { resolvers } from './resolvers.ts';
import { startResumer } from './resumer.ts';
import { makeDrivePayment } from './usecases/drivePayment.ts';
import { makePayOrder } from './usecases/payOrder.ts';
import { makeReleasePayments } from './usecases/releasePayments.ts';
import { makeResumePayments } from './usecases/resumePayments.ts';
import { makeSettlePayment } from './usecases/settlePayment.ts';

const sdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');
const fingerprintOf = (text: string) => createHash('sha256').update(text).digest('base64url');

export const service = defineService({
  name: 'payments',
  config: paymentsConfig,
  start: async (config, scope) => {
    const { mongo, transport, outbox, clock, identify, call } = await openSubgraph('payments', config, scope);
    const now = () => clock.now();
    const store = await openPaymentStore({ mongo, outbox, leaseMs: config.PAYMENT_LEASE_MS });
    const provider = makeSandboxProvider({
      ledger: makeMongoLedger(mongo.connection),
      timeoutMs: config.PAYMENT_TIMEOUT_MS,
      lateMs: config.SANDBOX_LATE_MS,
      now: () => new Date(),
    });
    const orders = makeOrders(call('orders', config.ORDERS_URL ?? localUrl(config.PORT_BASE + portOffsets.orders)));

    const settle = makeSettlePayment({ store, provider, orders, now });
    const drive = makeDrivePayment({ store, settle });
    const payOrder = makePayOrder({ store, orders, drive, now, newId: randomUUID, fingerprintOf });

    const resume = makeResumePayments({
      store,
      drive,
      onObstacle: ({ id, status }, { reason }) =>
        scope.logger.warn({ paymentId: id, status, reason }, 'payment waits for an answer'),
      onFailure: ({ id, status }, err) => scope.logger.error({ err, paymentId: id, status }, 'payment failed to go on'),
    });
    const { wake } = startResumer(resume, scope);
    const release = makeReleasePayments({ store, wake });
    await startConsumer({ transport, name: 'payments', handlers: { 'orders.v1': onOrderEvent(release) } }, scope);

    const queries = makePaymentQueries(mongo.connection);
    const context = (call: PaymentsContext['call']) => ({ call, payOrder, payments: makePaymentReads(queries) });
    await serveSubgraph(
      { name: 'payments', sdl, resolvers, context, grants: grants.payments, ...identify },
      { host: config.HOST, port: config.PORT_BASE + portOffsets.payments },
      scope,
    );
  },
});

if (import.meta.main) await runService(service);
