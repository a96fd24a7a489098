import { once } from 'node:events';
import { type Consumer, type EachBatchPayload, Kafka, logLevel } from 'kafkajs';
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
const PARTITIONS = [0, 1, 2, 3];
/** How far this member is, and how far others came while it was away. */
const OURS = 5;
const OTHERS = 8;
const logger = makeLogger({ name: 'test', level: 'silent', format: 'json' });

async function underTest() {
  const config = configFor(testMongo(), testKafka());
  const transport = await openForTest(config);
  const kafka = new Kafka({ brokers: [testKafka().brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  onTestFinished(() => admin.disconnect());
  const topics = new Topics(admin, { prefix: config.TOPIC_PREFIX, mayMake: true });
  const committed = async () => {
    const [found] = await admin.fetchOffsets({ groupId: topics.outside('readers'), topics: [topics.outside(name)] });
    return found?.partitions.map(({ offset }) => Number(offset)) ?? [];
  };
  return { transport, kafka, topics, committed };
}

/** For a member that is there for the division only. */
const idle: Handler = async (_message, { signal }) => {
  await once(signal, 'abort');
  signal.throwIfAborted();
};

type Reading = { readonly topics: Topics; readonly handle: Handler };

async function readerOf(kafka: Kafka, parts: Reading): Promise<KafkaConsumer> {
  const progress = { positionOf: () => undefined, onDone: () => undefined, commits: true };
  const consumer = new KafkaConsumer({
    ...parts,
    kafka,
    group: 'readers',
    topicNames: [name],
    atOnce: 1,
    progress,
    logger,
  });
  await consumer.start();
  onTestFinished(() => consumer.stop());
  return consumer;
}

type EachBatch = (payload: EachBatchPayload) => Promise<void>;

/** A client whose consumers hand what they fetch to what `around` makes of its handler. */
function clientWith(kafka: Kafka, around: (handle: EachBatch, member: Consumer) => EachBatch): Kafka {
  const consumer: Kafka['consumer'] = (options) => {
    const real = kafka.consumer(options);
    const run: Consumer['run'] = ({ eachBatch, ...config } = {}) =>
      real.run({ ...config, ...(eachBatch && { eachBatch: around(eachBatch, real) }) });
    return { ...real, run };
  };
  return { ...kafka, consumer, admin: (options) => kafka.admin(options) } as Kafka;
}

/**
 * A client whose consumers first bring, after the group was divided anew, what a fetch of before would bring from another broker: the
 * messages behind those that are in hand. What of them is taken, kafkajs does not fetch again.
 */
function withStaleFetches(kafka: Kafka) {
  const stale = { comes: false, taken: 0 };
  const client = clientWith(kafka, (handle) => async (payload) => {
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
  });
  return { client, stale };
}

/**
 * A client whose consumer commits, when the group was divided anew and kafkajs knows where to go on, the position of before, where
 * `late` says so: as a commit does that was under way all the while. `others` is what another member would commit.
 */
function withLateCommits(kafka: Kafka, topic: string) {
  const late = new Set<number>();
  let member: Consumer | undefined;
  const commit = (partition: number, offset: number) =>
    member?.commitOffsets([{ topic, partition, offset: String(offset) }]);
  const client = clientWith(kafka, (handle, real) => {
    member = real;
    return async (payload) => {
      const { partition } = payload.batch;
      if (Number(payload.batch.firstOffset()) === OTHERS && late.delete(partition)) await commit(partition, OURS);
      return handle(payload);
    };
  });
  const others = async () => {
    for (const partition of PARTITIONS) await commit(partition, OTHERS);
  };
  return { client, others, late };
}

it('goes on when a commit of before comes behind a rebalance, which takes back what others have done since', async () => {
  const { transport, kafka, topics, committed } = await underTest();
  await transport.publish(numbered(name, keysNamed(40), 240));
  const { client, others, late } = withLateCommits(kafka, topics.outside(name));
  const open = Promise.withResolvers<void>();
  const waiting = new Set<string>();
  const waitingAt = (place: number) => [...waiting].filter((each) => each.endsWith(`/${place}`));
  const handled = new Set<string>();
  const handle: Handler = async ({ partition, offset }, { signal }) => {
    if (Number(offset) >= OURS) {
      waiting.add(`${partition}/${offset}`);
      await Promise.race([open.promise, once(signal, 'abort')]);
      signal.throwIfAborted();
    }
    if (Number(offset) >= OTHERS) handled.add(`${partition}/${offset}`);
  };
  const consumer = await readerOf(client, { topics, handle });
  await until(() => expect(waitingAt(OURS)).toHaveLength(4));
  await until(async () => expect(await committed()).toEqual(PARTITIONS.map(() => OURS)));

  await others();
  const other = await transport.subscribe({ group: 'readers', topics: [name], handle: idle });
  await until(() => expect(waitingAt(OTHERS)).toHaveLength(2));
  for (const place of waitingAt(OTHERS)) late.add(Number(place.split('/')[0]));
  await other.stop();
  await until(() => expect(late.size).toBe(0));
  open.resolve();

  await until(() => expect(handled.size).toBe(240 - PARTITIONS.length * OTHERS));
  expect(consumer.health()).toBe('up');
}, 90_000);

it('does not commit what ends behind a rebalance, when others are further', async () => {
  const { transport, kafka, topics, committed } = await underTest();
  await transport.publish(numbered(name, keysNamed(40), 240));
  const { client, others } = withLateCommits(kafka, topics.outside(name));
  const end = Promise.withResolvers<void>();
  const begun = new Set<string>();
  const begunAt = (place: number) => [...begun].filter((each) => each.endsWith(`/${place}`));
  const handle: Handler = async (message, delivery) => {
    begun.add(`${message.partition}/${message.offset}`);
    if (Number(message.offset) === OURS) await end.promise;
    if (Number(message.offset) > OURS) await idle(message, delivery);
  };
  const consumer = await readerOf(client, { topics, handle });
  await until(() => expect(begunAt(OURS)).toHaveLength(4));
  await until(async () => expect(await committed()).toEqual(PARTITIONS.map(() => OURS)));

  await others();
  const other = await transport.subscribe({ group: 'readers', topics: [name], handle: idle });
  end.resolve();
  await until(() => expect(begunAt(OTHERS)).toHaveLength(2));
  await consumer.stop();
  await other.stop();

  expect(await committed()).toEqual(PARTITIONS.map(() => OTHERS));
}, 90_000);

it('leaves out nothing that was in hand when the answer to a fetch of before comes behind a rebalance', async () => {
  const { transport, kafka, topics } = await underTest();
  const messages = numbered(name, keysNamed(40), 240);
  await transport.publish(messages);
  const { client, stale } = withStaleFetches(kafka);
  const open = Promise.withResolvers<void>();
  const handled = new Set<string>();
  let begun = 0;
  const handle: Handler = async ({ value }, { signal }) => {
    begun += 1;
    await Promise.race([open.promise, once(signal, 'abort')]);
    signal.throwIfAborted();
    handled.add(value);
  };
  await readerOf(client, { topics, handle });
  await until(() => expect(begun).toBe(4));

  stale.comes = true;
  const other = await transport.subscribe({ group: 'readers', topics: [name], handle });
  await other.stop();
  await until(() => expect(stale.comes).toBe(false));
  open.resolve();

  await until(() => expect([...handled].toSorted()).toEqual(messages.map(({ value }) => value).toSorted()));
  expect(stale.taken).toBe(0);
}, 90_000);
