import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import type { Logger } from '#kernel/logging.ts';
import { grants, portOffsets } from '../directory.ts';
import { openSubgraph } from '../runtime.ts';
import { makePaymentQueries } from './adapters/mongoPaymentQueries.ts';
import { openPaymentStore } from './adapters/mongoPaymentStore.ts';
import { openWebhookInbox } from './adapters/mongoWebhookInbox.ts';
import { openProviders } from './adapters/openProviders.ts';
import { makeOrders } from './adapters/ordersClient.ts';
import { assemblePayments } from './assemblePayments.ts';
import { paymentsConfig } from './config.ts';
import { finishPayments } from './finishPayments.ts';
import { resolvers } from './resolvers.ts';
import { stripeWebhook } from './stripeWebhook.ts';
import type { Reports } from './usecases/resumePayments.ts';

const sdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

export const service = defineService({
  name: 'payments',
  config: paymentsConfig,
  start: async (config, scope) => {
    const { mongo, transport, outbox, clock, identify, call } = await openSubgraph('payments', config, scope);
    const { providers, answerChallenge, stripe } = openProviders(config, mongo);
    if (config.NODE_ENV === 'production' && providers.active === 'sandbox') {
      scope.logger.warn('payments go to the sandbox: no money moves (PAYMENT_PROVIDER)');
    }
    const { context, ...work } = assemblePayments({
      store: await openPaymentStore({ mongo, outbox, leaseMs: config.PAYMENT_LEASE_MS }),
      queries: makePaymentQueries(mongo.connection),
      providers,
      answerChallenge,
      orders: makeOrders(call('orders', config.ORDERS_URL)),
      now: () => clock.now(),
      newId: randomUUID,
      reports: reportsTo(scope.logger),
    });

    const { wake } = await finishPayments(work, transport, scope);
    const routes = stripe && stripeWebhook({ ...stripe, inbox: await openWebhookInbox(mongo), wake });
    await serveSubgraph(
      { name: 'payments', sdl, resolvers, context, grants: grants.payments, ...identify },
      { host: config.HOST, port: config.PORT_BASE + portOffsets.payments, ...(routes && { routes }) },
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
