import { randomUUID } from 'node:crypto';
import { causedBy, REQUEST_ID_HEADER, requestIdFrom, withCallContext } from '#kernel/callContext.ts';
import { passing } from '#kernel/crashPoints.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import type { Logger } from '#kernel/logging.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { TRACEPARENT_HEADER, traceparentFrom } from '#kernel/traceparent.ts';
import { during, type Tracing } from '#kernel/tracing/span.ts';
import { makeWhenCalm } from '#kernel/whenCalm.ts';
import { type Attempted, attempt } from './attempt.ts';
import { type ConsumerMetrics, consumerMetrics } from './consumerMetrics.ts';
import type { EventOf, Topic } from './contracts/registry.ts';
import { followParkedKeys, type ParkedKeys } from './deadLetters/parkedKeys.ts';
import {
  DEAD_LETTER,
  deadLetterOf,
  endOfReplay,
  positionOf,
  readRecord,
  type Verdict,
  type Writer,
} from './deadLetters/record.ts';
import { decode } from './decode.ts';
import { endWith } from './endWith.ts';
import { type EventHandlers, handlerOf, topicsOf } from './handlers.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { spanOfEvent } from './spanOfEvent.ts';
import type { DeliveredMessage, Delivery, Message, Transport } from './transport/transport.ts';

/**
 * How many events of one partition are handled at the same time, of different keys each. With an inbox they share a
 * transaction; without one they are calls to other services, which should not be flooded.
 */
const AT_ONCE = { inbox: 100, alone: 8 } as const;

const PARKED: Verdict = { kind: 'parked' };

type Options = {
  readonly transport: Transport;
  /** The consumer group, and the key of its inbox rows: renaming it means starting from the oldest event. */
  readonly name: string;
  readonly handlers: EventHandlers;
  /** Which events the handlers do anything with; the others are passed over without a note. By default all. */
  readonly concerns?: (event: EventOf<Topic>) => boolean;
  /**
   * Where the handlers write. With it each runs in a transaction of that database, together with the note that the event
   * is done: its effects there happen exactly once, and it must have no others. Without it a handler has to be
   * harmless when repeated.
   */
  readonly inbox?: Mongo;
};

/**
 * Handles events, sharing them with the other instances of the same name, in order per key.
 *
 * While something is away (UNAVAILABLE) the event is tried again and again. Any other failure is tried five times; then
 * the event goes to `<topic>.dlq`, later ones of its key follow it there, and other keys flow on, until the dead letters
 * are replayed (deadLetters/replay.ts).
 */
export async function startConsumer(
  { transport, name, handlers, concerns = () => true, inbox }: Options,
  scope: Scope,
): Promise<void> {
  const topics = topicsOf(handlers);
  const logger = scope.logger.child({ consumer: name });
  const writer = { consumer: name, instance: randomUUID() };
  const parked = await followParkedKeys({ transport, writer, topics }, scope);
  const done = inbox && (await openInbox(inbox, name));
  const counts = consumerMetrics(scope.metrics, name, topics);
  const { tracing } = scope;
  const consumer = new Consumer({
    transport,
    writer,
    handlers,
    concerns,
    parked,
    inbox: done,
    counts,
    logger,
    tracing,
  });
  const subscription = await transport.subscribe({
    group: name,
    topics,
    atOnce: done ? AT_ONCE.inbox : AT_ONCE.alone,
    handle: (message, delivery) => counts.holding(message, () => consumer.take(message, delivery)),
  });
  endWith(scope, subscription);
  scope.health.add(`consumer ${name}`, () => subscription.health());
}

type Parts = {
  readonly transport: Transport;
  readonly writer: Writer;
  readonly handlers: EventHandlers;
  readonly concerns: (event: EventOf<Topic>) => boolean;
  readonly parked: ParkedKeys;
  readonly inbox: Inbox | undefined;
  readonly counts: ConsumerMetrics;
  readonly logger: Logger;
  readonly tracing: Tracing | undefined;
};

class Consumer {
  readonly #parts: Parts;
  readonly #whenCalm = makeWhenCalm();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Resolves when the message is done: handled, set aside or none of ours. */
  async take(message: DeliveredMessage, delivery: Delivery): Promise<void> {
    const { [DEAD_LETTER.replayFor]: replayFor, [DEAD_LETTER.letters]: letters } = message.headers;
    if (replayFor !== undefined && replayFor !== this.#parts.writer.consumer) return;
    if (this.#parts.parked.isLetter(message)) return;
    const requestId = requestIdFrom(message.headers[REQUEST_ID_HEADER]);
    await this.#whenCalm(delivery.signal, message.timestamp);
    const traceparent = traceparentFrom(message.headers[TRACEPARENT_HEADER]);
    await withCallContext({ requestId, traceparent }, async () => {
      if (letters !== undefined) return this.#endReplay(message, Number(letters));
      const verdict = this.#mustWait(message) ? PARKED : await this.#handle(message, delivery);
      if (verdict) await this.#setAside(message, verdict);
    });
  }

  /** What is replayed goes before what is parked, unless what was replayed before it has failed again. */
  #mustWait(message: DeliveredMessage): boolean {
    const { parked } = this.#parts;
    const isReplayed = message.headers[DEAD_LETTER.replayFor] !== undefined;
    return isReplayed ? parked.isReplayBroken(message) : parked.has(message);
  }

  async #endReplay(message: DeliveredMessage, letters: number): Promise<void> {
    const { parked, writer, logger } = this.#parts;
    const kind = parked.isSettledBy(letters, message) ? 'released' : 'kept';
    await this.#write(endOfReplay(message, writer, kind), message);
    logger.info({ topic: message.topic, key: message.key, letters, kind }, 'a replay of dead letters has ended');
  }

  /** @returns why the message can't be handled. */
  async #handle(message: DeliveredMessage, delivery: Delivery): Promise<Verdict | undefined> {
    const handler = handlerOf(this.#parts.handlers, message.topic);
    if (!handler) return undefined;
    const decoded = decode(handler.topic, message);
    // Reading it again would change nothing.
    if (decoded.kind === 'malformed') return { kind: 'poison', error: decoded.error, attempts: 1, since: new Date() };
    const { topic, partition, offset } = message;
    const logger = this.#parts.logger.child({ topic, partition, offset });
    if (decoded.kind === 'unknownType') {
      this.#parts.counts.unknown(topic);
      logger.warn('an event of a type that is not known here is passed over');
      return undefined;
    }
    const { event } = decoded;
    if (!this.#parts.concerns(event)) return undefined;
    const context = { signal: delivery.signal, position: positionOf(message) };
    const effect = async () => causedBy(event.id, () => handler.handle(event, context));
    const { inbox, counts } = this.#parts;
    const once = inbox ? () => inbox.once(event.id, effect, delivery.signal) : () => effect().then(() => true);
    const work = counts.watched(topic, once);
    const result = await this.#traced(event.type, message, () => attempt(work, delivery, logger));
    if (!result.done) return { kind: 'poison', ...result };
    passing('consumer.beforeCommit');
    return undefined;
  }

  /** A trace tells of what was given up, too. */
  #traced(type: string, message: DeliveredMessage, work: () => Promise<Attempted>): Promise<Attempted> {
    const { tracing, writer } = this.#parts;
    if (!tracing) return work();
    const span = spanOfEvent(tracing, writer.consumer, type, message);
    return during(span, async () => {
      const attempted = await work();
      if (!attempted.done) span.fail(attempted.error);
      return attempted;
    });
  }

  /** When this fails the message is not done: it comes again and is tried anew. */
  async #setAside(message: DeliveredMessage, verdict: Verdict): Promise<void> {
    const { writer, counts, logger } = this.#parts;
    await this.#write(deadLetterOf(message, writer, verdict), message);
    counts.parked(message.topic, verdict.kind);
    const { topic, partition, offset } = message;
    const cause = verdict.kind === 'poison' ? { err: verdict.error, attempts: verdict.attempts } : {};
    logger.error({ topic, partition, offset, kind: verdict.kind, ...cause }, 'an event became a dead letter');
  }

  async #write(record: Message, { partition, offset, timestamp }: DeliveredMessage): Promise<void> {
    await this.#parts.transport.publish([record]);
    const written = readRecord({ ...record, partition, offset, timestamp });
    if (written) this.#parts.parked.note(written);
  }
}
