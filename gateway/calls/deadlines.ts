/** Entries are their own list: taking one out of a set costs more than all else that is done with a deadline. */
type Entry = {
  readonly at: number;
  readonly expire: () => void;
  before: Entry | undefined;
  behind: Entry | undefined;
  isOver: boolean;
};

/**
 * Ends what takes too long. One timer for all: a timer for each request, or an `AbortSignal`, costs more than the rest of
 * what is done for it. Late by a few milliseconds at most.
 */
export class Deadlines {
  #first: Entry | undefined;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Number.POSITIVE_INFINITY;

  /** @returns what takes it back. */
  add(afterMs: number, expire: () => void): () => void {
    const entry: Entry = {
      at: performance.now() + afterMs,
      expire,
      before: undefined,
      behind: this.#first,
      isOver: false,
    };
    if (this.#first) this.#first.before = entry;
    this.#first = entry;
    if (entry.at < this.#dueAt) this.#arm(entry.at);
    return () => this.#remove(entry);
  }

  #remove(entry: Entry): void {
    if (entry.isOver) return;
    entry.isOver = true;
    const { before, behind } = entry;
    if (before) before.behind = behind;
    else this.#first = behind;
    if (behind) behind.before = before;
    // What is over must not keep others in memory.
    entry.before = undefined;
    entry.behind = undefined;
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
    const due: Entry[] = [];
    for (let entry = this.#first; entry; entry = entry.behind) {
      if (entry.at > now) next = Math.min(next, entry.at);
      else due.push(entry);
    }
    for (const entry of due) {
      if (entry.isOver) continue;
      this.#remove(entry);
      entry.expire();
    }
    if (next < this.#dueAt) this.#arm(next);
  }
}
