import { DEAD_LETTER, readRecord } from '#events/deadLetters/record.ts';
import { eventOf } from './eventOf.ts';
import type { Evidence, Told, TopicMessage } from './evidence.ts';

type Sources = Pick<Evidence, 'messages' | 'injuries'>;

export const isDeadLetterTopic = (topic: string): boolean => topic.endsWith('.dlq');

/** A dead letter that comes again, for one consumer: it says nothing new to anybody else. */
export const isReplayed = ({ headers }: Pick<TopicMessage, 'headers'>): boolean =>
  headers[DEAD_LETTER.replayFor] !== undefined;

/** The events that the shop has published, each once, without what was injected. */
export function publishedEvents({
  messages,
  injuries,
}: Sources): ReadonlyMap<string, Told & { readonly topic: string }> {
  const poison = new Set(injuries.poison.map(({ value }) => value));
  const events = new Map<string, Told & { readonly topic: string }>();
  for (const message of messages) {
    const { topic, value, event } = message;
    if (event && !isDeadLetterTopic(topic) && !isReplayed(message) && !poison.has(value))
      events.set(event.id, { ...event, topic });
  }
  return events;
}

/** Consumer → ids of events that wait among its dead letters, which nobody can expect it to have handled. */
export function setAside({ messages }: Pick<Evidence, 'messages'>): (consumer: string, eventId: string) => boolean {
  const waiting = new Map<string, Set<string>>();
  for (const message of messages.filter(({ topic }) => isDeadLetterTopic(topic))) {
    const record = readRecord({ ...message, offset: String(message.offset), timestamp: message.at });
    if (!record) continue;
    const key = `${record.consumer} ${record.topic} ${record.key}`;
    const letters = waiting.get(key) ?? new Set();
    waiting.set(key, letters);
    if (record.kind === 'released') letters.clear();
    else letters.add(`${record.consumer} ${eventOf(message.value)?.id}`);
  }
  const all = new Set([...waiting.values()].flatMap((letters) => [...letters]));
  return (consumer, eventId) => all.has(`${consumer} ${eventId}`);
}
