import { setTimeout as delay } from 'node:timers/promises';
import { type Admin, Kafka, type LogEntry, logLevel } from 'kafkajs';
import { AppError, messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { calmRequestQueue } from './calmRequestQueue.ts';
import type { Security } from './security.ts';

const ATTEMPT_MS = 2_000;
const PAUSE_MS = 500;
/** What kafkajs, and what the protocol, calls it. */
const LOGIN_FAILURE = /SASLAuthentication|SASL_MECHANISM/;
/** kafkajs calls whatever happens during a login its failure, the end of the connection too. */
const INTERRUPTED = /closed|timed? ?out|not connected|ECONN|EPIPE/i;
/** Codes of https://nodejs.org/api/tls.html#x509-certificate-error-codes and of OpenSSL. */
const TLS_FAILURE = /CERT|SIGNATURE|^ERR_SSL|^ERR_TLS/;

export type ClientOptions = {
  /** `host:port` each. */
  readonly brokers: readonly string[];
  readonly security: Security;
  /** Shown in the broker's logs. */
  readonly clientId: string;
  /** How long to wait for a broker at the start. */
  readonly timeoutMs: number;
  readonly logger: Logger;
};

/**
 * A client whose broker has answered, and its connected admin.
 *
 * @throws AppError UNAVAILABLE (KAFKA_UNREACHABLE) when none has answered in time, BAD_USER_INPUT (KAFKA_REFUSED) for a login or a
 * certificate that one side does not take.
 */
export async function openClient(options: ClientOptions): Promise<{ kafka: Kafka; admin: Admin }> {
  const { brokers, timeoutMs, logger } = options;
  const kafka = makeClient(options);
  const where = brokers.join(',');
  for (const deadline = Date.now() + timeoutMs; ; ) {
    try {
      await isThere(kafka);
      break;
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal) throw refused(where, refusal);
      if (Date.now() >= deadline) throw unreachable(where, error, options.security);
      logger.warn({ where }, 'waiting for Kafka');
      await delay(PAUSE_MS);
    }
  }
  const admin = kafka.admin();
  await admin.connect();
  return { kafka, admin };
}

/** One attempt; the metadata too, since a port that accepts connections may be a container's that has no broker yet. */
export const isThere = (kafka: Kafka): Promise<unknown> => askOnce(kafka, (admin) => admin.describeCluster());

/** One attempt, over a connection of its own: one that is there already may be half open, and kafkajs goes on asking over it. */
export async function askOnce<Answer>(kafka: Kafka, ask: (admin: Admin) => Promise<Answer>): Promise<Answer> {
  const admin = kafka.admin({ retry: { retries: 0 } });
  try {
    await admin.connect();
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
}

type Refusal = { readonly of: 'login' | 'connection'; readonly error: Error };

/** What will not be otherwise in a moment, however deep kafkajs has put it. */
function refusalIn(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, type, code } = error as Error & { type?: unknown; code?: unknown };
  if (LOGIN_FAILURE.test(`${name} ${type}`))
    return INTERRUPTED.test(error.message) ? undefined : { of: 'login', error };
  return TLS_FAILURE.test(String(code)) ? { of: 'connection', error } : refusalIn(error.cause);
}

function refused(where: string, { of, error }: Refusal): AppError {
  const variables = of === 'login' ? 'KAFKA_SASL, KAFKA_USER and KAFKA_PASS' : 'KAFKA_TLS, KAFKA_CA and KAFKA_CERT';
  const message = `the ${of} is refused between here and Kafka at ${where} (${error.message}): check ${variables}`;
  return new AppError('BAD_USER_INPUT', 'KAFKA_REFUSED', message, { cause: error });
}

function unreachable(where: string, cause: unknown, { ssl }: Security): AppError {
  const hint = ssl ? '' : ', or set KAFKA_TLS=true where it speaks TLS only';
  const message = `no Kafka answers at ${where} (${messageOf(cause)}): start it, or change KAFKA_BROKERS${hint}`;
  return new AppError('UNAVAILABLE', 'KAFKA_UNREACHABLE', message, { cause });
}

function makeClient({ brokers, security, clientId, logger }: ClientOptions): Kafka {
  calmRequestQueue();
  return new Kafka({
    ...security,
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
