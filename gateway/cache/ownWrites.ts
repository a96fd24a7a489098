import { LRUCache } from 'lru-cache';

const REMEMBERED_CALLERS = 10_000;

/**
 * When each caller has last changed something. What was kept before then is not for them: they read their own writes,
 * whatever those have changed and however late the events are that tell of it.
 */
export class OwnWrites {
  readonly #at: LRUCache<string, number>;
  /** When there are too many callers, the oldest are told apart no longer: then this counts for all. */
  #floor = 0;

  /** @param rememberedMs at least as long as an answer is kept: nothing from before is left then. */
  constructor(rememberedMs: number, now: () => number, callers = REMEMBERED_CALLERS) {
    this.#at = new LRUCache({
      max: callers,
      ttl: rememberedMs,
      ttlResolution: 0,
      perf: { now },
      dispose: (at, _caller, reason) => {
        if (reason === 'evict') this.#floor = Math.max(this.#floor, at);
      },
    });
  }

  note(caller: string, at: number): void {
    this.#at.set(caller, at);
  }

  /** Only what was asked for since then is for this caller. */
  since(caller: string): number {
    if (this.#at.size === 0) return this.#floor;
    return Math.max(this.#at.get(caller) ?? 0, this.#floor);
  }
}
