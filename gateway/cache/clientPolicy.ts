/** What clients and caches on the way to them are told of one answer: the strictest that holds for a part of it. */
export class ClientPolicy {
  readonly #mostMs: number;
  #ms: number;
  #isPublic: boolean;
  #parts = 0;

  /** @param mostMs 0: nobody may keep anything. @param isPublic false where it depends on who asks, whatever its parts are. */
  constructor(mostMs: number, isPublic: boolean) {
    this.#mostMs = mostMs;
    this.#ms = mostMs;
    this.#isPublic = isPublic;
  }

  /** @param ms for how long from now; 0 for what may not be kept. */
  add(ms: number, isPublic: boolean): void {
    this.#parts += 1;
    this.#ms = Math.min(this.#ms, ms);
    this.#isPublic &&= isPublic;
  }

  /** `Cache-Control`; undefined where no subgraph was asked. */
  header(): string | undefined {
    if (this.#parts === 0) return undefined;
    const seconds = Math.floor(Math.min(this.#ms, this.#mostMs) / 1_000);
    if (seconds < 1) return 'no-store';
    return `max-age=${seconds}, ${this.#isPublic ? 'public' : 'private'}`;
  }
}
