import type { TopicPartitionOffset } from 'kafkajs';

/** What a killed process had done within this time before its end comes again. */
const COMMIT_EVERY_MS = 200;

type Options = {
  /** Tells the broker all of these at once. */
  readonly commit: (positions: TopicPartitionOffset[]) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
};

const nameOf = ({ topic, partition }: Pick<TopicPartitionOffset, 'topic' | 'partition'>) => `${topic}/${partition}`;

/**
 * Commits how far partitions are, all of them in one request and beside handling: a request for each message, which the
 * next one would have to wait for, costs broker and messages more than handling does. What could not be committed is
 * tried again.
 */
export class Commits {
  readonly #options: Options;
  readonly #waiting = new Map<string, TopicPartitionOffset>();
  #ours: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Everything before this offset of the partition is done; nobody's business where the partition is not ours. */
  note(position: TopicPartitionOffset): void {
    if (!this.#ours.has(nameOf(position))) return;
    this.#waiting.set(nameOf(position), position);
    this.#schedule();
  }

  /**
   * These (`topic/number`) are ours from now on. What still waits is forgotten: others may have had the partition since, and be further.
   */
  begin(partitions: ReadonlySet<string>): void {
    this.#ours = partitions;
    this.#waiting.clear();
  }

  /** Resolves when what was noted is committed, or could not be. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#running = this.#running.then(() => this.#commit());
    return this.#running;
  }

  /** Commits once more what was noted; afterwards nothing is. */
  end(): Promise<void> {
    this.#ended = true;
    return this.flush();
  }

  #schedule(): void {
    if (!this.#ended) this.#timer ??= setTimeout(() => void this.flush(), COMMIT_EVERY_MS);
  }

  async #commit(): Promise<void> {
    const positions = [...this.#waiting.values()];
    if (positions.length === 0) return;
    try {
      await this.#options.commit(positions);
      for (const position of positions) {
        const name = nameOf(position);
        if (this.#waiting.get(name) === position) this.#waiting.delete(name);
      }
    } catch (error) {
      this.#options.onFailure(error);
    }
    if (this.#waiting.size > 0) this.#schedule();
  }
}
