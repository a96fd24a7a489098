import type { ReadableSpan, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Logger } from '../logging.ts';
import type { SpanCounts } from './span.ts';

/** About 10 MB of them. */
const MOST = 8_192;
const BATCH = 512;
const STOP_MS = 2_000;

type Options = {
  readonly exporter: SpanExporter;
  /** How long spans are gathered before they are sent, in milliseconds. */
  readonly delayMs: number;
  readonly logger: Logger;
};

/** Sends spans in batches, one batch at a time. What can't be sent is dropped and counted: nobody waits for a trace. */
export class SpanQueue implements SpanProcessor {
  readonly #options: Options;
  #waiting: ReadableSpan[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #isStopping = false;
  #delivered = 0;
  #overflowed = 0;
  #undelivered = 0;
  #isAway = false;

  constructor(options: Options) {
    this.#options = options;
  }

  counts(): SpanCounts {
    return { delivered: this.#delivered, overflowed: this.#overflowed, undelivered: this.#undelivered };
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if (this.#isStopping || this.#waiting.length >= MOST) {
      this.#overflowed += 1;
      return;
    }
    this.#waiting.push(span);
    if (this.#waiting.length >= BATCH) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), this.#options.delayMs).unref();
  }

  async forceFlush(): Promise<void> {
    this.#send();
    await this.#sending;
  }

  async shutdown(): Promise<void> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, STOP_MS);
    await Promise.race([this.forceFlush(), late.promise]);
    clearTimeout(timer);
    this.#isStopping = true;
    this.#overflowed += this.#waiting.length;
    this.#waiting = [];
    // It may be waiting for an answer that no longer matters.
    this.#options.exporter.shutdown().catch(() => undefined);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      const error = await this.#deliver(batch);
      if (error === undefined) this.#delivered += batch.length;
      else this.#undelivered += batch.length;
      this.#tell(error);
    }
  }

  /** @returns why it was not delivered. */
  #deliver(batch: ReadableSpan[]): Promise<Error | undefined> {
    return new Promise((resolve) => {
      this.#options.exporter.export(batch, ({ code, error }) => {
        resolve(code === 0 ? undefined : (error ?? new Error('the traces were not taken')));
      });
    });
  }

  /** Once for each time that they begin, or cease, to be taken. */
  #tell(error: Error | undefined): void {
    const isAway = error !== undefined;
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    const { logger } = this.#options;
    if (isAway) logger.warn({ reason: error.message }, 'traces are not delivered, and dropped');
    else logger.info('traces are delivered again');
  }
}
