import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '#kernel/logging.ts';
import { endsWithin } from '../endsWithin.ts';
import { WakeUp } from '../wakeUp.ts';
import { handleSideBySide } from './sideBySide.ts';
import type { DeliveredMessage, Handler } from './transport.ts';

const STOP_MS = 4_000;
const RETRY_MS = { first: 100, most: 5_000 } as const;

type Options = {
  /** Topic and number, for logs. */
  readonly partition: string;
  /** The next messages that are not done, oldest first; none when there are none for now. */
  readonly read: () => Promise<readonly DeliveredMessage[]>;
  readonly handle: Handler;
  /** How many of different keys are handled at the same time. */
  readonly atOnce: number;
  /** Called in the order of the partition: this one and all before it are done. */
  readonly onDone: (message: DeliveredMessage) => Promise<void>;
  /** Nothing more to read for now. */
  readonly onCaughtUp: () => Promise<void>;
  readonly paused: boolean;
  readonly logger: Logger;
};

/** Hands out the messages of one partition, in order per key; a failed one comes again before any later one of its key. */
export class PartitionReader {
  readonly #options: Options;
  readonly #bell = new WakeUp();
  readonly #stopping = new AbortController();
  #paused: boolean;
  #failures = 0;
  /** Offsets of what is done although something before it is not. */
  readonly #ahead = new Set<string>();
  readonly #running: Promise<void>;

  constructor(options: Options) {
    this.#options = options;
    this.#paused = options.paused;
    this.#running = this.#run();
  }

  /** There is more to read. */
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

  /** Lets the running handler end, if it does so soon. What it has not finished comes again, here or elsewhere. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#bell.ring();
    if (await endsWithin(this.#running, STOP_MS)) return;
    const { logger, partition } = this.#options;
    logger.warn({ partition }, 'a handler did not end in time; its message comes again');
  }

  async #run(): Promise<void> {
    const { logger, partition } = this.#options;
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#readAll();
        await this.#bell.wait();
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        logger.warn({ err: error, partition }, 'a message was not handled and comes again');
        await this.#backOff();
      }
    }
  }

  async #readAll(): Promise<void> {
    while (this.#active) {
      const messages = await this.#options.read();
      if (messages.length === 0) return this.#options.onCaughtUp();
      await handleSideBySide({
        messages,
        atOnce: this.#options.atOnce,
        handle: (message) => this.#hand(message),
        onDone: (message) => this.#done(message),
        mayBegin: () => this.#active,
        isCalledOff: (error) => this.#isCalledOff(error),
      });
    }
  }

  async #hand(message: DeliveredMessage): Promise<void> {
    if (this.#ahead.has(message.offset)) return;
    const stopping = this.#stopping.signal;
    // What is begun while stopping is begun to be finished: something behind it is done already.
    const signal = stopping.aborted ? AbortSignal.timeout(STOP_MS / 2) : stopping;
    await this.#options.handle(message, { signal });
    this.#ahead.add(message.offset);
  }

  /** As the signal says it, or a timer of Node's that was given the signal. */
  #isCalledOff(error: unknown): boolean {
    const { aborted, reason } = this.#stopping.signal;
    return aborted && (error === reason || (error instanceof Error && error.cause === reason));
  }

  async #done(message: DeliveredMessage): Promise<void> {
    this.#failures = 0;
    this.#ahead.delete(message.offset);
    await this.#options.onDone(message);
  }

  get #active(): boolean {
    return !this.#paused && !this.#stopping.signal.aborted;
  }

  async #backOff(): Promise<void> {
    const ms = Math.min(RETRY_MS.first * 2 ** this.#failures, RETRY_MS.most);
    this.#failures += 1;
    await delay(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined); // stopping ends the wait
  }
}
