import { performance } from 'node:perf_hooks';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import type { Handler, Subscription } from '../transport.ts';
import { askOnce } from './client.ts';
import { Commits } from './commits.ts';
import { deliveredFrom } from './deliveredFrom.ts';
import { FetchedPartition } from './fetchedPartition.ts';
import { makeConsumer } from './makeConsumer.ts';
import type { Topics } from './topics.ts';

const REOPEN_MS = 1_000;
/** Without a heartbeat for so long the health says so. */
const SILENT_MS = 10_000;

/** How far a subscription is, and where that is kept. */
export type Progress = {
  /** For a reader that keeps its positions itself: where each partition (`topic/number`) goes on after a (re)join. */
  positionOf(partition: string): number | undefined;
  onDone(partition: string, next: number): void;
  /** Whether the broker keeps the positions. */
  readonly commits: boolean;
};

type Options = {
  readonly kafka: Kafka;
  readonly topics: Topics;
  readonly group: string;
  readonly topicNames: readonly string[];
  readonly handle: Handler;
  readonly atOnce: number;
  readonly progress: Progress;
  readonly logger: Logger;
};

/** One kafkajs consumer after the other: when one crashes, the next takes its place. */
export class KafkaConsumer implements Subscription {
  readonly #options: Options;
  readonly #partitions = new Map<string, FetchedPartition>();
  readonly #joined = Promise.withResolvers<void>();
  readonly #commits: Commits;
  #consumer: Consumer;
  #heardAt = performance.now();
  #failure: string | undefined;
  #paused = false;
  #stopped = false;
  #reopening: NodeJS.Timeout | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#commits = new Commits({
      commit: (positions) => this.#consumer.commitOffsets(positions),
      // The broker is away, or the group is being divided anew. Until it succeeds messages would only come again.
      onFailure: (error) => options.logger.debug({ err: error, group: options.group }, 'positions were not committed'),
    });
    this.#consumer = this.#make();
  }

  /** Resolves when it is a member of its group. @throws what kept it from that. */
  async start(): Promise<void> {
    await this.#open();
    await this.#joined.promise;
  }

  pause(): void {
    this.#paused = true;
    for (const partition of this.#partitions.values()) partition.pause();
  }

  resume(): void {
    this.#paused = false;
    for (const partition of this.#partitions.values()) partition.resume();
  }

  health(): 'up' | string {
    const silentMs = performance.now() - this.#heardAt;
    return this.#failure ?? (silentMs > SILENT_MS ? `nothing heard of Kafka for ${Math.round(silentMs)} ms` : 'up');
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#reopening);
    await Promise.all([...this.#partitions.values()].map((partition) => partition.stop()));
    await this.#commits.end();
    await this.#consumer.disconnect();
  }

  #make(): Consumer {
    const { kafka, topics, group } = this.#options;
    const consumer = makeConsumer(kafka, topics.outside(group));
    const { GROUP_JOIN, REBALANCING, HEARTBEAT, CRASH } = consumer.events;
    consumer.on(GROUP_JOIN, ({ payload }) => this.#divide(payload.memberAssignment));
    consumer.on(REBALANCING, () => void this.#commits.flush());
    consumer.on(HEARTBEAT, () => this.#heard());
    consumer.on(CRASH, ({ payload }) => this.#crashed(payload.error));
    return consumer;
  }

  async #open(): Promise<void> {
    const { topics, topicNames, progress } = this.#options;
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: topicNames.map((name) => topics.outside(name)), fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 1, // taking a batch in takes no time
      eachBatch: (payload) => this.#take(payload),
    });
    this.#options.logger.debug({ topics: topicNames, commits: progress.commits }, 'reading from Kafka');
  }

  #heard(): void {
    this.#heardAt = performance.now();
    this.#failure = undefined;
  }

  #crashed(error: Error): void {
    if (this.#stopped) return;
    // Once is enough: while the broker is away every attempt ends here.
    const level = this.#failure ? 'debug' : 'warn';
    this.#options.logger[level]({ err: error, group: this.#options.group }, 'reading from Kafka was interrupted');
    this.#failure = `reading from Kafka was interrupted: ${messageOf(error)}`;
    this.#reopening = setTimeout(() => void this.#reopen(), REOPEN_MS);
  }

  async #reopen(): Promise<void> {
    try {
      await this.#consumer.disconnect();
      if (this.#stopped) return;
      this.#consumer = this.#make();
      await this.#open();
    } catch (error) {
      this.#crashed(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** The group was divided anew: everything begins again at what was committed, with the partitions that are ours now. */
  #divide(assignment: Readonly<Record<string, readonly number[]>>): void {
    this.#heard();
    this.#commits.begin(namesIn(assignment));
    if (this.#stopped) return;
    const before = new Map(this.#partitions);
    this.#partitions.clear();
    for (const [name, numbers] of Object.entries(assignment)) {
      for (const number of numbers) this.#begin(name, number, before);
    }
    for (const old of before.values()) {
      old.stop().catch((err: unknown) => this.#options.logger.warn({ err }, 'a partition did not end well'));
    }
    this.#joined.resolve();
  }

  #begin(name: string, number: number, before: ReadonlyMap<string, FetchedPartition>): void {
    const { topics, handle, atOnce, progress, logger } = this.#options;
    const consumer = this.#consumer;
    const partition = `${topics.inside(name)}/${number}`;
    const position = progress.positionOf(partition);
    if (position !== undefined) consumer.seek({ topic: name, partition: number, offset: String(position) });
    const resume = () => this.#fetchAgain(consumer, name, number);
    resume();
    // The reader before it may still end something: whoever follows commits that, if nobody else has been further.
    const commit = (next: number) => {
      if (this.#partitions.get(partition) !== fetched) return;
      this.#commits.note({ topic: name, partition: number, offset: String(next) });
    };
    const fetched: FetchedPartition = new FetchedPartition({
      partition,
      handle,
      atOnce,
      onDone: (next) => {
        progress.onDone(partition, next);
        if (progress.commits) commit(next);
      },
      onRoom: resume,
      paused: this.#paused,
      logger,
      predecessor: before.get(partition),
    });
    this.#partitions.set(partition, fetched);
  }

  #fetchAgain(consumer: Consumer, topic: string, partition: number): void {
    try {
      consumer.resume([{ topic, partitions: [partition] }]);
    } catch (error) {
      // kafkajs has just lost its group; the next one begins without pauses.
      this.#options.logger.debug({ err: error, topic, partition }, 'a partition was not resumed');
    }
  }

  async #take({ batch, resolveOffset, pause }: EachBatchPayload): Promise<void> {
    const topic = this.#options.topics.inside(batch.topic);
    const fetched = this.#partitions.get(`${topic}/${batch.partition}`);
    if (!fetched || (await this.#isOfBefore(fetched, batch))) return;
    const hasRoom = fetched.push(batch.messages.map((message) => deliveredFrom(topic, batch.partition, message)));
    resolveOffset(batch.lastOffset());
    if (!hasRoom) pause();
  }

  /**
   * kafkajs has a fetch under way to each broker, and does not end the others' when one of them divides the group anew, as it does when
   * a partition's leader moves. What such a fetch brings begins behind messages that were in hand and are not done, so it is fetched
   * again from what is committed. That may also have become less since kafkajs asked for it, by a commit of before that was late.
   */
  async #isOfBefore(fetched: FetchedPartition, batch: EachBatchPayload['batch']): Promise<boolean> {
    const { topic, partition } = batch;
    const { topics, progress } = this.#options;
    const first = Number(batch.firstOffset());
    if (!progress.commits || !fetched.leavesOut(first)) return false;
    const consumer = this.#consumer;
    const logger = this.#options.logger.child({ topic, partition, first });
    const committed = await this.#committed(topic, partition).catch((err: unknown) => {
      logger.warn({ err }, 'the committed position is not known: the same is fetched again');
      return undefined;
    });
    if (committed === undefined || this.#partitions.get(`${topics.inside(topic)}/${partition}`) !== fetched)
      return true;
    if (first <= committed) return false;
    logger.warn({ committed }, 'messages of before are fetched again from the committed position');
    consumer.seek({ topic, partition, offset: String(committed) });
    return true;
  }

  /** The group's position; where it has none, kafkajs begins at the oldest message that is kept. */
  async #committed(topic: string, partition: number): Promise<number> {
    const { kafka, topics, group } = this.#options;
    const numbered = (each: { readonly partition: number }) => each.partition === partition;
    return askOnce(kafka, async (admin) => {
      const ofGroup = await admin.fetchOffsets({ groupId: topics.outside(group), topics: [topic] });
      const committed = Number(ofGroup[0]?.partitions.find(numbered)?.offset ?? -1);
      if (committed >= 0) return committed;
      return Number((await admin.fetchTopicOffsets(topic)).find(numbered)?.low);
    });
  }
}

/** `topic/number`, by their names on the broker. */
const namesIn = (assignment: Readonly<Record<string, readonly number[]>>): ReadonlySet<string> =>
  new Set(Object.entries(assignment).flatMap(([topic, numbers]) => numbers.map((number) => `${topic}/${number}`)));
