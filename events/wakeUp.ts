/** A bell for one loop: rung while the loop is busy, it is heard at the next wait. */
export class WakeUp {
  #rung = false;
  #listener: (() => void) | undefined;

  /** A property, so that it can be handed on. */
  readonly ring = (): void => {
    this.#rung = true;
    this.#listener?.();
  };

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
