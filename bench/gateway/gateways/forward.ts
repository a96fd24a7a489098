import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Deadlines } from '#gateway/calls/deadlines.ts';

/** Longer than any answer that a gateway should hold in memory. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

type Asked = {
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
};

/** The answer did not come in time, for all we know. */
export class NoAnswerInTime extends Error {
  override readonly name = 'NoAnswerInTime';
}

export type Answered = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

/**
 * One POST, from its connection to the last byte within the timeout. Not by `request` or `fetch` of undici: their streams,
 * signals and promises cost more than everything else that is done for a request.
 *
 * @throws NoAnswerInTime; Error for a connection that fails and an answer that is too long.
 */
export const ask = (connections: Dispatcher, deadlines: Deadlines, asked: Asked): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const { origin, path, headers, body, timeoutMs } = asked;
    const collector = new Collector(resolve, reject);
    collector.release = deadlines.add(timeoutMs, () =>
      collector.abort(new NoAnswerInTime(`no answer within ${timeoutMs} ms`)),
    );
    connections.dispatch({ origin, path, method: 'POST', headers, body }, collector);
  });

class Collector implements Dispatcher.DispatchHandler {
  readonly #resolve: (answered: Answered) => void;
  readonly #reject: (error: Error) => void;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #size = 0;
  #aborted: Error | undefined;
  release: () => void = () => {};

  constructor(resolve: (answered: Answered) => void, reject: (error: Error) => void) {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** Also before it has a connection. */
  abort(reason: Error): void {
    this.#aborted = reason;
    this.#controller?.abort(reason);
    this.onResponseError(undefined, reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#aborted) controller.abort(this.#aborted);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, statusCode: number, headers: IncomingHttpHeaders): void {
    this.#status = statusCode;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > MAX_ANSWER_BYTES) this.abort(new Error(`more than ${MAX_ANSWER_BYTES} bytes`));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.release();
    const [first = Buffer.alloc(0)] = this.#chunks;
    const whole = this.#chunks.length > 1 ? Buffer.concat(this.#chunks, this.#size) : first;
    this.#resolve({ status: this.#status, headers: this.#headers, text: whole.toString('utf8') });
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.release();
    this.#reject(error);
  }
}
