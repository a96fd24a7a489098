import type mongoose from 'mongoose';
import { bareKafka } from '../events/bareKafka.ts';
import { bareWrites } from './bareWrites.ts';
import type { Servers } from './triedShop.ts';
import { writesBehind } from './writtenByShop.ts';

/** What an order is to the servers, and how many of them a second they would take if there were no shop. */
export type Bare = {
  readonly writesOfOrder: number;
  readonly messagesOfOrder: number;
  /** Orders a second of MongoDB: fifty writes at a time, each by itself; a thousand together. */
  readonly oneByOne: number;
  readonly batched: number;
  /** Orders a second of kafkajs in batches of a thousand messages; undefined where no broker is. */
  readonly sent: number | undefined;
};

type Source = {
  readonly client: mongoose.mongo.MongoClient;
  /** Where in the oplog the step began whose writes are repeated. */
  readonly after: mongoose.mongo.Timestamp;
  readonly prefix: string;
};

const BATCH = 1_000;
/** Sending fewer messages says little of a broker. */
const LEAST_MESSAGES = 20_000;

/** Repeats what the shop wrote and published in a step. Undefined when it took no order. */
export async function measureBare(servers: Servers, { client, after, prefix }: Source): Promise<Bare | undefined> {
  const { writes, messages } = await writesBehind(client, after, prefix);
  const views = `${prefix}_orders.order_views`;
  const orders = writes.filter(({ kind, namespace }) => kind === 'insert' && namespace === views).length;
  if (orders === 0) return undefined;
  const [writesOfOrder, messagesOfOrder] = [writes.length / orders, messages.length / orders];
  const { oneByOne, batched } = await bareWrites(servers.mongodbUri, writes);
  const repeats = Math.ceil(LEAST_MESSAGES / messages.length);
  const many = Array.from({ length: repeats }, () => messages).flat();
  const sent = servers.brokers ? (await bareKafka(servers.brokers, many, BATCH)).sent / messagesOfOrder : undefined;
  return { writesOfOrder, messagesOfOrder, oneByOne: oneByOne / writesOfOrder, batched: batched / writesOfOrder, sent };
}
