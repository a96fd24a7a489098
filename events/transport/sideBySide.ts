import type { DeliveredMessage } from './transport.ts';

type Options = {
  /** Of one partition, oldest first. */
  readonly messages: readonly DeliveredMessage[];
  /** How many are handled at the same time; with 1 they are handled in the order of the partition. */
  readonly atOnce: number;
  readonly handle: (message: DeliveredMessage) => Promise<void>;
  /** Called for each message once that it and all before it are done; none of these calls overlap. */
  readonly onDone: (message: DeliveredMessage) => Promise<void>;
  /** While this is false nothing new is begun. */
  readonly mayBegin: () => boolean;
  /** Whether this is how a message fails that was called off, since nothing may begin any more. */
  readonly isCalledOff: (error: unknown) => boolean;
};

/**
 * Handles messages of different keys side by side, and those of one key one after the other. When one fails, or nothing may
 * begin any more, what lies before a message that is done is still handled, so that the partition's position
 * can stand behind all that was done. What was called off counts as not begun.
 *
 * Resolves when nothing runs any more; rejects with the first failure then. Its key is not gone on with.
 */
export function handleSideBySide(options: Options): Promise<void> {
  return new SideBySide(options).run();
}

type State = 'waiting' | 'running' | 'done';

class SideBySide {
  readonly #options: Options;
  readonly #states: State[];
  /** Keys with a message that runs or has failed. */
  readonly #busy = new Set<string>();
  readonly #ended = Promise.withResolvers<void>();
  #running = 0;
  /** Everything before this one is begun. */
  #begun = 0;
  /** So many from the first on are done. */
  #done = 0;
  #telling = Promise.resolve();
  #isTelling = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#states = options.messages.map(() => 'waiting');
  }

  async run(): Promise<void> {
    this.#beginMore();
    await this.#ended.promise;
    await this.#telling;
    if (this.#failure) throw this.#failure.error;
  }

  #beginMore(): void {
    while (this.#running < this.#options.atOnce) {
      const index = this.#pick();
      const message = index === undefined ? undefined : this.#options.messages[index];
      if (index === undefined || !message) break;
      this.#states[index] = 'running';
      this.#busy.add(message.key);
      this.#running += 1;
      void this.#handle(message, index);
    }
    if (this.#running === 0) this.#ended.resolve();
  }

  /** The oldest whose key is free. */
  #pick(): number | undefined {
    const { messages, mayBegin } = this.#options;
    const isOver = this.#failure !== undefined || !mayBegin();
    const end = isOver ? this.#states.lastIndexOf('done') : messages.length;
    while (this.#begun < messages.length && this.#states[this.#begun] !== 'waiting') this.#begun += 1;
    for (let index = this.#begun; index < end; index += 1) {
      if (this.#states[index] === 'waiting' && !this.#busy.has(messages[index]?.key ?? '')) return index;
    }
    return undefined;
  }

  async #handle(message: DeliveredMessage, index: number): Promise<void> {
    try {
      await this.#options.handle(message);
      this.#states[index] = 'done';
      this.#busy.delete(message.key);
      if (!this.#isTelling) this.#telling = this.#tell();
    } catch (error) {
      if (this.#options.isCalledOff(error)) this.#putBack(message, index);
      else this.#fail(error);
    }
    this.#running -= 1;
    this.#beginMore();
  }

  #putBack({ key }: DeliveredMessage, index: number): void {
    this.#states[index] = 'waiting';
    this.#busy.delete(key);
    this.#begun = Math.min(this.#begun, index);
  }

  async #tell(): Promise<void> {
    this.#isTelling = true;
    try {
      while (this.#states[this.#done] === 'done') {
        const message = this.#options.messages[this.#done];
        this.#done += 1;
        if (message) await this.#options.onDone(message);
      }
    } catch (error) {
      this.#fail(error);
    }
    this.#isTelling = false;
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
  }
}
