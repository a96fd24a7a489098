import { eventOf } from './eventOf.ts';
import type { TopicMessage } from './evidence.ts';
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
export function readEmbeddedTopics(books: Books): Promise<TopicMessage[]> {
  const rows = books.of('events').collection<LogRow>('log').find().sort({ _id: 1 });
  return rows.map(messageOf).toArray();
}

function messageOf({ _id, partition, key, value, headers, timestamp: at }: LogRow): TopicMessage {
  const [topic = '', number] = partition.split('/');
  const offset = Number(_id.slice(_id.lastIndexOf('/') + 1));
  return { topic, partition: Number(number), offset, key, value, headers, at, event: eventOf(value) };
}
