import type { Finding } from '../types.ts';
import type { Evidence, TopicMessage } from './evidence.ts';
import { Look } from './finding.ts';
import { isDeadLetterTopic, isReplayed } from './setAside.ts';

/** V8: the events of each aggregate lie in one partition, from 1 without a gap, and none comes first behind a later one. */
export function sequencesInOrder({ messages, injuries }: Pick<Evidence, 'messages' | 'injuries'>): Finding {
  const look = new Look('V8', 'sequences-in-order');
  const poison = new Set(injuries.poison.map(({ value }) => value));
  const told = messages.filter(
    (message) =>
      message.event && !isDeadLetterTopic(message.topic) && !isReplayed(message) && !poison.has(message.value),
  );
  for (const [aggregate, own] of Map.groupBy(told, ({ topic, key }) => `${topic} ${key}`))
    look.at(disorderOf(aggregate, own));
  return look.finding();
}

function disorderOf(aggregate: string, messages: readonly TopicMessage[]): string | undefined {
  const [first] = messages;
  if (messages.some(({ partition }) => partition !== first?.partition)) return `${aggregate} lies in two partitions`;
  const inOrder = messages.toSorted((one, other) => one.offset - other.offset);
  const ids = new Map<number, string>();
  for (const { event } of inOrder) {
    if (!event) continue;
    const { sequence, id } = event;
    const known = ids.get(sequence);
    // A repeat is allowed.
    if (known === undefined && sequence !== ids.size + 1)
      return `${aggregate}: ${sequence} comes where ${ids.size + 1} should`;
    if (known !== undefined && known !== id) return `${aggregate}: two events are number ${sequence}`;
    ids.set(sequence, id);
  }
  return undefined;
}
