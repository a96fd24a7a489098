import { EventQueue } from '#kernel/graphql/eventQueue.ts';
import type { Result, ResultStream } from '../execution/port.ts';
import type { SubgraphAnswer } from '../execution/subgraphClient.ts';
import type { Sink } from './upstream/upstream.ts';

/** Events that may wait for a slow client before it loses the subscription. */
const WAITING_EVENTS = 256;
const DONE = { done: true, value: undefined } as const;

type Options = {
  /** Where the client wants to go on. */
  readonly after: string | undefined;
  /** Where an event stands; undefined for what can't be resumed. */
  cursorOf(event: SubgraphAnswer): string | undefined;
  /** Completes an event, which stays as it is, from other subgraphs. */
  complete(event: SubgraphAnswer): Promise<Result>;
};

/**
 * Between the subgraph of a subscription and its client: events come in, results go out. There are thousands of these, so
 * it is one object and not a chain of mapped streams.
 */
export class SubscriptionStream implements ResultStream {
  readonly #options: Options;
  readonly #events: EventQueue<SubgraphAnswer, Error>;
  /** What it lets go of at its end. */
  #held: (() => void)[] | undefined = [];
  /** Where the subgraph goes on after a drop … */
  #received: string | undefined;
  /** … and where the client has come to. */
  #given: string | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#received = options.after;
    this.#given = options.after;
    this.#events = new EventQueue({ limit: WAITING_EVENTS, onClose: () => this.#release() });
  }

  /** Of the last result. */
  get cursor(): string | undefined {
    return this.#given;
  }

  /** Of the last event that came in. */
  get received(): string | undefined {
    return this.#received;
  }

  push(event: SubgraphAnswer): void {
    this.#received = this.#options.cursorOf(event) ?? this.#received;
    this.#events.push(event);
  }

  fail(error: unknown): void {
    this.#events.fail(error instanceof Error ? error : new Error(String(error)));
  }

  end(): void {
    this.#events.close();
  }

  /** @param release called once: at the end of the stream, or now if that has come. */
  hold(release: () => void): void {
    if (this.#held) this.#held.push(release);
    else release();
  }

  async next(): Promise<IteratorResult<Result>> {
    const { done, value } = await this.#events.next();
    if (done) return DONE;
    if (value instanceof Error) throw value;
    this.#given = this.#options.cursorOf(value) ?? this.#given;
    return { done: false, value: await this.#options.complete(value) };
  }

  async return(): Promise<IteratorResult<Result>> {
    await this.#events.return();
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const release of held) release();
  }
}

/** What its subgraph tells a stream. */
export class StreamSink implements Sink {
  readonly #stream: SubscriptionStream;

  constructor(stream: SubscriptionStream) {
    this.#stream = stream;
  }

  next(event: SubgraphAnswer): void {
    this.#stream.push(event);
  }

  error(error: Error): void {
    this.#stream.fail(error);
  }

  complete(): void {
    this.#stream.end();
  }
}
