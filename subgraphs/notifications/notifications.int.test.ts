import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { startRelay } from '#events/outbox/relay.ts';
import { openTransport } from '#events/transport/open.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { openNotificationStore } from './adapters/mongoNotificationStore.ts';
import { assembleNotifications } from './assembleNotifications.ts';
import { MemoryTestMails, memoryMailLog, noParkedMails } from './fakes/memoryMails.ts';
import { memoryPreferences } from './fakes/memoryPreferences.ts';
import { noDeadLetters } from './fakes/noDeadLetters.ts';
import { noOutward } from './fakes/noOutward.ts';
import { followAdded } from './followAdded.ts';
import type { NotificationsContext } from './ports.ts';

const call = { caller: 'gateway', principal: { kind: 'anonymous' }, requestId: 'test-request' } as const;

/** One of several replicas of the subgraph, all real but its server. */
async function replica({ uri, prefix }: ReturnType<typeof testMongo>): Promise<NotificationsContext> {
  const scope = testScope('notifications');
  onTestFinished(() => scope.stop());
  const { logger } = scope;
  const database = `${prefix}_notifications`;
  const mongo = await openMongo({ uri, database, appName: 'test', logger, timeoutMs: 5_000 });
  scope.onStop(() => mongo.close());
  const config = { MONGODB_URI: uri, DATABASE_PREFIX: prefix, TOPIC_PREFIX: '', STARTUP_TIMEOUT_MS: 5_000 };
  const transport = await openTransport(config, { name: 'notifications', alone: true }, scope);
  await startRelay({ mongo, transport, name: 'notifications' }, scope);
  const store = await openNotificationStore(mongo, makeOutbox(mongo));
  const { context, feed } = assembleNotifications({
    store,
    deadLetters: noDeadLetters,
    outward: noOutward,
    orderMessages: async () => [],
    preferences: memoryPreferences(),
    parkedMails: noParkedMails,
    mails: memoryMailLog(),
    testMails: new MemoryTestMails(),
    now: () => new Date(),
    newId: randomUUID,
    newToken: randomUUID,
    fingerprintOf: (text) => text,
  });
  await followAdded(feed, transport, scope);
  return context(call);
}

it('a client hears of what another replica delivered, once, and of nobody else', async () => {
  const shop = testMongo();
  const [here, there] = [await replica(shop), await replica(shop)];
  const [ana, bob] = [randomUUID(), randomUUID()];
  const [added, alsoAdded] = [await there.follow(ana), await here.follow(ana)];
  const delivery = { userId: ana, kind: 'ORDER', title: 'Paid', body: 'Thank you', orderId: null } as const;
  const eventId = randomUUID();

  await here.deliver({ ...delivery, userId: bob, eventId: randomUUID() });
  const [first] = await Promise.all([here.deliver({ ...delivery, eventId }), there.deliver({ ...delivery, eventId })]);
  const second = await there.deliver({ ...delivery, eventId: randomUUID() });

  for (const stream of [added, alsoAdded]) {
    const heard = [(await stream.next()).value, (await stream.next()).value];
    expect(heard).toMatchObject([{ notificationId: first.id }, { notificationId: second.id }]);
  }
});
