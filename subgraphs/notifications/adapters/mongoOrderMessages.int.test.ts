import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { ensureOutbox, outboxCollections } from '#events/outbox/outboxRows.ts';
import { withCallContext } from '#kernel/callContext.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { profiled } from '#testing/profile.ts';
import { testScope } from '#testing/testScope.ts';
import { openDispatches } from './mongoDispatches.ts';
import { openMailLog } from './mongoMailLog.ts';
import { openNotificationStore } from './mongoNotificationStore.ts';
import { makeOrderMessages } from './mongoOrderMessages.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const [orderId, userId, mailed, added, dispatched] = Array.from({ length: 5 }, () => randomUUID()) as [
  string,
  string,
  string,
  string,
  string,
];
const told = { eventId: randomUUID(), partition: 3, offset: '17' };

/** What three stores have of one order, among others that are about none. */
async function withMessages() {
  const { uri, prefix } = testMongo();
  const options = { appName: 'test', logger: testScope().logger, timeoutMs: 5_000 };
  const mongo = await openMongo({ uri, database: `${prefix}_notifications`, ...options });
  onTestFinished(async () => {
    await mongo.connection.dropDatabase();
    await mongo.close();
  });
  await ensureOutbox(outboxCollections(mongo));
  const log = await openMailLog(mongo);
  const mail = { userId, template: 'OrderPaid', attempts: 2, at: noon };
  await log.record({ ...mail, id: mailed, status: 'PARKED', reason: 'NO_RECIPIENT', orderId, told });
  await log.record({ ...mail, id: randomUUID(), status: 'SENT', reason: null });
  const store = await openNotificationStore(mongo, makeOutbox(mongo));
  const notification = { id: randomUUID(), userId, kind: 'ORDER', title: 'Paid', body: 'Thanks', read: false } as const;
  await withCallContext({ requestId: 'request-1' }, () =>
    store.add({ ...notification, orderId, createdAt: noon }, added),
  );
  const queue = await openDispatches(mongo);
  const message = { eventId: dispatched, type: 'OrderPaid', at: noon, title: 'Paid', body: 'Thanks', orderId };
  const waiting = { status: 'WAITING', attempts: 0, answer: null, createdAt: noon, doneAt: null } as const;
  await queue.add([{ id: 'd1', userId, channel: 'WEBHOOK', targetId: 'w1', message, ...waiting }]);
  return { mongo, notification };
}

it('tells what people were told of an order, by whichever way, and because of what', async () => {
  const { mongo, notification } = await withMessages();

  const messages = await makeOrderMessages(mongo)([orderId, randomUUID()]);

  const byChannel = new Map(messages.map((message) => [message.channel, message]));
  expect(messages).toHaveLength(3);
  expect(byChannel.get('EMAIL')).toMatchObject({
    ...told,
    id: `mail:${mailed}`,
    status: 'FAILED',
    reason: 'NO_RECIPIENT',
    attempts: 2,
    causationId: mailed,
    recordedAt: noon,
  });
  expect(byChannel.get('IN_APP')).toMatchObject({
    causationId: added,
    eventId: notification.id,
    requestId: 'request-1',
    at: noon,
    recordedAt: expect.any(Date),
  });
  expect(byChannel.get('WEBHOOK')).toMatchObject({ status: 'WAITING', attempts: 0, causationId: dispatched });
  for (const message of messages) expect(message).toMatchObject({ orderId, userId });
});

it('asks each collection once, by an index, for however many orders', async () => {
  const { mongo } = await withMessages();

  const queries = await profiled(mongo.connection, () =>
    makeOrderMessages(mongo)([orderId, ...Array.from({ length: 19 }, () => randomUUID())]),
  );

  expect(queries.map(({ collection, plan }) => [collection, plan]).sort()).toEqual([
    ['dispatches', 'IXSCAN { message.orderId: 1 }'],
    ['mail_log', 'IXSCAN { orderId: 1 }'],
    ['notifications', 'IXSCAN { orderId: 1 }'],
  ]);
});
