import type { Admin } from 'kafkajs';
import { patiently } from './patiently.ts';

/** Of topics that are made here; topics that exist keep what they have. */
const PARTITIONS = 4;
const KEPT_MS = 7 * 24 * 3_600_000;

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

  /** Makes those that are missing. Another process may do the same at the same moment. */
  async ensure(topics: Iterable<string>): Promise<void> {
    const unknown = [...new Set(topics)].filter((topic) => !this.#known.has(topic));
    if (unknown.length === 0) return;
    const existing = new Set(await this.#admin.listTopics());
    const missing = unknown.filter((topic) => !existing.has(this.outside(topic)));
    if (missing.length > 0) await this.#create(missing);
    for (const topic of unknown) {
      // Each partition's leader answers this, or says that it is none yet: kafkajs would send a batch that only some
      // partitions took a second time, to all of them.
      await patiently(() => this.#admin.fetchTopicOffsets(this.outside(topic)));
      this.#known.add(topic);
    }
  }

  async #create(missing: readonly string[]): Promise<void> {
    const topics = missing.map((topic) => this.#config(topic));
    // kafkajs's own wait fails when the broker has not yet heard of the topic that its controller has made.
    await this.#admin.createTopics({ topics, waitForLeaders: false });
  }

  /** A new topic can be used a moment later; until then kafkajs gives up on it at once. */
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
