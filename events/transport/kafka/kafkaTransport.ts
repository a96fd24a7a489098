import { randomUUID } from 'node:crypto';
import type { Admin } from 'kafkajs';
import { topicNames } from '../../contracts/topicSettings.ts';
import { CatchUp } from '../catchUp.ts';
import type { BroadcastOptions, SubscribeOptions, Subscription, Transport } from '../transport.ts';
import { type ClientOptions, openClient } from './client.ts';
import { KafkaConsumer, type Progress } from './kafkaConsumer.ts';
import { KafkaProducer } from './kafkaProducer.ts';
import { patiently } from './patiently.ts';
import { Topics } from './topics.ts';

type Options = ClientOptions & {
  /** Stands before the names of topics and groups. */
  readonly prefix: string;
  /** Whether missing topics are made. */
  readonly mayMake: boolean;
};

/** The broker keeps how far a group is. */
const committed: Progress = { positionOf: () => undefined, onDone: () => undefined, commits: true };

/** @throws AppError UNAVAILABLE (KAFKA_UNREACHABLE, TOPICS_MISSING). */
export async function openKafkaTransport(options: Options): Promise<Transport> {
  const { logger } = options;
  const { kafka, admin } = await openClient(options);
  const topics = new Topics(admin, options);
  await topics.require(topicNames).catch(async (error: unknown) => {
    await admin.disconnect();
    throw error;
  });
  const producer = new KafkaProducer(kafka, topics);
  await producer.connect();

  type What = Omit<SubscribeOptions, 'group'>;
  const read = async (group: string, { topics: topicNames, handle, atOnce = 1 }: What, progress: Progress) => {
    const consumer = new KafkaConsumer({ kafka, topics, group, topicNames, handle, atOnce, progress, logger });
    await consumer.start();
    return consumer;
  };
  return {
    publish: (messages) => producer.publish(messages),
    subscribe: async ({ group, ...what }) => {
      await topics.ensure(what.topics);
      return read(group, what, committed);
    },
    broadcast: async (what): Promise<Subscription> => {
      await topics.ensure(what.topics);
      const { starts, ends } = await boundsOf(admin, topics, what);
      const caughtUp = new CatchUp(ends);
      for (const [partition, next] of starts) caughtUp.reached(partition, next);
      const consumer = await read(`broadcast-${randomUUID()}`, what, {
        positionOf: (partition) => starts.get(partition),
        onDone: (partition, next) => {
          starts.set(partition, next);
          caughtUp.reached(partition, next);
        },
        commits: false,
      });
      await caughtUp.done;
      return consumer;
    },
    health: () => producer.health(),
    close: async () => {
      await producer.disconnect();
      await admin.disconnect();
    },
  };
}

/** For each partition: where to start, and where it ends now. */
async function boundsOf(admin: Admin, topics: Topics, { topics: names, since }: BroadcastOptions) {
  const starts = new Map<string, number>();
  const ends = new Map<string, number>();
  for (const name of names) {
    const topic = topics.outside(name);
    for (const { partition, high } of await patiently(() => admin.fetchTopicOffsets(topic))) {
      ends.set(`${name}/${partition}`, Number(high));
      starts.set(`${name}/${partition}`, Number(high));
    }
    if (!since) continue;
    const firsts = await patiently(() => admin.fetchTopicOffsetsByTimestamp(topic, since.getTime()));
    for (const { partition, offset } of firsts) starts.set(`${name}/${partition}`, Number(offset));
  }
  return { starts, ends };
}
