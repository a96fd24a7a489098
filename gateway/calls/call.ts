import type { Answered } from './answered.ts';

/** One request that somebody waits for. It is settled once; what comes later is nobody's any more. */
export class Call {
  /** As it is written to the connection. */
  readonly bytes: string | Buffer;
  readonly #resolve: (answered: Answered) => void;
  readonly #reject: (reason: Error) => void;
  #isSettled = false;
  /** Told when it is settled: by `release` that no deadline is needed, by `quit` that nobody waits for its connection. */
  release: () => void = nothing;
  quit: (reason: Error) => void = nothing;

  constructor(bytes: string | Buffer, resolve: (answered: Answered) => void, reject: (reason: Error) => void) {
    this.bytes = bytes;
    this.#resolve = resolve;
    this.#reject = reject;
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
