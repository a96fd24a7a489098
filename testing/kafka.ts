import { inject } from 'vitest';

/**
 * A real Apache Kafka. The global setup starts one for test files that import this module themselves; topics and
 * groups are shared by all tests, so take a `TOPIC_PREFIX` of your own.
 */
export function testKafka(): { brokers: string } {
  const brokers = inject('kafkaBrokers');
  if (brokers) return { brokers };
  throw new Error('no Kafka was started: the test file itself has to import #testing/kafka.ts');
}
