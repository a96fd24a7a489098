import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type Mongo, openMongo } from '#kernel/mongo/mongo.ts';
import type { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import type { Draft } from '../outbox/outbox.ts';
import { openTransport } from '../transport/open.ts';
import type { DeliveredMessage, Transport } from '../transport/transport.ts';

export type TestShop = ReturnType<typeof testMongo>;
export type TestScope = ReturnType<typeof testScope>;

/** A scope that ends with the test. */
export function scopeForTest(): TestScope {
  const scope = testScope();
  onTestFinished(() => scope.stop(), 20_000);
  return scope;
}

/** One process of a service: its database, its transport, its scope. */
export async function processOf(shop: TestShop): Promise<{ mongo: Mongo; transport: Transport; scope: TestScope }> {
  const scope = scopeForTest();
  const { uri, prefix } = shop;
  const options = { uri, database: `${prefix}_users`, appName: 'test', logger: scope.logger, timeoutMs: 5_000 };
  const mongo = await openMongo(options);
  scope.onStop(() => mongo.close());
  const config = { MONGODB_URI: uri, DATABASE_PREFIX: prefix, STARTUP_TIMEOUT_MS: 5_000, TOPIC_PREFIX: '' };
  const transport = await openTransport(config, { name: 'test', alone: true }, scope);
  return { mongo, transport, scope };
}

/** A draft whose event tells one from another by its session. */
export const loggedIn = (userId: string, sessionId = randomUUID()): Draft => ({
  topic: 'users.v1',
  key: userId,
  type: 'UserLoggedIn',
  data: { userId, sessionId },
  occurredAt: new Date('2030-01-01T12:00:00Z'),
});

/** The message of a `UserLoggedIn`, for tests that publish by themselves. */
export const loginMessage = (userId: string, sequence: number, id = randomUUID()) => ({
  topic: 'users.v1',
  key: userId,
  value: JSON.stringify({
    id,
    type: 'UserLoggedIn',
    occurredAt: '2030-01-01T12:00:00.000Z',
    sequence,
    data: { userId, sessionId: randomUUID() },
  }),
  headers: {},
});

/** Everything that is or gets published on a topic, as it lies in the transport. */
export async function published(transport: Transport, topic: string): Promise<DeliveredMessage[]> {
  const messages: DeliveredMessage[] = [];
  const subscription = await transport.broadcast({
    topics: [topic],
    since: new Date(0),
    handle: async (message) => void messages.push(message),
  });
  onTestFinished(() => subscription.stop());
  return messages;
}

/** `sequence` of each message, by key. */
export function sequencesOf(messages: readonly DeliveredMessage[]): Record<string, number[]> {
  const byKey = Map.groupBy(messages, ({ key }) => key);
  return Object.fromEntries([...byKey].map(([key, of]) => [key, of.map(({ value }) => JSON.parse(value).sequence)]));
}
