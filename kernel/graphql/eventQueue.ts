import { AppError } from '../errors.ts';

type Options = {
  /** How many events may wait for a slow reader. */
  limit: number;
  /** Runs once, however the queue ends. */
  onClose: () => void;
};

/**
 * Between a feed that pushes and one subscriber that pulls. A reader that falls `limit` events behind gets an
 * `AppError` UNAVAILABLE (SUBSCRIBER_TOO_SLOW) as its last item, instead of the shop getting out of memory.
 *
 * Not an async generator: its `return()` would wait behind a pending `next()`, and an idle subscriber would stay for ever.
 */
export class EventQueue<Item, Failure extends Error = AppError>
  implements AsyncIterableIterator<Item | Failure | AppError>
{
  readonly #options: Options;
  #items: (Item | Failure | AppError)[] = [];
  #readers: ((result: IteratorResult<Item | Failure | AppError>) => void)[] = [];
  #closed = false;

  constructor(options: Options) {
    this.#options = options;
  }

  push(item: Item): void {
    if (this.#closed) return;
    const reader = this.#readers.shift();
    if (reader) reader({ done: false, value: item });
    else if (this.#items.length < this.#options.limit) this.#items.push(item);
    else this.#overflow();
  }

  next(): Promise<IteratorResult<Item | Failure | AppError>> {
    const [item] = this.#items.splice(0, 1);
    if (item !== undefined) return Promise.resolve({ done: false, value: item });
    if (this.#closed) return Promise.resolve(DONE);
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  return(): Promise<IteratorResult<Item | Failure | AppError>> {
    this.#items = [];
    this.close();
    return Promise.resolve(DONE);
  }

  /** Nothing more comes in; what waits can still be read. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const reader of this.#readers.splice(0)) reader(DONE);
    this.#options.onClose();
  }

  /** Ends the stream with `error` in place of what still waits. */
  fail(error: Failure | AppError): void {
    if (this.#closed) return;
    const reader = this.#readers.shift();
    if (reader) reader({ done: false, value: error });
    else this.#items = [error];
    this.close();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #overflow(): void {
    const message = `more than ${this.#options.limit} events were waiting for this subscriber: subscribe again`;
    this.fail(new AppError('UNAVAILABLE', 'SUBSCRIBER_TOO_SLOW', message));
  }
}

const DONE = { done: true, value: undefined } as const;
