import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startConsumer } from '#events/consumer.ts';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { startRelay } from '#events/outbox/relay.ts';
import { openTransport } from '#events/transport/open.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { openServiceDatabase } from '#kernel/mongo/serviceDatabase.ts';
import { openMailLog } from '#subgraphs/notifications/adapters/mongoMailLog.ts';
import { openTestMails } from '#subgraphs/notifications/adapters/mongoTestMails.ts';
import { makeFollowMails } from '#subgraphs/notifications/followMails.ts';
import { makeSendTestMail } from '#subgraphs/notifications/usecases/sendTestMail.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { openMailQueue } from './adapters/mongoMailQueue.ts';
import { makeSmtpPost } from './adapters/smtpPost.ts';
import { makeComposeMail } from './composeMail.ts';
import { makeDeliverMail } from './deliverMail.ts';
import { makeEmailHandlers } from './handler.ts';
import type { TestMailOf } from './ports.ts';
import { startSender } from './sender.ts';
import { smtpServer } from './testing/smtpServer.ts';

const SECONDS = { timeout: 20_000, interval: 50 };
async function service(name: string, { uri, prefix }: ReturnType<typeof testMongo>) {
  const scope = testScope(name);
  onTestFinished(scope.stop);
  const config = { MONGODB_URI: uri, DATABASE_PREFIX: prefix, TOPIC_PREFIX: '', STARTUP_TIMEOUT_MS: 10_000 };
  const mongo = await openServiceDatabase(name, config, scope);
  const transport = await openTransport(config, { name }, scope);
  await startRelay({ mongo, transport, name }, scope);
  return { mongo, transport, scope, outbox: makeOutbox(mongo) };
}

/** The parts of the notifications subgraph that have to do with mails, on its own database. */
async function notifications(shop: ReturnType<typeof testMongo>) {
  const { mongo, transport, scope, outbox } = await service('notifications', shop);
  const [mails, testMails] = [await openMailLog(mongo), await openTestMails(mongo, outbox)];
  const handlers = { 'mails.v1': makeFollowMails({ mails, testMails }) };
  await startConsumer({ transport, name: 'notifications', handlers, inbox: mongo }, scope);
  const parts = { store: testMails, now: () => new Date(), newId: randomUUID, fingerprintOf: (text: string) => text };
  return { mails, testMails, send: makeSendTestMail(parts) };
}

type Options = { shop: ReturnType<typeof testMongo>; testMailOf: TestMailOf; smtp: { host: string; port: number } };

async function emailWorker({ shop, testMailOf, smtp: { host, port } }: Options) {
  const { mongo, transport, scope, outbox } = await service('email', shop);
  const queue = await openMailQueue({ mongo, outbox, onAdded: () => sender.wake() });
  const compose = makeComposeMail({
    recipientOf: async () => null,
    secretOf: async () => null,
    wishesOf: async () => ({ mailed: true, unsubscribeToken: 'token' }),
    testMailOf,
    shopUrl: undefined,
    publicUrl: 'http://localhost:4000',
  });
  const post = makeSmtpPost({ host, port, from: 'shop@bazaar.example' });
  const onFailure = (_mail: unknown, error: unknown) => {
    throw error;
  };
  const deliver = makeDeliverMail({ compose, post, now: () => new Date(), onFailure });
  const sender = startSender({ queue, deliver, pollMs: 50 }, scope);
  await startConsumer({ transport, name: 'email', handlers: makeEmailHandlers(queue), inbox: mongo }, scope);
  return { queue };
}

it('what an admin sends arrives once, and the log tells what became of it and of what could not be sent', async () => {
  const shop = testMongo();
  const smtp = await smtpServer();
  onTestFinished(smtp.stop);
  const { mails, testMails, send } = await notifications(shop);
  const { queue } = await emailWorker({ shop, smtp, testMailOf: (mailId) => testMails.byId(mailId) });
  const lost = { id: randomUUID(), userId: randomUUID() };
  const envelope = { id: lost.id, occurredAt: new Date().toISOString(), sequence: 1 };
  await queue.add({ ...lost, event: { ...envelope, type: 'UserRegistered', data: { userId: lost.userId } } });

  const wanted = { to: 'ops@example.org', subject: 'Merge?', html: '<p>Da, merge</p>' };
  const request = { ...wanted, adminId: randomUUID(), idempotencyKey: 'k1' };
  const { mailId } = await send(request);
  await send(request);

  const logOf = async (template: string) => (await mails.page({ template: { eq: template } }, pageOf({}))).nodes;
  await vi.waitFor(async () => {
    expect(await logOf('TestMailRequested')).toMatchObject([
      { id: mailId, userId: request.adminId, status: 'SENT', reason: null, attempts: 1 },
    ]);
    expect(await logOf('UserRegistered')).toMatchObject([{ id: lost.id, status: 'PARKED', reason: 'NO_RECIPIENT' }]);
  }, SECONDS);
  expect(smtp.received.map(({ to }) => to)).toEqual([['ops@example.org']]);
  expect(smtp.received[0]?.source).toContain(`Message-ID: <${mailId}@bazaar.example>`);
  expect(await testMails.byId(mailId)).toBeNull();
});
