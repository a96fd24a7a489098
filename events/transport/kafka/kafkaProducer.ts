import { setTimeout as delay } from 'node:timers/promises';
import type { ICustomPartitioner, Kafka, Producer } from 'kafkajs';
import { AppError, messageOf } from '#kernel/errors.ts';
import type { Message } from '../transport.ts';
import { isThere } from './client.ts';
import { partitionOfKey } from './partitionOfKey.ts';
import type { Topics } from './topics.ts';

/** A broker takes a megabyte at once (`message.max.bytes`), and all may fall into one partition. */
const BATCH_BYTES = 500_000;
const ACKNOWLEDGED_BY_ALL = -1;
const LOOK_MS = 1_000;
/** Whoever has something to send tries again sooner, and knows better than a look does. */
const SILENT_MS = 5_000;

/** Every message has a key. */
const byKey: ICustomPartitioner =
  () =>
  ({ message: { key }, partitionMetadata }) =>
    partitionOfKey(String(key), partitionMetadata.length);

export class KafkaProducer {
  readonly #kafka: Kafka;
  readonly #producer: Producer;
  readonly #topics: Topics;
  readonly #closing = new AbortController();
  #failure: string | undefined;
  #isLooking = false;
  #underWay = 0;
  #endedAt = 0;

  constructor(kafka: Kafka, topics: Topics) {
    this.#kafka = kafka;
    this.#topics = topics;
    this.#producer = kafka.producer({
      allowAutoTopicCreation: false,
      // With more, a batch that is sent again could overtake the next.
      maxInFlightRequests: 1,
      createPartitioner: byKey,
    });
  }

  connect(): Promise<void> {
    return this.#producer.connect();
  }

  disconnect(): Promise<void> {
    this.#closing.abort();
    return this.#producer.disconnect();
  }

  health(): 'up' | string {
    return this.#failure ?? 'up';
  }

  async publish(messages: readonly Message[]): Promise<void> {
    this.#underWay += 1;
    try {
      await this.#topics.ensure(messages.map(({ topic }) => topic));
      for (const batch of batchesOf(messages)) await this.#send(batch);
      this.#failure = undefined;
    } catch (error) {
      this.#failed(error);
      throw new AppError('UNAVAILABLE', 'TRANSPORT_UNAVAILABLE', 'Kafka takes no messages', { cause: error });
    } finally {
      this.#underWay -= 1;
      this.#endedAt = performance.now();
    }
  }

  #failed(error: unknown): void {
    this.#failure = `Kafka takes no messages: ${messageOf(error)}`;
    if (!this.#isLooking) void this.#lookUntilWell();
  }

  /** Nobody may ever publish here again: another replica's relay sends what is left. */
  async #lookUntilWell(): Promise<void> {
    const { signal } = this.#closing;
    this.#isLooking = true;
    while (this.#failure !== undefined && !signal.aborted) {
      await delay(LOOK_MS, undefined, { ref: false, signal }).catch(() => undefined); // closing ends the wait
      if (signal.aborted || this.#underWay > 0 || performance.now() - this.#endedAt < SILENT_MS) continue;
      const lastEnd = this.#endedAt;
      const answers = await isThere(this.#kafka).then(
        () => true,
        () => false, // still away
      );
      // Whoever has tried meanwhile knows better.
      if (answers && this.#underWay === 0 && this.#endedAt === lastEnd) this.#failure = undefined;
    }
    this.#isLooking = false;
  }

  async #send(messages: readonly Message[]): Promise<void> {
    const byTopic = Map.groupBy(messages, ({ topic }) => topic);
    const topicMessages = [...byTopic].map(([topic, ofTopic]) => ({
      topic: this.#topics.outside(topic),
      messages: ofTopic.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
    }));
    await this.#producer.sendBatch({ acks: ACKNOWLEDGED_BY_ALL, topicMessages });
  }
}

function* batchesOf(messages: readonly Message[]): Generator<readonly Message[]> {
  let batch: Message[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(message.value) + JSON.stringify(message.headers).length + message.key.length;
    if (batch.length > 0 && bytes + size > BATCH_BYTES) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(message);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
