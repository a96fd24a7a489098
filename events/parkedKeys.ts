import type { Scope } from '#kernel/lifecycle.ts';
import { DEAD_LETTER, deadLetterTopic } from './deadLetter.ts';
import { endWith } from './endWith.ts';
import type { Message, Transport } from './transport/transport.ts';

type Options = { readonly transport: Transport; readonly consumer: string; readonly topics: readonly string[] };

/** The keys that one consumer may not go on with, because an earlier event of theirs is a dead letter. */
export type ParkedKeys = {
  has(message: Pick<Message, 'topic' | 'key'>): boolean;
  add(message: Pick<Message, 'topic' | 'key'>): void;
};

/**
 * The dead letters themselves are what is remembered: their topics are read from the beginning at each start and
 * followed, so that whichever instance gets the key's next event knows.
 */
export async function followParkedKeys({ transport, consumer, topics }: Options, scope: Scope): Promise<ParkedKeys> {
  const parked = new Set<string>();
  const subscription = await transport.broadcast({
    topics: topics.map(deadLetterTopic),
    since: new Date(0),
    handle: async ({ topic, key, headers }) => {
      if (headers[DEAD_LETTER.consumer] === consumer) parked.add(`${topic}/${key}`);
    },
  });
  endWith(scope, subscription);
  const nameOf = ({ topic, key }: Pick<Message, 'topic' | 'key'>) => `${deadLetterTopic(topic)}/${key}`;
  return { has: (message) => parked.has(nameOf(message)), add: (message) => void parked.add(nameOf(message)) };
}
