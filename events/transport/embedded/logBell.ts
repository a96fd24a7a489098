import type mongoose from 'mongoose';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { followInserts } from '../../followInserts.ts';
import type { Log } from './log.ts';
import type { LogRow } from './logRows.ts';
import type { LogTail } from './logTail.ts';

const POLL_MS = 500;
/** Every so many polls all readers look by themselves, whatever was heard. */
const LOOK_EVERY = 8;
const FIELDS = ['partition', 'key', 'value', 'headers', 'timestamp'] as const;

type Listener = (partition: string | 'any') => void;

type Parts = {
  readonly rows: mongoose.mongo.Collection<LogRow>;
  readonly log: Log;
  readonly tail: LogTail;
  readonly logger: Logger;
};

/**
 * Tells the readers of one process that a partition has new messages, and hands these to the tail. One change stream and
 * one poll serve all; the stream tells of those partitions only that somebody here reads.
 */
export class LogBell {
  readonly #parts: Parts;
  readonly #listeners = new Set<Listener>();
  readonly #timer: NodeJS.Timeout;
  #followed: ReadonlySet<string> = new Set();
  #changes: ReturnType<typeof followInserts> | undefined;
  #size = 0;
  #polls = 0;
  /** Whether the change stream has told anything since the last poll: then it is alive, and misses nothing. */
  #heard = false;
  #polling = false;
  #failure: string | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.#poll(), POLL_MS);
  }

  /** These have just been written, in this order. */
  announce(rows: readonly LogRow[]): void {
    for (const row of rows) this.#parts.tail.add(row);
    for (const partition of new Set(rows.map((row) => row.partition))) this.#ring(partition);
  }

  /**
   * Tells whenever one of the partitions may have new messages, and perhaps of others too.
   *
   * @returns what ends the listening.
   */
  listen(partitions: readonly string[], listener: Listener): () => void {
    this.#listeners.add(listener);
    this.#follow(partitions);
    return () => void this.#listeners.delete(listener);
  }

  /** Whether MongoDB answered the last time it was asked. */
  health(): 'up' | string {
    return this.#failure ?? 'up';
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#changes?.close();
  }

  #ring(partition: string | 'any'): void {
    for (const listener of this.#listeners) listener(partition);
  }

  /** Whatever was missed is in the database. */
  readonly #lookAnew = (): void => {
    this.#parts.tail.forget();
    this.#ring('any');
  };

  #follow(partitions: readonly string[]): void {
    if (partitions.every((each) => this.#followed.has(each))) return;
    const { rows, logger } = this.#parts;
    this.#followed = new Set([...this.#followed, ...partitions]);
    const narrower = this.#changes;
    this.#changes = followInserts(rows, {
      onInsert: (row) => {
        this.#heard = true;
        this.announce([row]);
      },
      onReopen: this.#lookAnew,
      only: { partition: { $in: [...this.#followed] } },
      fields: FIELDS,
      logger,
    });
    narrower?.close().catch((error: unknown) => logger.debug({ err: error }, 'a change stream that was replaced'));
  }

  async #poll(): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    try {
      const size = await this.#parts.log.size();
      this.#polls += 1;
      if ((size !== this.#size && !this.#heard) || this.#polls % LOOK_EVERY === 0) this.#lookAnew();
      this.#size = size;
      this.#heard = false;
      this.#failure = undefined;
    } catch (error) {
      if (!this.#failure) this.#parts.logger.warn({ err: error }, 'the event log does not answer');
      this.#failure = `the event log does not answer: ${messageOf(error)}`;
    } finally {
      this.#polling = false;
    }
  }
}
