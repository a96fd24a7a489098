/** Waits until each partition was read up to where it ended when somebody looked. */
export class CatchUp {
  readonly #ends: Map<string, number>;
  readonly #finished = Promise.withResolvers<void>();

  /** @param ends partition → the offset that its next message gets. */
  constructor(ends: ReadonlyMap<string, number>) {
    this.#ends = new Map(ends);
  }

  get done(): Promise<void> {
    return this.#finished.promise;
  }

  /** @param next the offset of the next message that is not done. */
  reached(partition: string, next: number): void {
    const end = this.#ends.get(partition);
    if (end !== undefined && next >= end) this.#ends.delete(partition);
    if (this.#ends.size === 0) this.#finished.resolve();
  }
}
