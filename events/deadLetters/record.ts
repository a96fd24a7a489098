import { createHash } from 'node:crypto';
import { AppError, messageOf } from '#kernel/errors.ts';
import { contracts } from '../contracts/registry.ts';
import type { DeliveredMessage, Message, Position } from '../transport/transport.ts';

const SUFFIX = '.dlq';

export const deadLetterTopic = (topic: string): string => `${topic}${SUFFIX}`;

/** Where the dead letters of every topic lie. */
export const deadLetterTopics: readonly string[] = Object.keys(contracts).map(deadLetterTopic);

/** Header names of a dead letter, beside those that the message already had. */
export const DEAD_LETTER = {
  /** The consumer that could not handle it. */
  consumer: 'dead-letter-consumer',
  kind: 'dead-letter-kind',
  reason: 'dead-letter-reason',
  message: 'dead-letter-message',
  attempts: 'dead-letter-attempts',
  /** Topic, partition and offset at which it came first. */
  origin: 'dead-letter-origin',
  /** The same for failures at the same place in the code. */
  stack: 'dead-letter-stack',
  /** When it failed first, real time. */
  since: 'dead-letter-since',
  /** The instance that wrote the record, so that it knows its own ones again. */
  writer: 'dead-letter-writer',
  /** On the topic itself: a dead letter that comes again, for the consumer that is named, and for no other. */
  replayFor: 'dead-letter-replay-for',
  /** On the topic itself: one and the same on all messages of a replay, and on what becomes a dead letter by it. */
  replay: 'dead-letter-replay',
  /** On the topic itself: the end of a replay, with the number of letters that the key is believed to have. */
  letters: 'dead-letter-letters',
} as const;

/**
 * What a record on a dead letter topic says. `poison`: the event failed by itself. `parked`: an earlier event of its key
 * did, and order must be kept. `released`: all letters of the key are settled, and it flows again. `kept`: a replay has
 * ended, but not every letter is settled.
 */
export type RecordKind = 'poison' | 'parked' | 'released' | 'kept';

const MESSAGE_LENGTH = 500;

/** Why a message is put aside. */
export type Verdict =
  | { readonly kind: 'poison'; readonly error: unknown; readonly attempts: number; readonly since: Date }
  | { readonly kind: 'parked' };

/** Who writes a record: the consumer, and which of its instances. */
export type Writer = { readonly consumer: string; readonly instance: string };

/** The message as it was, for `<topic>.dlq`, with what happened to it in its headers. */
export function deadLetterOf(message: DeliveredMessage, writer: Writer, verdict: Verdict): Message {
  const why = verdict.kind === 'poison' ? failureHeaders(verdict) : { [DEAD_LETTER.reason]: 'FOLLOWS_POISON' };
  const headers = {
    ...message.headers,
    ...signed(writer, verdict.kind),
    [DEAD_LETTER.origin]: originOf(message),
    ...why,
  };
  return { topic: deadLetterTopic(message.topic), key: message.key, value: message.value, headers };
}

/** How a replay of a key's letters ended. */
export const endOfReplay = ({ topic, key, headers }: Message, writer: Writer, kind: 'released' | 'kept'): Message => ({
  topic: deadLetterTopic(topic),
  key,
  value: '{}',
  headers: { ...signed(writer, kind), [DEAD_LETTER.replay]: replayIn(headers) },
});

/** Which replay a message belongs to; an older shop's say nothing of it. */
export const replayIn = (headers: Message['headers']): string => headers[DEAD_LETTER.replay] ?? '';

const signed = ({ consumer, instance }: Writer, kind: RecordKind) => ({
  [DEAD_LETTER.consumer]: consumer,
  [DEAD_LETTER.kind]: kind,
  [DEAD_LETTER.writer]: instance,
});

/** One name for an event that failed, however often it comes again. */
export const originOf = ({ topic, partition, offset, headers }: DeliveredMessage): string =>
  headers[DEAD_LETTER.origin] ?? `${topic}/${partition}/${offset}`;

/** Where the event came first: a dead letter that comes again lies in the log a second time. `timestamp` is the message's own. */
export function positionOf(message: DeliveredMessage): Position {
  const [, partition = message.partition, offset = message.offset] = originOf(message).split('/');
  return { partition: Number(partition), offset, timestamp: message.timestamp };
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

/** A record as it was read from a dead letter topic. */
export type DeadLetterRecord = {
  readonly kind: RecordKind;
  readonly consumer: string;
  readonly writer: string | undefined;
  /** The topic that the event came from. */
  readonly topic: string;
  readonly key: string;
  /** Undefined for the end of a replay, and where it names no place. */
  readonly origin: string | undefined;
  /** Whether the event came by a replay. */
  readonly isReplayed: boolean;
  /** By which one it came, or which one has ended. */
  readonly replay: string;
};

const KINDS: readonly string[] = ['poison', 'parked', 'released', 'kept'] satisfies RecordKind[];
const isKind = (text: string | undefined): text is RecordKind => text !== undefined && KINDS.includes(text);

const PLACE = /^[^/]+\/\d+\/\d+$/;

/** Undefined for what no consumer of this shop wrote. */
export function readRecord({ topic, key, headers }: DeliveredMessage): DeadLetterRecord | undefined {
  const { [DEAD_LETTER.kind]: kind, [DEAD_LETTER.consumer]: consumer, [DEAD_LETTER.origin]: place } = headers;
  if (!isKind(kind) || consumer === undefined) return undefined;
  const isReplayed = headers[DEAD_LETTER.replayFor] !== undefined;
  const writer = headers[DEAD_LETTER.writer];
  const inside = topic.slice(0, -SUFFIX.length);
  const origin = place !== undefined && PLACE.test(place) ? place : undefined;
  return { kind, consumer, writer, topic: inside, key, origin, isReplayed, replay: replayIn(headers) };
}
