import type { z } from 'zod';
import type { Scope } from '#kernel/lifecycle.ts';
import type { Logger } from '#kernel/logging.ts';
import type { transportVariables } from './config.ts';
import { securityOf } from './kafka/security.ts';
import type { Transport } from './transport.ts';

export type TransportConfig = Partial<z.infer<z.ZodObject<typeof transportVariables>>> & {
  readonly TOPIC_PREFIX: string;
  readonly MONGODB_URI: string;
  readonly DATABASE_PREFIX: string;
  readonly STARTUP_TIMEOUT_MS: number;
  /** In production topics are made by a command, not by whoever comes first. */
  readonly NODE_ENV?: string | undefined;
};

/** For all services of a process. */
const POOL_SIZE = 20;

/**
 * Kafka where `KAFKA_BROKERS` names one, otherwise a log in MongoDB. `scope` closes it.
 *
 * @param name the service, for logs of the servers.
 * @param alone on the embedded log: as if no other service were in this process.
 * @throws AppError UNAVAILABLE (KAFKA_UNREACHABLE, TOPICS_MISSING, MONGODB_UNREACHABLE), BAD_USER_INPUT (KAFKA_REFUSED,
 * MONGODB_REFUSED, BAD_CONFIGURATION).
 */
export async function openTransport(
  config: TransportConfig,
  { name, alone = false }: { name: string; alone?: boolean },
  scope: Scope,
): Promise<Transport> {
  const { KAFKA_BROKERS: brokers } = config;
  const transport = brokers
    ? await openKafka(config, brokers, name, scope)
    : await openEmbedded(config, alone, scope.logger);
  scope.onStop(() => transport.close());
  scope.health.add('events', () => transport.health());
  return transport;
}

// What the other transport needs is not loaded: half of what a gateway on Kafka would load for its events.

async function openKafka(
  config: TransportConfig,
  brokers: string,
  name: string,
  { logger }: Scope,
): Promise<Transport> {
  const { openKafkaTransport } = await import('./kafka/kafkaTransport.ts');
  return openKafkaTransport({
    brokers: brokers.split(','),
    security: securityOf(config),
    prefix: config.TOPIC_PREFIX,
    clientId: `bazaar-${name}`,
    timeoutMs: config.STARTUP_TIMEOUT_MS,
    mayMake: config.NODE_ENV !== 'production',
    logger,
  });
}

function openEmbedded(config: TransportConfig, alone: boolean, logger: Logger): Promise<Transport> {
  return alone ? openLog(config, logger) : sharedLog(config, logger);
}

/** A transport on a connection of its own; `close` ends both. */
async function openLog(config: TransportConfig, logger: Logger): Promise<Transport> {
  const { openMongo } = await import('#kernel/mongo/mongo.ts');
  const { openEmbeddedTransport } = await import('./embedded/embeddedTransport.ts');
  const mongo = await openMongo({
    uri: config.MONGODB_URI,
    database: `${config.DATABASE_PREFIX}_events`,
    appName: 'bazaar-events',
    logger,
    timeoutMs: config.STARTUP_TIMEOUT_MS,
    maxPoolSize: POOL_SIZE,
  });
  const database = mongo.connection.getClient().db(mongo.connection.name);
  const transport = await openEmbeddedTransport({ database, logger });
  return { ...transport, close: () => transport.close().finally(() => mongo.close()) };
}

/** Opened by the first service of this process that asks, closed by the last that leaves. */
const logs = new Map<string, { readonly opened: Promise<Transport>; users: number }>();

/**
 * The services of one process read the same log: each change stream on it makes MongoDB look through every write, and what
 * one of them publishes the others have at once.
 */
async function sharedLog(config: TransportConfig, logger: Logger): Promise<Transport> {
  const name = `${config.MONGODB_URI} ${config.DATABASE_PREFIX}`;
  const log = logs.get(name) ?? { opened: openLog(config, logger), users: 0 };
  logs.set(name, log);
  log.users += 1;
  const leave = async () => {
    log.users -= 1;
    if (log.users === 0) logs.delete(name);
    return log.users === 0;
  };
  const transport = await log.opened.catch(async (error: unknown) => {
    await leave();
    throw error;
  });
  return {
    ...transport,
    close: async () => {
      if (await leave()) await transport.close();
    },
  };
}
