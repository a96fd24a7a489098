import { performance } from 'node:perf_hooks';
import type mongoose from 'mongoose';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { type Follower, followInserts } from '../../followInserts.ts';
import type { Log } from './log.ts';
import type { LogRow } from './logRows.ts';
import type { LogTail } from './logTail.ts';

const POLL_MS = 500;
/** A poll that takes so long has no answer: a connection that is half open neither answers nor fails. */
const SILENT_MS = 5_000;
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
  /** The newest follows all that is followed; those before it end when it has begun. */
  #streams: Follower[] = [];
  #size = 0;
  #polls = 0;
  /** Whether the change stream has told anything since the last poll: then it is alive, and misses nothing. */
  #heard = false;
  #pollingSince: number | undefined;
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
    const silentMs = performance.now() - (this.#pollingSince ?? performance.now());
    if (silentMs > SILENT_MS) return `the event log has not answered for ${Math.round(silentMs)} ms`;
    return this.#failure ?? 'up';
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#streams.map((stream) => stream.close()));
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
    const stream: Follower = followInserts(rows, {
      onInsert: (row) => {
        this.#heard = true;
        this.announce([row]);
      },
      onOpen: () => this.#opened(stream),
      only: { partition: { $in: [...this.#followed] } },
      fields: FIELDS,
      logger,
    });
    this.#streams.push(stream);
  }

  #opened(stream: Follower): void {
    for (const narrower of this.#streams.splice(0, this.#streams.indexOf(stream))) {
      narrower.close().catch((err: unknown) => this.#parts.logger.debug({ err }, 'a change stream that was replaced'));
    }
    this.#lookAnew();
  }

  async #poll(): Promise<void> {
    if (this.#pollingSince !== undefined) return;
    this.#pollingSince = performance.now();
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
      this.#pollingSince = undefined;
    }
  }
}
