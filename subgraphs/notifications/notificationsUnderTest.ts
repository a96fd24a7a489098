import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ExecutionResult, parse, subscribe } from 'graphql';
import type { Principal } from '#kernel/auth/principal.ts';
import { formatError } from '#kernel/graphql/formatError.ts';
import { subgraphUnderTest } from '#testing/subgraphUnderTest.ts';
import { grants } from '../directory.ts';
import { assembleNotifications, type Outward } from './assembleNotifications.ts';
import type { DeadLetterActions } from './deadLetterPorts.ts';
import { MemoryTestMails, memoryMailLog, noParkedMails } from './fakes/memoryMails.ts';
import { MemoryNotificationStore } from './fakes/memoryNotificationStore.ts';
import { memoryPreferences } from './fakes/memoryPreferences.ts';
import { noDeadLetters } from './fakes/noDeadLetters.ts';
import { noOutward } from './fakes/noOutward.ts';
import type { OrderMessages, ParkedMailStore } from './ports.ts';
import { resolvers } from './resolvers.ts';

const sdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

/** Notifications through its real schema and use cases; the inboxes are in memory. Time stands still. */
export function notificationsUnderTest({
  now,
  deadLetters = noDeadLetters,
  outward = noOutward,
  parkedMails = noParkedMails,
  orderMessages = async () => [],
}: {
  now: Date;
  deadLetters?: DeadLetterActions;
  outward?: Outward;
  parkedMails?: ParkedMailStore;
  orderMessages?: OrderMessages;
}) {
  const store = new MemoryNotificationStore();
  const mails = memoryMailLog();
  const testMails = new MemoryTestMails();
  const { context, feed, unsubscribe } = assembleNotifications({
    store,
    deadLetters,
    outward,
    orderMessages,
    preferences: memoryPreferences(),
    mails,
    parkedMails,
    testMails,
    now: () => now,
    newId: randomUUID,
    newToken: () => randomUUID(),
    fingerprintOf: (text) => text,
  });
  const subgraph = subgraphUnderTest({ sdl, resolvers, grants: grants.notifications, context });
  return {
    ...subgraph,
    store,
    mails,
    testMails,
    unsubscribe,
    /** Hands on what the transport would bring, as often as it is called. */
    publishAll: () => {
      for (const draft of store.published) if (draft.type === 'NotificationAdded') feed.publish(draft.data);
    },
    subscribe: async (principal: Principal, text: string) => {
      const contextValue = context({ caller: 'gateway', principal, requestId: 'test-request' });
      const stream = await subscribe({ schema: subgraph.schema, document: parse(text), contextValue });
      if (!(Symbol.asyncIterator in stream)) return { refusals: shown(stream).errors };
      return {
        next: async () => shown((await stream.next()).value ?? {}),
        stop: async () => void (await stream.return?.()),
      };
    },
  };
}

function shown({ data, errors }: ExecutionResult) {
  const formatted = errors?.map((error) => formatError(error, 'test-request'));
  return { data: JSON.parse(JSON.stringify(data ?? null)), errors: formatted };
}
