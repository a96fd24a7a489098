import { once } from 'node:events';
import { type EachBatchPayload, Kafka, logLevel } from 'kafkajs';
import { expect, it, onTestFinished } from 'vitest';
import { makeLogger } from '#kernel/logging.ts';
import { testKafka } from '#testing/kafka.ts';
import { testMongo } from '#testing/mongo.ts';
import { until } from '../testing/conformance.ts';
import { keysNamed, numbered } from '../testing/numbered.ts';
import { configFor, openForTest } from '../testing/transportsUnderTest.ts';
import type { Handler } from '../transport.ts';
import { KafkaConsumer } from './kafkaConsumer.ts';
import { Topics } from './topics.ts';

const name = 'orders.v1';
const logger = makeLogger({ name: 'test', level: 'silent', format: 'json' });

/**
 * A client whose consumers first bring, after the group was divided anew, what a fetch of before would bring from another broker: the
 * messages behind those that are in hand. What of them is taken, kafkajs does not fetch again.
 */
function withStaleFetches(kafka: Kafka) {
  const stale = { comes: false, taken: 0 };
  const consumer: Kafka['consumer'] = (options) => {
    const real = kafka.consumer(options);
    const eachBatch = (handle: (payload: EachBatchPayload) => Promise<void>) => async (payload: EachBatchPayload) => {
      const { batch } = payload;
      if (!stale.comes || batch.messages.length < 6) return handle(payload);
      stale.comes = false;
      const messages = batch.messages.slice(5);
      const later = {
        ...batch,
        messages,
        firstOffset: () => messages[0]?.offset ?? null,
        lastOffset: () => batch.lastOffset(),
      };
      let isTaken = false;
      const take = () => {
        isTaken = true;
      };
      await handle({ ...payload, batch: later, resolveOffset: take });
      if (!isTaken) return handle(payload);
      stale.taken += 1;
      payload.resolveOffset(batch.lastOffset());
    };
    return {
      ...real,
      run: (config) => real.run({ ...config, ...(config?.eachBatch && { eachBatch: eachBatch(config.eachBatch) }) }),
    };
  };
  return { client: { ...kafka, consumer } as Kafka, stale };
}

it('leaves out nothing that was in hand when the answer to a fetch of before comes behind a rebalance', async () => {
  const config = configFor(testMongo(), testKafka());
  const transport = await openForTest(config);
  const messages = numbered(name, keysNamed(40), 240);
  await transport.publish(messages);
  const kafka = new Kafka({ brokers: [testKafka().brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  onTestFinished(() => admin.disconnect());
  const { client, stale } = withStaleFetches(kafka);
  const topics = new Topics(admin, { prefix: config.TOPIC_PREFIX, mayMake: true });
  const open = Promise.withResolvers<void>();
  const handled = new Set<string>();
  let begun = 0;
  const handle: Handler = async ({ value }, { signal }) => {
    begun += 1;
    await Promise.race([open.promise, once(signal, 'abort')]);
    signal.throwIfAborted();
    handled.add(value);
  };
  const consumer = new KafkaConsumer({
    kafka: client,
    admin,
    topics,
    group: 'readers',
    topicNames: [name],
    handle,
    atOnce: 1,
    progress: { positionOf: () => undefined, onDone: () => undefined, commits: true },
    logger,
  });
  await consumer.start();
  onTestFinished(() => consumer.stop());
  await until(() => expect(begun).toBe(4));

  stale.comes = true;
  const other = await transport.subscribe({ group: 'readers', topics: [name], handle });
  await other.stop();
  await until(() => expect(stale.comes).toBe(false));
  open.resolve();

  await until(() => expect([...handled].toSorted()).toEqual(messages.map(({ value }) => value).toSorted()));
  expect(stale.taken).toBe(0);
}, 90_000);
