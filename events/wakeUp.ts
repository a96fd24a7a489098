/** A bell for one loop: rung while the loop is busy, it is heard at the next wait. */
export class WakeUp {
  #rung = false;
  #rings = 0;
  #listener: (() => void) | undefined;

  /** A property, so that it can be handed on. */
  readonly ring = (): void => {
    this.#rings += 1;
    this.nudge();
  };

  /** How often it was rung; nudges don't count. */
  get rings(): number {
    return this.#rings;
  }

  /** Wakes the loop up on suspicion. */
  nudge(): void {
    this.#rung = true;
    this.#listener?.();
  }

  /** Resolves when it is rung, at once if that was since the last wait. One waiter at a time. */
  async wait(): Promise<void> {
    if (!this.#rung) await new Promise<void>((resolve) => this.#listenWith(resolve));
    this.#listener = undefined;
    this.#rung = false;
  }

  #listenWith(listener: () => void): void {
    this.#listener = listener;
  }
}
