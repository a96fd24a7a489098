import type { Finding, Promised } from '../types.ts';

const MOST_KEPT = 20;

/** Collects what one check sees. */
export class Look {
  readonly #promise: Promised;
  readonly #check: string;
  readonly #broken: string[] = [];
  #looked = 0;

  constructor(promise: Promised, check: string) {
    this.#promise = promise;
    this.#check = check;
  }

  /** One more thing was looked at; it is not as promised when there is something to say of it. */
  at(broken: string | false | undefined): void {
    this.#looked += 1;
    if (broken && this.#broken.length < MOST_KEPT) this.#broken.push(broken);
  }

  finding(): Finding {
    return { promise: this.#promise, check: this.#check, looked: this.#looked, broken: this.#broken };
  }
}
