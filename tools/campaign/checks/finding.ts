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

  /** Of things that have to be the same on both sides: what is missing, and what is too much. */
  atBoth(
    expected: ReadonlySet<string>,
    found: ReadonlySet<string>,
    say: (id: string, is: 'missing' | 'too much') => string,
  ) {
    for (const id of expected) this.at(!found.has(id) && say(id, 'missing'));
    for (const id of found) if (!expected.has(id)) this.at(say(id, 'too much'));
  }

  finding(): Finding {
    return { promise: this.#promise, check: this.#check, looked: this.#looked, broken: this.#broken };
  }
}
