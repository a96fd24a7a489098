const MOST_KEPT = 31;

/** How long payments take from their buyer to the shop's note of them, as the last ones say. */
export class PayWay {
  readonly #last: number[] = [];

  note(ms: number): void {
    this.#last.push(ms);
    if (this.#last.length > MOST_KEPT) this.#last.shift();
  }

  /** The median, in ms; 0 while nobody has paid. */
  get ms(): number {
    return this.#last.toSorted((one, other) => one - other)[Math.floor(this.#last.length / 2)] ?? 0;
  }
}
