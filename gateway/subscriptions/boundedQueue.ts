/**
 * Items in order, for one reader. Not an async generator, whose `return()` would wait behind a pending `next()`.
 * A reader that falls behind by more than `limit` items loses the stream, not the process its memory.
 */
export class BoundedQueue<Item> implements AsyncIterableIterator<Item> {
  readonly #limit: number;
  readonly #overflow: () => Error;
  readonly #items: Item[] = [];
  readonly #readers: PromiseWithResolvers<IteratorResult<Item>>[] = [];
  readonly #onEnd: (() => void)[] = [];
  #end: { error?: Error } | undefined;

  constructor(limit: number, overflow: () => Error) {
    this.#limit = limit;
    this.#overflow = overflow;
  }

  push(item: Item): void {
    if (this.#end) return;
    const reader = this.#readers.shift();
    if (reader) reader.resolve({ done: false, value: item });
    else if (this.#items.length >= this.#limit) this.fail(this.#overflow());
    else this.#items.push(item);
  }

  /** What is queued is still read, then the stream is over. */
  end(): void {
    this.#finish({});
  }

  /** What is queued is dropped: the reader gets the error next, and then the end. */
  fail(error: Error): void {
    if (this.#end) return;
    this.#items.length = 0;
    this.#finish({ error });
  }

  /** Runs once, however it ends. */
  onEnd(release: () => void): void {
    if (this.#end) release();
    else this.#onEnd.push(release);
  }

  async next(): Promise<IteratorResult<Item>> {
    const item = this.#items.shift();
    if (item !== undefined) return { done: false, value: item };
    if (this.#end) return this.#last(this.#end);
    const reader = Promise.withResolvers<IteratorResult<Item>>();
    this.#readers.push(reader);
    return reader.promise;
  }

  async return(): Promise<IteratorResult<Item>> {
    this.#items.length = 0;
    this.#finish({});
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #finish(end: { error?: Error }): void {
    if (this.#end) return;
    this.#end = end;
    for (const reader of this.#readers.splice(0)) this.#last(end).then(reader.resolve, reader.reject);
    for (const release of this.#onEnd.splice(0)) release();
  }

  async #last(end: { error?: Error }): Promise<IteratorResult<Item>> {
    const { error } = end;
    delete end.error;
    if (error) throw error;
    return { done: true, value: undefined };
  }
}
