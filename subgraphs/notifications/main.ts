import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { startConsumer } from '#events/consumer.ts';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { grants, portOffsets } from '../directory.ts';
import { openSubgraph } from '../runtime.ts';
import { deadLetterMetrics } from './adapters/deadLetterMetrics.ts';
import { openDeadLetters } from './adapters/mongoDeadLetters.ts';
import { openMailLog } from './adapters/mongoMailLog.ts';
import { openNotificationStore } from './adapters/mongoNotificationStore.ts';
import { makeOrderMessages } from './adapters/mongoOrderMessages.ts';
import { makeParkedMails } from './adapters/mongoParkedMails.ts';
import { openPreferences } from './adapters/mongoPreferences.ts';
import { openTestMails } from './adapters/mongoTestMails.ts';
import { openOutward } from './adapters/openOutward.ts';
import { assembleNotifications } from './assembleNotifications.ts';
import { type NotificationsConfig, notificationsConfig } from './config.ts';
import { followAdded } from './followAdded.ts';
import { followDeadLetters, makeResend } from './followDeadLetters.ts';
import { makeFollowMails } from './followMails.ts';
import { makeFollowUsers } from './followUsers.ts';
import { resolvers } from './resolvers.ts';
import { unsubscribeRoutes } from './unsubscribe/routes.ts';
import { makeSettleDeadLetters } from './usecases/settleDeadLetters.ts';

const sdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

export const service = defineService({
  name: 'notifications',
  config: notificationsConfig,
  start: async (config, scope) => {
    const { mongo, transport, outbox, clock, identify } = await openSubgraph('notifications', config, scope);
    const store = await openNotificationStore(mongo, outbox);
    const preferences = await openPreferences(mongo);
    const mails = await openMailLog(mongo);
    const deadLetters = await openDeadLetters(mongo);
    deadLetterMetrics(scope.metrics, mongo);
    const outward = await openOutward(mongo, outwardOf(config), scope);
    const testMails = await openTestMails(mongo, outbox);
    const { context, feed, unsubscribe } = assembleNotifications({
      store,
      deadLetters: {
        ...deadLetters,
        ...makeSettleDeadLetters({ store: deadLetters, resend: makeResend(transport) }),
      },
      outward,
      orderMessages: makeOrderMessages(mongo),
      preferences,
      mails,
      parkedMails: makeParkedMails(mongo, outbox),
      testMails,
      now: () => clock.now(),
      newId: randomUUID,
      newToken: () => randomBytes(32).toString('base64url'),
      fingerprintOf: (text) => createHash('sha256').update(text).digest('base64url'),
    });
    const handlers = {
      'mails.v1': makeFollowMails({ mails, testMails }),
      'users.v1': makeFollowUsers([store.erase, preferences.erase, mails.erase, testMails.eraseOf, outward.erase]),
    };
    // Of all that users do, only their leaving.
    const concerns = ({ type }: { type: string }) =>
      type === 'UserDeleted' || type === 'MailSent' || type === 'MailParked';
    await startConsumer({ transport, name: 'notifications', handlers, concerns, inbox: mongo }, scope);
    await followAdded(feed, transport, scope);
    await followDeadLetters(deadLetters, transport, scope);
    const isKnown = async (token: string) => (await preferences.userOfToken(token)) !== null;
    await serveSubgraph(
      { name: 'notifications', sdl, resolvers, context, grants: grants.notifications, ...identify },
      {
        host: config.HOST,
        port: config.PORT_BASE + portOffsets.notifications,
        routes: unsubscribeRoutes({ unsubscribe, isKnown }),
      },
      scope,
    );
  },
});

function outwardOf({ NODE_ENV, VAPID_SUBJECT: subject, VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY }: NotificationsConfig) {
  const keys =
    VAPID_PUBLIC_KEY !== undefined && VAPID_PRIVATE_KEY !== undefined
      ? { publicKey: VAPID_PUBLIC_KEY, privateKey: VAPID_PRIVATE_KEY }
      : undefined;
  return { allowPrivate: NODE_ENV !== 'production', subject, keys };
}

if (import.meta.main) await runService(service);
