import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { localUrl } from '#kernel/http.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import type { Logger } from '#kernel/logging.ts';
import { grants, portOffsets } from '../directory.ts';
import { openSubgraph } from '../runtime.ts';
import { makePaymentQueries } from './adapters/mongoPaymentQueries.ts';
import { openPaymentStore } from './adapters/mongoPaymentStore.ts';
import { makeOrders } from './adapters/ordersClient.ts';
import { makeMongoLedger } from './adapters/sandboxLedger.ts';
import { makeSandboxBank, makeSandboxProvider } from './adapters/sandboxProvider.ts';
import { assemblePayments } from './assemblePayments.ts';
import { paymentsConfig } from './config.ts';
import { finishPayments } from './finishPayments.ts';
import { makeProviders } from './providers.ts';
import { resolvers } from './resolvers.ts';
import type { Reports } from './usecases/resumePayments.ts';

const sdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

export const service = defineService({
  name: 'payments',
  config: paymentsConfig,
  start: async (config, scope) => {
    const { mongo, transport, outbox, clock, identify, call } = await openSubgraph('payments', config, scope);
    const ordersUrl = config.ORDERS_URL ?? localUrl(config.PORT_BASE + portOffsets.orders);
    const ledger = makeMongoLedger(mongo.connection);
    const now = () => new Date();
    const times = { timeoutMs: config.PAYMENT_TIMEOUT_MS, lateMs: config.SANDBOX_LATE_MS };
    const sandbox = makeSandboxProvider({ ledger, now, ...times });
    const { context, ...work } = assemblePayments({
      store: await openPaymentStore({ mongo, outbox, leaseMs: config.PAYMENT_LEASE_MS }),
      queries: makePaymentQueries(mongo.connection),
      providers: makeProviders('sandbox', { sandbox }),
      answerChallenge: config.NODE_ENV === 'production' ? undefined : makeSandboxBank({ ledger, now }),
      orders: makeOrders(call('orders', ordersUrl)),
      now: () => clock.now(),
      newId: randomUUID,
      reports: reportsTo(scope.logger),
    });

    await finishPayments(work, transport, scope);
    await serveSubgraph(
      { name: 'payments', sdl, resolvers, context, grants: grants.payments, ...identify },
      { host: config.HOST, port: config.PORT_BASE + portOffsets.payments },
      scope,
    );
  },
});

const reportsTo = (logger: Logger): Reports => ({
  onObstacle: ({ id, status }, { reason }) =>
    logger.warn({ paymentId: id, status, reason }, 'a payment waits for an answer'),
  onFailure: ({ id, status }, err) => logger.error({ err, paymentId: id, status }, 'a payment can not go on'),
});

if (import.meta.main) await runService(service);
