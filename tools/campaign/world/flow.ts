import { once, setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** How a link treats what passes over it; all connections of the link look at the same one. */
export class Flow {
  #delayMs = 0;
  #stalled = false;
  #change = new AbortController();

  set({ delayMs = 0, stalled = false }: { delayMs?: number; stalled?: boolean }): void {
    this.#delayMs = delayMs;
    this.#stalled = stalled;
    const before = this.#change;
    this.#change = new AbortController();
    setMaxListeners(0, this.#change.signal);
    before.abort();
  }

  /** Resolves when something that arrived at `arrivedAt` (of performance.now) may pass, as the link is then. */
  async mayPass(arrivedAt: number): Promise<void> {
    for (;;) {
      const { signal } = this.#change;
      const waitMs = arrivedAt + this.#delayMs - performance.now();
      if (this.#stalled) await once(signal, 'abort');
      else if (waitMs <= 0) return;
      else await pause(waitMs, undefined, { signal }).catch(() => undefined); // a change ends the wait
    }
  }
}
