/** Whoever takes longer would hold others up who wait behind on the same connection. */
const QUICK_MS = 10;
/** What a quick answer counts against those before it. */
const WEIGHT = 1 / 4;

/**
 * How long equal requests are waited for. It rises with one slow answer and falls with several quick ones. Until one has been
 * answered nothing is known, and none is quick.
 */
export class Pace {
  #ms = Number.POSITIVE_INFINITY;

  get isQuick(): boolean {
    return this.#ms < QUICK_MS;
  }

  took(ms: number): void {
    const isUnknown = this.#ms === Number.POSITIVE_INFINITY;
    this.#ms = isUnknown || ms > this.#ms ? ms : this.#ms + (ms - this.#ms) * WEIGHT;
  }
}
