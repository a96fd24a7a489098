import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { followEvents } from '#events/broadcast.ts';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { grants, portOffsets } from '../directory.ts';
import { openSubgraph } from '../runtime.ts';
import { openNotificationStore } from './adapters/mongoNotificationStore.ts';
import { AddedFeed } from './addedFeed.ts';
import { notificationsConfig } from './config.ts';
import { makeInboxReads } from './inboxReads.ts';
import type { NotificationsContext } from './ports.ts';
import { resolvers } from './resolvers.ts';
import { makeDeliverNotification } from './usecases/deliverNotification.ts';
import { makeMarkNotificationRead } from './usecases/markNotificationRead.ts';

const sdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

export const service = defineService({
  name: 'notifications',
  config: notificationsConfig,
  start: async (config, scope) => {
    const { mongo, transport, outbox, clock, identify } = await openSubgraph('notifications', config, scope);
    const store = await openNotificationStore(mongo, outbox);
    const deliver = makeDeliverNotification({ store, now: () => clock.now(), newId: randomUUID });
    const markRead = makeMarkNotificationRead({ store });
    const feed = new AddedFeed();
    // The replica that delivered it is not the one that every client hangs on: each hears of everything.
    await followEvents({ transport, handlers: { 'notifications.v1': ({ data }) => feed.publish(data) } }, scope);

    const context = (call: NotificationsContext['call']): NotificationsContext => ({
      call,
      notifications: makeInboxReads(store),
      deliver,
      markRead,
      follow: (userId) => feed.follow(userId),
    });
    await serveSubgraph(
      { name: 'notifications', sdl, resolvers, context, grants: grants.notifications, ...identify },
      { host: config.HOST, port: config.PORT_BASE + portOffsets.notifications },
      scope,
    );
  },
});

if (import.meta.main) await runService(service);
