import { z } from 'zod';
import type { Told, TopicMessage } from './evidence.ts';
import type { Books } from './readDatabases.ts';

type LogRow = {
  /** Topic, partition and offset. */
  _id: string;
  partition: string;
  key: string;
  value: string;
  headers: Record<string, string>;
  timestamp: Date;
};

/** Every message of the embedded log. */
export async function readEmbeddedTopics(books: Books): Promise<TopicMessage[]> {
  const rows = books.of('events').collection<LogRow>('log').find().sort({ _id: 1 });
  return rows.map(messageOf).toArray();
}

function messageOf({ _id, partition, key, value, headers, timestamp: at }: LogRow): TopicMessage {
  const [topic = '', number] = partition.split('/');
  const offset = Number(_id.slice(_id.lastIndexOf('/') + 1));
  return { topic, partition: Number(number), offset, key, value, headers, at, event: eventOf(value) };
}

const told = z.looseObject({
  id: z.string(),
  type: z.string(),
  sequence: z.number(),
  data: z.record(z.string(), z.unknown()),
});

/** Undefined for what is no event: poison, or the end of a replay. */
export function eventOf(value: string): Told | undefined {
  try {
    return told.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}
