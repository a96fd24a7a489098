import type mongoose from 'mongoose';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { followInserts } from '../../followInserts.ts';
import type { Log } from './log.ts';
import { type LogRow, partitionOfRow } from './logRows.ts';

const POLL_MS = 500;
/** Every so many polls all readers look by themselves, whatever was heard. */
const LOOK_EVERY = 20;

type Listener = (partition: string | 'any') => void;

/** Tells the readers of one process that a partition has new messages. One change stream and one poll serve all. */
export class LogBell {
  readonly #log: Log;
  readonly #logger: Logger;
  readonly #listeners = new Set<Listener>();
  readonly #timer: NodeJS.Timeout;
  readonly #changes: ReturnType<typeof followInserts>;
  #size = 0;
  #polls = 0;
  #polling = false;
  #failure: string | undefined;

  constructor(rows: mongoose.mongo.Collection<LogRow>, log: Log, logger: Logger) {
    this.#log = log;
    this.#logger = logger;
    this.#changes = followInserts(rows, (id) => this.ring(partitionOfRow(id)), logger);
    this.#timer = setInterval(() => void this.#poll(), POLL_MS);
  }

  ring(partition: string | 'any'): void {
    for (const listener of this.#listeners) listener(partition);
  }

  /** @returns what ends the listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Whether MongoDB answered the last time it was asked. */
  health(): 'up' | string {
    return this.#failure ?? 'up';
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#changes.close();
  }

  async #poll(): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    try {
      const size = await this.#log.size();
      this.#polls += 1;
      if (size !== this.#size || this.#polls % LOOK_EVERY === 0) this.ring('any');
      this.#size = size;
      this.#failure = undefined;
    } catch (error) {
      if (!this.#failure) this.#logger.warn({ err: error }, 'the event log does not answer');
      this.#failure = `the event log does not answer: ${messageOf(error)}`;
    } finally {
      this.#polling = false;
    }
  }
}
