import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { defineService, runService } from '#kernel/lifecycle.ts';
import { grants, portOffsets } from '../directory.ts';
import { openSubgraph } from '../runtime.ts';
import { openNotificationStore } from './adapters/mongoNotificationStore.ts';
import { assembleNotifications } from './assembleNotifications.ts';
import { notificationsConfig } from './config.ts';
import { followAdded } from './followAdded.ts';
import { resolvers } from './resolvers.ts';

const sdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

export const service = defineService({
  name: 'notifications',
  config: notificationsConfig,
  start: async (config, scope) => {
    const { mongo, transport, outbox, clock, identify } = await openSubgraph('notifications', config, scope);
    const store = await openNotificationStore(mongo, outbox);
    const { context, feed } = assembleNotifications({ store, now: () => clock.now(), newId: randomUUID });
    await followAdded(feed, transport, scope);
    await serveSubgraph(
      { name: 'notifications', sdl, resolvers, context, grants: grants.notifications, ...identify },
      { host: config.HOST, port: config.PORT_BASE + portOffsets.notifications },
      scope,
    );
  },
});

if (import.meta.main) await runService(service);
