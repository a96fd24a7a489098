import { randomBytes } from 'node:crypto';
import { openTransport, type TransportConfig } from '#events/transport/open.ts';
import type { Transport } from '#events/transport/transport.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { type Mongo, openMongo } from '#kernel/mongo/mongo.ts';
import { testScope } from '#testing/testScope.ts';

export type Servers = { readonly mongodbUri: string; readonly brokers: string | undefined };
export type BenchScope = Scope & { stop(): Promise<void> };

/** A service of a shop that has nothing but events: what the figures of a whole shop can't show by itself. */
export type Bench = {
  readonly mongo: Mongo;
  /** Of the process that publishes. */
  readonly transport: Transport;
  readonly prefix: string;
  /** Another transport, as another process would have it; `scope` ends it. */
  openAnother(scope: Scope): Promise<Transport>;
};

/** Databases and topics of its own; what it has written is removed when `scope` ends. */
export async function openBench({ mongodbUri, brokers }: Servers, scope: Scope): Promise<Bench> {
  const prefix = `bench${randomBytes(4).toString('hex')}`;
  const database = `${prefix}_orders`;
  const options = { uri: mongodbUri, database, appName: 'bazaar-bench', logger: scope.logger, timeoutMs: 10_000 };
  const mongo = await openMongo(options);
  scope.onStop(() => mongo.close());
  scope.onStop(() => removeAll(mongo, prefix));
  const config: TransportConfig = {
    KAFKA_BROKERS: brokers,
    TOPIC_PREFIX: `${prefix}.`,
    MONGODB_URI: mongodbUri,
    DATABASE_PREFIX: prefix,
    STARTUP_TIMEOUT_MS: 10_000,
  };
  const openAnother = (of: Scope) => openTransport(config, { name: 'bench', alone: true }, of);
  return { mongo, transport: await openAnother(scope), prefix, openAnother };
}

async function removeAll({ connection }: Mongo, prefix: string): Promise<void> {
  const client = connection.getClient();
  for (const name of ['orders', 'events']) await client.db(`${prefix}_${name}`).dropDatabase();
}

/** Runs one measurement with a scope of its own and ends what it opened. */
export async function within<Result>(measure: (scope: BenchScope) => Promise<Result>): Promise<Result> {
  const scope = testScope('bench');
  try {
    return await measure(scope);
  } finally {
    await scope.stop();
  }
}
