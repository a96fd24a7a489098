import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { type Admin, Kafka, logLevel, Partitioners } from 'kafkajs';
import { calmRequestQueue } from '#events/transport/kafka/calmRequestQueue.ts';
import type { Message } from '#events/transport/transport.ts';

const PARTITIONS = 4;

export type BareKafka = {
  /** Messages a second that kafkajs sends in batches, acknowledged by all replicas. */
  readonly sent: number;
  /** Seconds in which a consumer that does nothing with them takes all that were sent. */
  readonly takenInSeconds: number;
};

/** What kafkajs does alone with the same messages and the same settings, all in one topic. */
export async function bareKafka(brokers: string, messages: readonly Message[], batch: number): Promise<BareKafka> {
  calmRequestQueue();
  const kafka = new Kafka({ clientId: 'bazaar-bench', brokers: brokers.split(','), logLevel: logLevel.ERROR });
  const topic = `bench.${randomBytes(4).toString('hex')}`;
  const admin = kafka.admin();
  await admin.connect();
  try {
    await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS }], waitForLeaders: true });
    const sent = await send(kafka, topic, messages, batch);
    return { sent, takenInSeconds: await take(kafka, topic, messages.length) };
  } finally {
    await remove(admin, topic);
  }
}

async function remove(admin: Admin, topic: string): Promise<void> {
  await admin.deleteTopics({ topics: [topic] });
  await admin.disconnect();
}

async function send(kafka: Kafka, topic: string, messages: readonly Message[], batch: number): Promise<number> {
  const producer = kafka.producer({ maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const startedAt = performance.now();
  for (let at = 0; at < messages.length; at += batch) {
    const some = messages
      .slice(at, at + batch)
      .map(({ key, value, headers }) => ({ key, value, headers: { ...headers } }));
    await producer.sendBatch({ acks: -1, topicMessages: [{ topic, messages: some }] });
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await producer.disconnect();
  return messages.length / seconds;
}

async function take(kafka: Kafka, topic: string, events: number): Promise<number> {
  const consumer = kafka.consumer({ groupId: topic, minBytes: 1 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  const all = Promise.withResolvers<void>();
  let taken = 0;
  const startedAt = performance.now();
  await consumer.run({
    eachBatch: async ({ batch: { messages } }) => {
      taken += messages.length;
      if (taken >= events) all.resolve();
    },
  });
  await all.promise;
  const seconds = (performance.now() - startedAt) / 1_000;
  await consumer.disconnect();
  return seconds;
}
