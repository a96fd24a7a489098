type Entry = { readonly at: number; readonly expire: () => void };

/**
 * Ends what takes too long. One timer for all: a timer for each request, or an `AbortSignal`, costs more than the rest of
 * what is done for it. Late by a few milliseconds at most.
 */
export class Deadlines {
  readonly #entries = new Set<Entry>();
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Number.POSITIVE_INFINITY;

  /** @returns what takes it back. */
  add(afterMs: number, expire: () => void): () => void {
    const entry = { at: performance.now() + afterMs, expire };
    this.#entries.add(entry);
    if (entry.at < this.#dueAt) this.#arm(entry.at);
    return () => this.#entries.delete(entry);
  }

  #arm(at: number): void {
    clearTimeout(this.#timer);
    this.#dueAt = at;
    this.#timer = setTimeout(() => this.#look(), Math.max(1, Math.ceil(at - performance.now()))).unref();
  }

  #look(): void {
    this.#dueAt = Number.POSITIVE_INFINITY;
    const now = performance.now();
    let next = Number.POSITIVE_INFINITY;
    for (const entry of this.#entries) {
      if (entry.at > now) next = Math.min(next, entry.at);
      else {
        this.#entries.delete(entry);
        entry.expire();
      }
    }
    if (next < this.#dueAt) this.#arm(next);
  }
}
