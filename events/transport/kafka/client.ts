import { setTimeout as delay } from 'node:timers/promises';
import { type Admin, Kafka, type LogEntry, logLevel } from 'kafkajs';
import { AppError, messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { calmRequestQueue } from './calmRequestQueue.ts';

const ATTEMPT_MS = 2_000;
const PAUSE_MS = 500;

export type ClientOptions = {
  /** `host:port` each. */
  readonly brokers: readonly string[];
  /** Shown in the broker's logs. */
  readonly clientId: string;
  /** How long to wait for a broker at the start. */
  readonly timeoutMs: number;
  readonly logger: Logger;
};

/**
 * A client whose broker has answered, and its connected admin.
 *
 * @throws AppError UNAVAILABLE (KAFKA_UNREACHABLE) when none has answered in time.
 */
export async function openClient(options: ClientOptions): Promise<{ kafka: Kafka; admin: Admin }> {
  const { brokers, timeoutMs, logger } = options;
  const kafka = makeClient(options);
  const where = brokers.join(',');
  for (const deadline = Date.now() + timeoutMs; ; ) {
    try {
      await askOnce(kafka);
      break;
    } catch (error) {
      if (Date.now() >= deadline) {
        const message = `no Kafka answers at ${where} (${messageOf(error)}): start it, or change KAFKA_BROKERS`;
        throw new AppError('UNAVAILABLE', 'KAFKA_UNREACHABLE', message, { cause: error });
      }
      logger.warn({ where }, 'waiting for Kafka');
      await delay(PAUSE_MS);
    }
  }
  const admin = kafka.admin();
  await admin.connect();
  return { kafka, admin };
}

/** One attempt; the metadata too, since a port that accepts connections may be a container's that has no broker yet. */
export async function askOnce(kafka: Kafka): Promise<void> {
  const admin = kafka.admin({ retry: { retries: 0 } });
  try {
    await admin.connect();
    await admin.describeCluster();
  } finally {
    await admin.disconnect();
  }
}

function makeClient({ brokers, clientId, logger }: ClientOptions): Kafka {
  calmRequestQueue();
  return new Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: ATTEMPT_MS,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 },
    logLevel: logLevel.ERROR,
    // kafkajs calls every rebalance and every lost connection an error; what matters is said by those who use it.
    logCreator: () => (entry) => logger.debug(fieldsOf(entry), 'kafkajs'),
  });
}

const fieldsOf = ({ namespace, log: { message, timestamp: _unused, ...rest } }: LogEntry) => ({
  namespace,
  said: message,
  ...rest,
});
