import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { WakeUp } from '../wakeUp.ts';

/** Marks wait for one another so long: a write for each event would cost MongoDB more than the event itself. */
const GATHER_MS = 100;
/** So many are marked at once, and without waiting for more. */
const ENOUGH = 1_000;
/** Nobody publishes further ahead of what is marked: after a crash it is published again. */
const MOST_AHEAD = 3 * ENOUGH;

type Options = {
  /** Marks them as published. @returns false when another relay has taken over: nothing is marked then. */
  readonly mark: (ids: readonly string[]) => Promise<boolean>;
  readonly logger: Logger;
};

/**
 * What is published and not marked yet. Marking goes on beside publishing, one write at a time, and takes whatever has
 * come together meanwhile. When it fails the marks wait, and are written when `goOn` is called.
 */
export class Marks {
  readonly #options: Options;
  readonly #waiting = new Set<string>();
  readonly #bell = new WakeUp();
  #running: Promise<void> | undefined;
  #isHurried = false;
  #isLost = false;
  #failure: string | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Whether another relay has taken over since `goOn`: what is published from now on is published twice. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** The ids of what is published and not marked at this moment. */
  waiting(): ReadonlySet<string> {
    return new Set(this.#waiting);
  }

  health(): 'up' | string {
    return this.#failure ?? 'up';
  }

  /** The lease is held: marks what still waits, in the background. */
  goOn(): void {
    this.#isLost = false;
    if (this.#waiting.size > 0) this.#run();
  }

  /** Another relay holds the lease: it publishes again what it sees unmarked, and marks it. */
  handOver(): void {
    this.#waiting.clear();
    this.#failure = undefined;
  }

  /** These were published just now. Resolves when more may be published. */
  async add(ids: Iterable<string>): Promise<void> {
    for (const id of ids) this.#waiting.add(id);
    this.#run();
    if (this.#waiting.size >= ENOUGH) this.#bell.ring();
    while (this.#running && this.#waiting.size > MOST_AHEAD) await this.#running;
  }

  /** Marks all there is. Resolves when that is done, or can't be done. */
  async flush(): Promise<void> {
    this.#isHurried = true;
    this.#bell.ring();
    await this.#running;
  }

  #run(): void {
    this.#running ??= this.#markAll().finally(() => {
      this.#running = undefined;
    });
  }

  async #markAll(): Promise<void> {
    try {
      while (this.#waiting.size > 0) {
        await this.#gather();
        await this.#markSome([...this.#waiting].slice(0, ENOUGH));
      }
      this.#failure = undefined;
    } catch (error) {
      this.#failure = `published events are not marked: ${messageOf(error)}`;
      this.#options.logger.warn({ err: error, count: this.#waiting.size }, 'published events are not marked');
    }
  }

  async #gather(): Promise<void> {
    if (this.#isHurried || this.#waiting.size >= ENOUGH) return;
    const timer = setTimeout(this.#bell.ring, GATHER_MS);
    await this.#bell.wait();
    clearTimeout(timer);
  }

  async #markSome(ids: readonly string[]): Promise<void> {
    this.#isLost = !(await this.#options.mark(ids));
    // What another relay has not seen marked it publishes, and marks.
    if (this.#isLost) this.#waiting.clear();
    for (const id of ids) this.#waiting.delete(id);
  }
}
