import type { AppError } from '../errors.ts';

/**
 * Between a feed that pushes and one subscriber who wants to know how things are, not how they came to be so: what has
 * not been read yet is replaced by what is newer. However slow the reader, one value waits.
 *
 * Not an async generator: its `return()` would wait behind a pending `next()`, and an idle subscriber would stay for ever.
 */
export class LatestValue<Value extends object> implements AsyncIterableIterator<Value | AppError> {
  readonly #onClose: () => void;
  #waiting: Value | AppError | undefined;
  #reader: ((result: IteratorResult<Value | AppError>) => void) | undefined;
  #isClosed = false;

  /** @param onClose runs once, however it ends. */
  constructor(onClose: () => void) {
    this.#onClose = onClose;
  }

  push(value: Value): void {
    if (!this.#isClosed) this.#give(value);
  }

  /** Ends the stream with `error` in place of what still waits. */
  fail(error: AppError): void {
    if (this.#isClosed) return;
    this.#give(error);
    this.#close();
  }

  /** One at a time: the next is asked for when the last one has come. */
  next(): Promise<IteratorResult<Value | AppError>> {
    const value = this.#waiting;
    this.#waiting = undefined;
    if (value !== undefined) return Promise.resolve({ done: false, value });
    if (this.#isClosed) return Promise.resolve(DONE);
    return new Promise((resolve) => {
      this.#reader = resolve;
    });
  }

  return(): Promise<IteratorResult<Value | AppError>> {
    this.#waiting = undefined;
    this.#close();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #give(value: Value | AppError): void {
    const reader = this.#reader;
    this.#reader = undefined;
    if (reader) reader({ done: false, value });
    else this.#waiting = value;
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#reader?.(DONE);
    this.#reader = undefined;
    this.#onClose();
  }
}

const DONE = { done: true, value: undefined } as const;
