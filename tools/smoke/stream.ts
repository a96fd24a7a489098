import type { Client } from 'graphql-ws';
import { messageOf } from '#kernel/errors.ts';
import { StoryFailure } from './failure.ts';

export type Received<Data> = {
  readonly data: Data;
  /** When the message was here, by this machine's clock. */
  readonly at: number;
};

const WAIT_MS = 10_000;

/** A subscription as a client lives through it: everything that came, in order. */
export class Stream<Data> {
  readonly seen: Received<Data>[] = [];
  #failure: string | undefined;
  #ended = false;
  #changed = Promise.withResolvers<void>();
  readonly #unsubscribe: () => void;

  constructor(client: Client, query: string, variables: Record<string, unknown>) {
    this.#unsubscribe = client.subscribe<Data>(
      { query, variables },
      {
        next: ({ data, errors }) => {
          if (errors) this.#failure = `an event with errors: ${JSON.stringify(errors)}`;
          else if (data) this.seen.push({ data, at: Date.now() });
          this.#notify();
        },
        error: (error) => {
          this.#failure = `the stream broke: ${describe(error)}`;
          this.#notify();
        },
        complete: () => {
          this.#ended = true;
          this.#notify();
        },
      },
    );
  }

  /** Resolves once `holds` for what has come. @throws StoryFailure when the stream breaks, ends or keeps silent. */
  async until(expected: string, holds: (seen: readonly Received<Data>[]) => boolean): Promise<void> {
    const deadline = Date.now() + WAIT_MS;
    while (!holds(this.seen)) {
      if (this.#failure) throw new StoryFailure(expected, this.#failure);
      if (this.#ended) throw new StoryFailure(expected, `the end of the stream after ${this.#story()}`);
      await this.#wait(deadline, expected);
    }
  }

  /** Resolves when the shop has ended the stream. */
  async end(): Promise<void> {
    const deadline = Date.now() + WAIT_MS;
    while (!this.#ended) await this.#wait(deadline, 'the end of the stream');
  }

  close(): void {
    this.#unsubscribe();
  }

  async #wait(deadline: number, expected: string): Promise<void> {
    const silence = Promise.withResolvers<'silence'>();
    const timer = setTimeout(() => silence.resolve('silence'), Math.max(0, deadline - Date.now()));
    const outcome = await Promise.race([this.#changed.promise, silence.promise]);
    clearTimeout(timer);
    if (outcome === 'silence')
      throw new StoryFailure(`${expected}, within ${WAIT_MS / 1_000} s on the stream`, this.#story());
  }

  #notify(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  #story(): string {
    return this.seen.length === 0 ? 'nothing' : JSON.stringify(this.seen.map(({ data }) => data));
  }
}

/** graphql-ws hands over errors, close events and lists of GraphQL errors. */
function describe(error: unknown): string {
  if (error instanceof Error) return messageOf(error);
  if (typeof error === 'object' && error !== null && 'code' in error && 'reason' in error) {
    return `closed with ${error.code} ${error.reason}`;
  }
  return JSON.stringify(error);
}
