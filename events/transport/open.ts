import { AppError } from '#kernel/errors.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { openEmbeddedTransport } from './embedded/embeddedTransport.ts';

import type { Transport } from './transport.ts';

type Config = {
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
export async function openTransport(config: Config, { name }: { name: string }, scope: Scope): Promise<Transport> {
  const { KAFKA_BROKERS: brokers } = config;
  const transport = brokers ? await openKafka(config, brokers, name, scope) : await openEmbedded(config, name, scope);
  scope.onStop(() => transport.close());
  scope.health.add('events', () => transport.health());
  return transport;
}

function openKafka(_config: Config, brokers: string, _name: string, _scope: Scope): Promise<Transport> {
  return Promise.reject(
    new AppError('UNAVAILABLE', 'KAFKA_UNREACHABLE', `KAFKA_BROKERS=${brokers}: to be committed soon`),
  );
}

async function openEmbedded(config: Config, name: string, { logger, onStop }: Scope): Promise<Transport> {
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
