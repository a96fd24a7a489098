import { startConsumer } from '#events/consumer.ts';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { startRelay } from '#events/outbox/relay.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { openServiceDatabase } from '#kernel/mongo/serviceDatabase.ts';
import { openWorker } from '../runtime.ts';
import { mailMetrics } from './adapters/mailMetrics.ts';
import { openMailQueue } from './adapters/mongoMailQueue.ts';
import { makeTestMailOf, makeWishesOf } from './adapters/notificationsClient.ts';
import { makeSmtpPost } from './adapters/smtpPost.ts';
import { makeRecipientOf, makeSecretOf } from './adapters/usersClient.ts';
import { makeComposeMail } from './composeMail.ts';
import { emailConfig, linksOf, mailServerOf } from './config.ts';
import { makeDeliverMail } from './deliverMail.ts';
import { concernsMails, makeEmailHandlers } from './handler.ts';
import { startSender } from './sender.ts';

export const service = defineService({
  name: 'email',
  config: emailConfig,
  start: async (config, scope) => {
    const { transport, call, serveHealth } = await openWorker('email', config, scope);
    const mongo = await openServiceDatabase('email', config, scope);
    await startRelay({ mongo, transport, name: 'email' }, scope);
    const queue = await openMailQueue({ mongo, outbox: makeOutbox(mongo), onAdded: () => sender.wake() });
    mailMetrics(scope.metrics, mongo);
    const [users, notifications] = [call('users', config.USERS_URL), call('notifications', config.NOTIFICATIONS_URL)];
    const deliver = makeDeliverMail({
      compose: makeComposeMail({
        recipientOf: makeRecipientOf(users),
        secretOf: makeSecretOf(users),
        wishesOf: makeWishesOf(notifications),
        testMailOf: makeTestMailOf(notifications),
        ...linksOf(config),
      }),
      post: makeSmtpPost(mailServerOf(config)),
      now: () => new Date(),
      onFailure: ({ id }, err) => scope.logger.error({ err, mailId: id }, 'a mail can not be made'),
    });
    const sender = startSender({ queue, deliver }, scope);
    const handlers = makeEmailHandlers(queue);
    await startConsumer({ transport, name: 'email', handlers, concerns: concernsMails, inbox: mongo }, scope);
    await serveHealth();
  },
});

if (import.meta.main) await runService(service);
