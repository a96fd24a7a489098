import { randomUUID } from 'node:crypto';
import { Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import { contracts } from '#events/contracts/registry.ts';
import { deadLetterTopics } from '#events/deadLetters/record.ts';
import { eventOf } from './eventOf.ts';
import type { TopicMessage } from './evidence.ts';

const PATIENT = { initialRetryTime: 200, maxRetryTime: 2_000, retries: 15 };

/**
 * Every message of every topic of the shop, dead letters too.
 *
 * @param prefix of the shop's topics. @throws Error when Kafka does not answer.
 */
export async function readKafkaTopics(brokers: readonly string[], prefix = ''): Promise<TopicMessage[]> {
  const kafka = new Kafka({ brokers: [...brokers], clientId: 'campaign', logLevel: logLevel.NOTHING, retry: PATIENT });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const known = [...Object.keys(contracts), ...deadLetterTopics].map((topic) => `${prefix}${topic}`);
    const topics = known.filter((topic) => existing.has(topic));
    const ends = new Map<string, bigint>();
    for (const topic of topics) {
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
        if (BigInt(high) > BigInt(low)) ends.set(`${topic}/${partition}`, BigInt(high));
    }
    const groupId = `campaign-${randomUUID()}`;
    const messages = await readUpTo(kafka, groupId, topics, ends);
    if (messages.length > 0) await admin.deleteGroups([groupId]);
    return messages.map((message) => ({ ...message, topic: message.topic.slice(prefix.length) }));
  } finally {
    await admin.disconnect();
  }
}

async function readUpTo(
  kafka: Kafka,
  groupId: string,
  topics: string[],
  ends: Map<string, bigint>,
): Promise<TopicMessage[]> {
  if (ends.size === 0) return [];
  const messages = new Map<string, TopicMessage>();
  const consumer = kafka.consumer({ groupId, minBytes: 1 });
  const finished = Promise.withResolvers<void>();
  // A broker that has just come up says "not yet"; kafkajs then begins anew.
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => restart || finished.reject(error));
  try {
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ topic, partition, message }) => {
        messages.set(`${topic}/${partition}/${message.offset}`, messageOf(topic, partition, message));
        const end = ends.get(`${topic}/${partition}`);
        if (end !== undefined && BigInt(message.offset) >= end - 1n) ends.delete(`${topic}/${partition}`);
        if (ends.size === 0) finished.resolve();
      },
    });
    await finished.promise;
    return [...messages.values()];
  } finally {
    await consumer.disconnect();
  }
}

function messageOf(
  topic: string,
  partition: number,
  { key, value, headers, offset, timestamp }: KafkaMessage,
): TopicMessage {
  const text = value?.toString() ?? '';
  const named = Object.entries(headers ?? {}).map(([name, header]) => [name, String(header)] as const);
  return {
    topic,
    partition,
    offset: Number(offset),
    key: key?.toString() ?? '',
    value: text,
    headers: Object.fromEntries(named),
    at: new Date(Number(timestamp)),
    event: eventOf(text),
  };
}
