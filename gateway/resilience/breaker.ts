export type BreakerSettings = {
  /** So many failures in a row open it. */
  readonly failures: number;
  /** How long it then stays open, in milliseconds; doubled with each trial that fails, up to 16 times as long. */
  readonly openMs: number;
};

export type BreakerState = 'closed' | 'open' | 'trying';

const LONGEST = 16;

/** Keeps calls from something that fails again and again: after a pause one call tries, and what it meets decides. */
export class Breaker {
  readonly #settings: BreakerSettings;
  readonly #now: () => number;
  #failures = 0;
  #pauses = 0;
  #openUntil = 0;
  #state: BreakerState = 'closed';

  constructor(settings: BreakerSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  get state(): BreakerState {
    return this.#state;
  }

  /**
   * Whether a call may be made now. Whoever is let in tells how it ended.
   *
   * @param laterMs for a call that is better not the trial: only so long after another could have been.
   */
  lets(laterMs = 0): boolean {
    if (this.#state === 'closed') return true;
    if (this.#state === 'trying' || this.#now() < this.#openUntil + laterMs) return false;
    this.#state = 'trying';
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#pauses = 0;
    this.#state = 'closed';
  }

  /** A call ended without telling anything of whom it went to. A trial is then open to the next. */
  saidNothing(): void {
    if (this.#state === 'trying') this.#state = 'open';
  }

  failed(): void {
    this.#failures += 1;
    // Calls that began before it opened may still fail; they don't make the pause longer.
    if (this.#state === 'open' || this.#failures < this.#settings.failures) return;
    this.#openUntil = this.#now() + this.#settings.openMs * Math.min(2 ** this.#pauses, LONGEST);
    this.#pauses += 1;
    this.#state = 'open';
  }
}
