import { startConsumer } from '#events/consumer.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { openServiceDatabase } from '#kernel/mongo/serviceDatabase.ts';
import { openWorker } from '../runtime.ts';
import { openMailQueue } from './adapters/mongoMailQueue.ts';
import { makeSmtpPost } from './adapters/smtpPost.ts';
import { makeRecipientOf } from './adapters/usersClient.ts';
import { emailConfig, mailServerOf } from './config.ts';
import { makeDeliverMail } from './deliverMail.ts';
import { makeEmailHandler } from './handler.ts';
import { startSender } from './sender.ts';

export const service = defineService({
  name: 'email',
  config: emailConfig,
  start: async (config, scope) => {
    const { transport, call, serveHealth } = await openWorker('email', config, scope);
    const mongo = await openServiceDatabase('email', config, scope);
    const queue = await openMailQueue({ mongo, onAdded: () => sender.wake() });
    const deliver = makeDeliverMail({
      recipientOf: makeRecipientOf(call('users', config.USERS_URL)),
      post: makeSmtpPost(mailServerOf(config)),
      now: () => new Date(),
      onFailure: ({ id }, err) => scope.logger.error({ err, mailId: id }, 'a mail can not be made'),
    });
    const sender = startSender({ queue, deliver }, scope);
    const handle = makeEmailHandler(queue);
    const handlers = { 'users.v1': handle, 'orders.v1': handle, 'payments.v1': handle };
    await startConsumer({ transport, name: 'email', handlers, inbox: mongo }, scope);
    await serveHealth();
  },
});

if (import.meta.main) await runService(service);
