import { randomUUID } from 'node:crypto';
import type { Message } from '../transport/transport.ts';
import { DEAD_LETTER } from './record.ts';

/** A dead letter as it is kept by whoever wants it replayed. */
export type KeptLetter = Message & { readonly origin: string };

type Replay = {
  readonly consumer: string;
  readonly topic: string;
  readonly key: string;
  /** What is to come again, oldest first. */
  readonly letters: readonly KeptLetter[];
  /** All letters that the key has, those included that are not to come again. */
  readonly known: number;
};

/**
 * The messages that make one consumer handle a key's dead letters again, in order, on the topic that they came from, so
 * that they keep their place among the key's other events. Others pass them over. If all goes well and there are no more
 * letters than `known`, the consumer lets the key flow again; otherwise the key stays parked, and what failed or came
 * meanwhile is a dead letter again.
 */
export function replayOf({ consumer, topic, key, letters, known }: Replay): Message[] {
  const marks = { [DEAD_LETTER.replayFor]: consumer, [DEAD_LETTER.replay]: randomUUID() };
  return [
    ...letters.map(({ value, headers, origin }) => ({
      topic,
      key,
      value,
      headers: { ...original(headers), ...marks, [DEAD_LETTER.origin]: origin },
    })),
    { topic, key, value: '{}', headers: { ...marks, [DEAD_LETTER.letters]: String(known) } },
  ];
}

/** Without what was added when it became a dead letter. */
const original = (headers: Message['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('dead-letter-')));
