import { type Result, type ResultStream, StreamFailed } from './port.ts';

/** However a stream breaks, its reader gets errors in the one format. */
export class EndingStream implements ResultStream {
  readonly #stream: ResultStream;
  readonly #errorsOf: (error: unknown) => Result['errors'];

  constructor(stream: ResultStream, errorsOf: (error: unknown) => Result['errors']) {
    this.#stream = stream;
    this.#errorsOf = errorsOf;
  }

  get cursor(): string | undefined {
    return this.#stream.cursor;
  }

  async next(): Promise<IteratorResult<Result>> {
    try {
      return await this.#stream.next();
    } catch (error) {
      throw new StreamFailed(this.#errorsOf(error) ?? []);
    }
  }

  async return(): Promise<IteratorResult<Result>> {
    return (await this.#stream.return?.()) ?? { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
