import type { Answered } from './ask.ts';
import type { Outcome } from './plan/compilePlan.ts';

/**
 * Equal questions that are asked while one of them is still being answered share its answer. What is shared is never
 * changed by anybody.
 */
class InFlight<Answer> {
  #running = new Map<string, Promise<Answer>>();

  share(key: string, start: () => Promise<Answer>): Promise<Answer> {
    const known = this.#running.get(key);
    if (known) return known;
    const running = this.#running;
    const answer = start().finally(() => running.delete(key));
    running.set(key, answer);
    return answer;
  }

  /**
   * Nobody joins what runs already: something has changed, and whoever knows of it may not be shown how it was before.
   * Called after each mutation and each event of a subscription.
   */
  forget(): void {
    if (this.#running.size > 0) this.#running = new Map();
  }
}

/** What equal queries of the same caller share: whole operations, and requests to subgraphs. */
export class Sharing {
  readonly operations = new InFlight<Outcome>();
  readonly requests = new InFlight<Answered>();

  forget(): void {
    this.operations.forget();
    this.requests.forget();
  }
}
