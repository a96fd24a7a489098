import { startConsumer } from '#events/consumer.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { openMovableClock } from '#kernel/mongo/movableClock.ts';
import { openServiceDatabase } from '#kernel/mongo/serviceDatabase.ts';
import { startRounds } from '#kernel/rounds.ts';
import { onTrail } from '#kernel/trail.ts';
import { openWorker } from '../runtime.ts';
import { openTimers } from './adapters/mongoTimers.ts';
import { makeExpireOrder } from './adapters/ordersClient.ts';
import { timerMetrics } from './adapters/timerMetrics.ts';
import { expirationConfig } from './config.ts';
import { makeFireTimers } from './fireTimers.ts';
import { makeExpirationHandler } from './handler.ts';

/** The clock may be moved at any time, so there is no moment to sleep until. */
const POLL_MS = 500;

export const service = defineService({
  name: 'expiration',
  config: expirationConfig,
  start: async (config, scope) => {
    const { transport, call, serveHealth } = await openWorker('expiration', config, scope);
    const mongo = await openServiceDatabase('expiration', config, scope);
    const movable = config.NODE_ENV !== 'production';
    const clock = await openMovableClock({ mongo, prefix: config.DATABASE_PREFIX, movable }, scope);
    const timers = await openTimers(mongo);
    timerMetrics(scope.metrics, mongo, () => clock.now());
    const fireTimers = makeFireTimers({
      timers,
      expireOrder: makeExpireOrder(call('orders', config.ORDERS_URL)),
      now: () => clock.now(),
      following: ({ trail }, work) => onTrail({ trail, tracing: scope.tracing, name: 'timer' }, work),
      onFired: ({ orderId }, next) =>
        scope.logger.debug({ orderId, next }, 'an order was asked whether it has expired'),
      onFailure: ({ orderId }, err) => scope.logger.warn({ err, orderId }, 'an order could not be asked'),
    });
    startRounds(fireTimers, { name: 'timers', everyMs: POLL_MS }, scope);
    const handlers = { 'orders.v1': makeExpirationHandler({ timers }) };
    await startConsumer({ transport, name: 'expiration', handlers }, scope);
    await serveHealth();
  },
});

if (import.meta.main) await runService(service);
