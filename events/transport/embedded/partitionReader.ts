import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '#kernel/logging.ts';
import { WakeUp } from '../../wakeUp.ts';
import type { Handler } from '../transport.ts';
import type { Log } from './log.ts';
import { type LogRow, messageOfRow } from './logRows.ts';

const BATCH = 100;
const RETRY_MS = { first: 100, most: 5_000 } as const;

type Options = {
  readonly log: Log;
  readonly partition: string;
  /** The id of the last row that is done. */
  readonly after: string;
  readonly handle: Handler;
  /** Called after each message that is done and, with `caughtUp`, when there is no more. */
  readonly onProgress: (position: string, caughtUp: boolean) => Promise<void>;
  readonly paused: boolean;
  readonly logger: Logger;
};

/** Hands out the messages of one partition, one after the other; a failed one comes again before any later one. */
export class PartitionReader {
  readonly #options: Options;
  readonly #bell = new WakeUp();
  readonly #stopping = new AbortController();
  #position: string;
  #paused: boolean;
  readonly #running: Promise<void>;

  constructor(options: Options) {
    this.#options = options;
    this.#position = options.after;
    this.#paused = options.paused;
    this.#running = this.#run();
  }

  /** The id of the last row that is done. */
  get position(): string {
    return this.#position;
  }

  wake(): void {
    this.#bell.ring();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#bell.ring();
  }

  /** Lets the running handler end. What it has not finished comes again, here or elsewhere. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#bell.ring();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { logger, partition } = this.#options;
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      const before = this.#position;
      try {
        await this.#readAll();
        failures = 0;
        await this.#bell.wait();
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        if (this.#position !== before) failures = 0;
        logger.warn({ err: error, partition, after: this.#position }, 'a message was not handled and comes again');
        await this.#backOff(failures);
        failures += 1;
      }
    }
  }

  async #readAll(): Promise<void> {
    const { log, partition, onProgress } = this.#options;
    while (this.#active) {
      const rows = await log.read(partition, this.#position, BATCH);
      for (const row of rows) await this.#hand(row);
      if (rows.length < BATCH) return onProgress(this.#position, true);
    }
  }

  async #hand(row: LogRow): Promise<void> {
    if (!this.#active) return;
    const { handle, onProgress } = this.#options;
    // Whoever owns the partition renews its claim meanwhile, however long the handler takes.
    await handle(messageOfRow(row), { signal: this.#stopping.signal, heartbeat: () => Promise.resolve() });
    this.#position = row._id;
    await onProgress(row._id, false);
  }

  get #active(): boolean {
    return !this.#paused && !this.#stopping.signal.aborted;
  }

  async #backOff(failures: number): Promise<void> {
    const ms = Math.min(RETRY_MS.first * 2 ** failures, RETRY_MS.most);
    await delay(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined); // stopping ends the wait
  }
}
