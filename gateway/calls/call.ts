import type { Answered } from './answered.ts';
import type { Pace } from './pace.ts';

/** One request that somebody waits for. It is settled once; what comes later is nobody's any more. */
export class Call {
  /** As it is written to the connection; a string is Latin-1. */
  readonly bytes: string | Buffer;
  /** It changes nothing: it may wait on one connection with others, and be sent again when that was in vain. */
  readonly isQuery: boolean;
  /** Of requests like this one. */
  readonly pace: Pace | undefined;
  readonly #resolve: (answered: Answered) => void;
  readonly #reject: (reason: Error) => void;
  #isSettled = false;
  /** It has been sent again. */
  isRepeated = false;
  /** Told when it is settled: by `release` that no deadline is needed, by `quit` that nobody waits for its connection. */
  release: () => void = nothing;
  quit: (reason: Error) => void = nothing;

  constructor(
    request: Pick<Call, 'bytes' | 'isQuery' | 'pace'>,
    resolve: (answered: Answered) => void,
    reject: (reason: Error) => void,
  ) {
    this.bytes = request.bytes;
    this.isQuery = request.isQuery;
    this.pace = request.pace;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  answer(answered: Answered): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.release();
    this.#resolve(answered);
  }

  fail(reason: Error): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.release();
    this.#reject(reason);
  }

  /** Ends the waiting, wherever the request is by now. */
  abort(reason: Error): void {
    this.fail(reason);
    this.quit(reason);
  }
}

const nothing = (): void => {};
