import type { ICustomPartitioner, Kafka, Producer } from 'kafkajs';
import { AppError, messageOf } from '#kernel/errors.ts';
import type { Message } from '../transport.ts';
import { partitionOfKey } from './partitionOfKey.ts';
import type { Topics } from './topics.ts';

/** A broker takes a megabyte at once (`message.max.bytes`), and all may fall into one partition. */
const BATCH_BYTES = 500_000;
const ACKNOWLEDGED_BY_ALL = -1;

/** Every message has a key. */
const byKey: ICustomPartitioner =
  () =>
  ({ message: { key }, partitionMetadata }) =>
    partitionOfKey(String(key), partitionMetadata.length);

export class KafkaProducer {
  readonly #producer: Producer;
  readonly #topics: Topics;
  #failure: string | undefined;

  constructor(kafka: Kafka, topics: Topics) {
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
    return this.#producer.disconnect();
  }

  health(): 'up' | string {
    return this.#failure ?? 'up';
  }

  async publish(messages: readonly Message[]): Promise<void> {
    try {
      await this.#topics.ensure(messages.map(({ topic }) => topic));
      for (const batch of batchesOf(messages)) await this.#send(batch);
      this.#failure = undefined;
    } catch (error) {
      this.#failure = `Kafka takes no messages: ${messageOf(error)}`;
      throw new AppError('UNAVAILABLE', 'TRANSPORT_UNAVAILABLE', 'Kafka takes no messages', { cause: error });
    }
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
