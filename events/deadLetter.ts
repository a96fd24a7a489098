import { createHash } from 'node:crypto';
import { AppError, messageOf } from '#kernel/errors.ts';
import type { DeliveredMessage, Message } from './transport/transport.ts';

export const deadLetterTopic = (topic: string): string => `${topic}.dlq`;

/** Header names of a dead letter, beside those that the message already had. */
export const DEAD_LETTER = {
  /** The consumer that could not handle it. */
  consumer: 'dead-letter-consumer',
  /** `poison`: it failed by itself. `parked`: an earlier event of its key did, and order must be kept. */
  kind: 'dead-letter-kind',
  reason: 'dead-letter-reason',
  message: 'dead-letter-message',
  attempts: 'dead-letter-attempts',
  /** Topic, partition and offset. */
  origin: 'dead-letter-origin',
  /** The same for failures at the same place in the code. */
  stack: 'dead-letter-stack',
  /** When it failed first, real time. */
  since: 'dead-letter-since',
} as const;

const MESSAGE_LENGTH = 500;

/** Why a message is put aside. */
export type Verdict =
  | { readonly kind: 'poison'; readonly error: unknown; readonly attempts: number; readonly since: Date }
  | { readonly kind: 'parked' };

/** The message as it was, for `<topic>.dlq`, with what happened to it in its headers. */
export function deadLetterOf(message: DeliveredMessage, consumer: string, verdict: Verdict): Message {
  const { topic, key, value, headers, partition, offset } = message;
  const origin = `${topic}/${partition}/${offset}`;
  const told = { [DEAD_LETTER.consumer]: consumer, [DEAD_LETTER.kind]: verdict.kind, [DEAD_LETTER.origin]: origin };
  const why = verdict.kind === 'poison' ? failureHeaders(verdict) : { [DEAD_LETTER.reason]: 'FOLLOWS_POISON' };
  return { topic: deadLetterTopic(topic), key, value, headers: { ...headers, ...told, ...why } };
}

function failureHeaders({ error, attempts, since }: Extract<Verdict, { kind: 'poison' }>) {
  return {
    [DEAD_LETTER.reason]: error instanceof AppError ? error.reason : nameOf(error),
    [DEAD_LETTER.message]: messageOf(error).slice(0, MESSAGE_LENGTH),
    [DEAD_LETTER.attempts]: String(attempts),
    [DEAD_LETTER.stack]: stackDigest(error),
    [DEAD_LETTER.since]: since.toISOString(),
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');

/** Of the frames only: the first line has the message, which differs from one occurrence to the next. */
function stackDigest(error: unknown): string {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return createHash('sha256').update(frames.join('\n')).digest('hex').slice(0, 16);
}
