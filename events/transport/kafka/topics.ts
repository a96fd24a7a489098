import { setTimeout as delay } from 'node:timers/promises';
import { type Admin, KafkaJSError } from 'kafkajs';
import { AppError } from '#kernel/errors.ts';

/** Of topics that are made here; topics that exist keep what they have. */
const PARTITIONS = 4;
const KEPT_MS = 7 * 24 * 3_600_000;
const LEADERS_MS = 15_000;
const POLL_MS = 50;

/** The topics of one shop on a Kafka that others use too, by their names here and there. */
export class Topics {
  readonly #admin: Admin;
  readonly #prefix: string;
  readonly #known = new Set<string>();

  constructor(admin: Admin, prefix: string) {
    this.#admin = admin;
    this.#prefix = prefix;
  }

  /** The name on the broker, of a topic or of a group. */
  outside(name: string): string {
    return `${this.#prefix}${name}`;
  }

  inside(name: string): string {
    return name.slice(this.#prefix.length);
  }

  /**
   * Makes those that are missing. Another process may do the same at the same moment.
   *
   * @throws AppError UNAVAILABLE (KAFKA_UNREACHABLE) when a topic gets no leader.
   */
  async ensure(topics: Iterable<string>): Promise<void> {
    const unknown = [...new Set(topics)].filter((topic) => !this.#known.has(topic));
    if (unknown.length === 0) return;
    const existing = new Set(await this.#admin.listTopics());
    const missing = unknown.filter((topic) => !existing.has(this.outside(topic)));
    if (missing.length > 0) await this.#admin.createTopics({ topics: missing.map((topic) => this.#config(topic)) });
    await this.#awaitLeaders(unknown.map((topic) => this.outside(topic)));
    for (const topic of unknown) this.#known.add(topic);
  }

  /** The broker does not know a new topic at once, and kafkajs gives up on one that is not known. */
  async #awaitLeaders(names: string[]): Promise<void> {
    for (const deadline = Date.now() + LEADERS_MS; !(await this.#haveLeaders(names)); ) {
      if (Date.now() < deadline) await delay(POLL_MS);
      else throw new AppError('UNAVAILABLE', 'KAFKA_UNREACHABLE', `Kafka has no leader for one of ${names.join(', ')}`);
    }
  }

  async #haveLeaders(topics: string[]): Promise<boolean> {
    try {
      const metadata = await this.#admin.fetchTopicMetadata({ topics });
      return metadata.topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
    } catch (error) {
      if (error instanceof KafkaJSError && error.name === 'KafkaJSProtocolError') return false;
      throw error;
    }
  }

  #config(topic: string) {
    // Dead letters wait for a person.
    const retention = topic.endsWith('.dlq') ? -1 : KEPT_MS;
    return {
      topic: this.outside(topic),
      numPartitions: PARTITIONS,
      replicationFactor: -1, // the broker's default
      configEntries: [{ name: 'retention.ms', value: String(retention) }],
    };
  }
}
