import { startConsumer } from '#events/consumer.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { openWorker } from '../runtime.ts';
import { makeChannelsFor, makeDeliver, makeDispatch } from './adapters/notificationsClient.ts';
import { makeLanguageOf } from './adapters/usersClient.ts';
import { notificationConfig } from './config.ts';
import { makeNotificationHandler } from './handler.ts';

export const service = defineService({
  name: 'notification',
  config: notificationConfig,
  start: async (config, scope) => {
    const { transport, call, serveHealth } = await openWorker('notification', config, scope);
    const notifications = call('notifications', config.NOTIFICATIONS_URL);
    const handle = makeNotificationHandler({
      deliver: makeDeliver(notifications),
      dispatch: makeDispatch(notifications),
      channelsFor: makeChannelsFor(notifications),
      languageOf: makeLanguageOf(call('users', config.USERS_URL)),
    });
    const handlers = { 'users.v1': handle, 'orders.v1': handle, 'payments.v1': handle };
    await startConsumer({ transport, name: 'notification', handlers }, scope);
    await serveHealth();
  },
});

if (import.meta.main) await runService(service);
