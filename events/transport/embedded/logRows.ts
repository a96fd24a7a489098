import { createHash } from 'node:crypto';
import type { DeliveredMessage, Message } from '../transport.ts';

/** Fixed for ever: the same key has to fall into the same partition. */
const PARTITIONS = 4;

export type LogRow = {
  /** `orders.v1/2/0000000000000017`: topic, partition, offset. One index finds, orders and keeps offsets unique. */
  _id: string;
  /** `orders.v1/2` */
  partition: string;
  key: string;
  value: string;
  headers: Record<string, string>;
  timestamp: Date;
};

const OFFSET_DIGITS = 16;

/** Every partition of these topics. */
export const partitionsOf = (topics: readonly string[]): string[] =>
  topics.flatMap((topic) => Array.from({ length: PARTITIONS }, (_, number) => `${topic}/${number}`));

export const rowId = (partition: string, offset: number): string =>
  `${partition}/${String(offset).padStart(OFFSET_DIGITS, '0')}`;

/** From a partition's or a row's id. */
export const topicOf = (id: string): string => id.slice(0, id.indexOf('/'));

export const offsetOfRow = (id: string): number => Number(id.slice(id.lastIndexOf('/') + 1));

/** The rows of a partition from an offset on; `0` is the character that follows `/`. */
export const rowsFrom = (partition: string, offset: number) => ({
  _id: { $gte: rowId(partition, offset), $lt: `${partition}0` },
});

/** A number for each partition: of one topic they follow one another, and topics begin at different ones. */
export const turnOf = (partition: string): number =>
  hashOf(topicOf(partition)) + Number(partition.slice(partition.indexOf('/') + 1));

export function partitionFor({ topic, key }: Pick<Message, 'topic' | 'key'>): string {
  return `${topic}/${hashOf(key) % PARTITIONS}`;
}

const hashOf = (text: string): number => createHash('sha1').update(text).digest().readUInt32BE();

export function messageOfRow({ _id, partition, key, value, headers, timestamp }: LogRow): DeliveredMessage {
  const number = Number(partition.slice(partition.indexOf('/') + 1));
  const topic = topicOf(partition);
  return { topic, key, value, headers, partition: number, offset: String(offsetOfRow(_id)), timestamp };
}
