import { onTestFinished } from 'vitest';
import type { testKafka } from '#testing/kafka.ts';
import type { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { openTransport, type TransportConfig } from '../open.ts';
import type { DeliveredMessage, Handler, Transport } from '../transport.ts';

/** What `openTransport` gets for a shop of its own on the test's servers. */
export function configFor(mongo: ReturnType<typeof testMongo>, kafka?: ReturnType<typeof testKafka>): TransportConfig {
  return {
    MONGODB_URI: mongo.uri,
    DATABASE_PREFIX: mongo.prefix,
    STARTUP_TIMEOUT_MS: 10_000,
    TOPIC_PREFIX: `${mongo.prefix}.`,
    KAFKA_BROKERS: kafka?.brokers,
  };
}

/** Each call stands for a process of its own: other connections, other memory. The test's end closes it. */
export async function openForTest(config: TransportConfig): Promise<Transport> {
  const scope = testScope();
  const transport = await openTransport(config, { name: 'test', alone: true }, scope);
  onTestFinished(() => scope.stop(), 20_000);
  return transport;
}

/** What was received, in the order in which it came. A transport may repeat messages; `values` shows it, the rest doesn't. */
export class Received {
  readonly messages: DeliveredMessage[] = [];

  readonly handle: Handler = async (message) => {
    this.messages.push(message);
  };

  get values(): string[] {
    return this.messages.map(({ value }) => value);
  }

  get distinct(): string[] {
    return [...new Set(this.values)];
  }

  /** The values of one key, in the order in which they came first. */
  of(key: string): string[] {
    const ofKey = this.messages.filter((message) => message.key === key);
    return [...new Set(ofKey.map(({ value }) => value))];
  }
}
