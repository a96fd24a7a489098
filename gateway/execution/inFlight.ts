/**
 * Equal questions that are asked while one of them is still being answered share its answer. What is shared is never
 * changed by anybody.
 */
export class InFlight<Answer> {
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
