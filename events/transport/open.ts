import type { Scope } from '#kernel/lifecycle.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { openEmbeddedTransport } from './embedded/embeddedTransport.ts';

import { openKafkaTransport } from './kafka/kafkaTransport.ts';
import type { Transport } from './transport.ts';

export type TransportConfig = {
  readonly KAFKA_BROKERS?: string | undefined;
  readonly TOPIC_PREFIX: string;
  readonly MONGODB_URI: string;
  readonly DATABASE_PREFIX: string;
  readonly STARTUP_TIMEOUT_MS: number;
};

const POOL_SIZE = 5;

/**
 * Kafka where `KAFKA_BROKERS` names one, otherwise a log in MongoDB. `scope` closes it.
 *
 * @param name the service, for logs of the servers.
 * @throws AppError UNAVAILABLE (KAFKA_UNREACHABLE, MONGODB_UNREACHABLE), BAD_USER_INPUT (MONGODB_REFUSED).
 */
export async function openTransport(
  config: TransportConfig,
  { name }: { name: string },
  scope: Scope,
): Promise<Transport> {
  const { KAFKA_BROKERS: brokers } = config;
  const transport = brokers ? await openKafka(config, brokers, name, scope) : await openEmbedded(config, name, scope);
  scope.onStop(() => transport.close());
  scope.health.add('events', () => transport.health());
  return transport;
}

function openKafka(config: TransportConfig, brokers: string, name: string, { logger }: Scope): Promise<Transport> {
  const { TOPIC_PREFIX: prefix, STARTUP_TIMEOUT_MS: timeoutMs } = config;
  return openKafkaTransport({ brokers: brokers.split(','), prefix, clientId: `bazaar-${name}`, timeoutMs, logger });
}

async function openEmbedded(config: TransportConfig, name: string, { logger, onStop }: Scope): Promise<Transport> {
  const mongo = await openMongo({
    uri: config.MONGODB_URI,
    database: `${config.DATABASE_PREFIX}_events`,
    appName: `bazaar-${name}-events`,
    logger,
    timeoutMs: config.STARTUP_TIMEOUT_MS,
    maxPoolSize: POOL_SIZE,
  });
  onStop(() => mongo.close());
  return openEmbeddedTransport({ database: mongo.connection.getClient().db(mongo.connection.name), logger });
}
