import type { Admin } from 'kafkajs';
import { AppError } from '#kernel/errors.ts';
import { patiently } from './patiently.ts';
import { creationOf } from './topicChanges.ts';
import { definitionOf } from './topicDefinition.ts';

/** The topics of one shop on a Kafka that others use too, by their names here and there. */
export class Topics {
  readonly #admin: Admin;
  readonly #prefix: string;
  readonly #mayMake: boolean;
  readonly #known = new Set<string>();

  /** @param mayMake whether missing ones are made, as in development; otherwise somebody has to have run the command. */
  constructor(admin: Admin, { prefix, mayMake }: { prefix: string; mayMake: boolean }) {
    this.#admin = admin;
    this.#prefix = prefix;
    this.#mayMake = mayMake;
  }

  /** The name on the broker, of a topic or of a group. */
  outside(name: string): string {
    return `${this.#prefix}${name}`;
  }

  inside(name: string): string {
    return name.slice(this.#prefix.length);
  }

  /** @throws AppError UNAVAILABLE (TOPICS_MISSING) where they are not there and may not be made here. */
  async require(topics: readonly string[]): Promise<void> {
    if (this.#mayMake) return;
    const existing = new Set(await this.#admin.listTopics());
    const missing = topics.map((topic) => this.outside(topic)).filter((topic) => !existing.has(topic));
    if (missing.length > 0) throw topicsMissing(missing);
  }

  /**
   * Makes those that are missing, or says so. Another process may do the same at the same moment.
   *
   * @throws AppError UNAVAILABLE (TOPICS_MISSING).
   */
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
    if (!this.#mayMake) throw topicsMissing(missing.map((topic) => this.outside(topic)));
    const { brokers } = await this.#admin.describeCluster();
    const topics = missing.map((name) => creationOf(this.outside(name), definitionOf(name, brokers.length)));
    // kafkajs's own wait fails when the broker has not yet heard of the topic that its controller has made.
    await this.#admin.createTopics({ topics, waitForLeaders: false });
  }
}

const topicsMissing = (missing: readonly string[]) =>
  new AppError('UNAVAILABLE', 'TOPICS_MISSING', `Kafka has no topics ${missing.join(', ')}: run "npm run topics" once`);
