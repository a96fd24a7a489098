import { AppError } from '#kernel/errors.ts';
import type { Added } from './ports.ts';

/** What one client may fall behind before it is cut off. */
const BUFFER = 100;

/** Hands what is added to the streams of its user that are open in this process. */
export class AddedFeed {
  readonly #streams = new Map<string, Set<AddedStream>>();

  publish(added: Added): void {
    for (const stream of this.#streams.get(added.userId) ?? []) stream.push(added);
  }

  follow(userId: string): AsyncIterableIterator<Added> {
    const streams = this.#streams.get(userId) ?? new Set();
    this.#streams.set(userId, streams);
    const stream: AddedStream = new AddedStream(() => {
      streams.delete(stream);
      if (streams.size === 0 && this.#streams.get(userId) === streams) this.#streams.delete(userId);
    });
    streams.add(stream);
    return stream;
  }
}

const DONE: IteratorResult<Added> = { done: true, value: undefined };

/** Not a generator: its `return()` would wait for an event before it let go. */
class AddedStream implements AsyncIterableIterator<Added> {
  readonly #buffer: Added[] = [];
  readonly #waiting: ((result: IteratorResult<Added>) => void)[] = [];
  readonly #onEnd: () => void;
  #state: 'open' | 'ended' | 'overrun' = 'open';

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  push(added: Added): void {
    const give = this.#waiting.shift();
    if (give) give({ done: false, value: added });
    else if (this.#buffer.length < BUFFER) this.#buffer.push(added);
    else this.#end('overrun');
  }

  async next(): Promise<IteratorResult<Added>> {
    const added = this.#buffer.shift();
    if (added) return { done: false, value: added };
    if (this.#state === 'open') return new Promise((resolve) => this.#waiting.push(resolve));
    if (this.#state === 'ended') return DONE;
    this.#state = 'ended';
    throw new AppError(
      'UNAVAILABLE',
      'SUBSCRIBER_TOO_SLOW',
      'too much was added at once: read the inbox, subscribe again',
    );
  }

  async return(): Promise<IteratorResult<Added>> {
    this.#end('ended');
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #end(state: 'ended' | 'overrun'): void {
    this.#state = state;
    this.#buffer.length = 0;
    for (const give of this.#waiting.splice(0)) give(DONE);
    this.#onEnd();
  }
}
