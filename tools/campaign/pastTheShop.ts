import { Kafka, logLevel } from 'kafkajs';
import mongoose from 'mongoose';
import { openTransport } from '#events/transport/open.ts';
import type { Message } from '#events/transport/transport.ts';
import { testScope } from '#testing/testScope.ts';
import type { World } from './world/world.ts';

/** The shop's topics as an outsider reaches them. */
export type Topics = {
  publish(messages: readonly Message[]): Promise<void>;
  /** Lets a group of consumers, all of which are away, begin again at the oldest message. */
  rewind(group: string, topic: string): Promise<void>;
  close(): Promise<void>;
};

type Place = Pick<World, 'mongodbUri' | 'databasePrefix' | 'kafkaBrokers'>;

const PATIENCE_MS = 20_000;

export async function openTopics({ mongodbUri, databasePrefix, kafkaBrokers }: Place): Promise<Topics> {
  const scope = testScope('campaign');
  const config = {
    KAFKA_BROKERS: kafkaBrokers?.join(','),
    TOPIC_PREFIX: '',
    MONGODB_URI: mongodbUri,
    DATABASE_PREFIX: databasePrefix,
    STARTUP_TIMEOUT_MS: PATIENCE_MS,
  };
  const transport = await openTransport(config, { name: 'campaign', alone: true }, scope);
  return {
    publish: (messages) => transport.publish(messages),
    rewind: (group, topic) =>
      kafkaBrokers
        ? rewindKafka(kafkaBrokers, group, topic)
        : withClient(mongodbUri, (client) => rewindLog(client.db(`${databasePrefix}_events`), group, topic)),
    close: () => scope.stop(),
  };
}

async function rewindKafka(brokers: readonly string[], groupId: string, topic: string): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.resetOffsets({ groupId, topic, earliest: true }).finally(() => admin.disconnect());
}

async function rewindLog(database: mongoose.mongo.Db, group: string, topic: string): Promise<void> {
  const partitions = { group, partition: new RegExp(`^${RegExp.escape(topic)}/`) };
  await database.collection('claims').updateMany(partitions, { $set: { committed: 0 }, $inc: { fence: 1 } });
}

type OutboxRow = Message & { sequence: number };

/** Every event that the service has ever committed, by aggregate and sequence. */
export const eventsOf = ({ mongodbUri, databasePrefix }: Place, service: string): Promise<Message[]> =>
  withClient(mongodbUri, async (client) => {
    const rows = client.db(`${databasePrefix}_${service}`).collection<OutboxRow>('outbox');
    const found = rows.find().sort({ topic: 1, key: 1, sequence: 1 });
    return found.map(({ topic, key, value, headers }) => ({ topic, key, value, headers })).toArray();
  });

async function withClient<Result>(uri: string, work: (client: mongoose.mongo.MongoClient) => Promise<Result>) {
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  return work(client).finally(() => client.close());
}
