import type { SubscriptionNode } from '@apollo/query-planner';
import type { Result } from '../execution/port.ts';
import type { SubgraphAnswer } from '../execution/subgraphClient.ts';

type Runs = WeakMap<SubscriptionNode, Map<string, Promise<Result>>>;

/** Completes an event that many clients get once for all who asked the same on the same terms. */
export class SharedRuns {
  readonly #byEvent = new WeakMap<SubgraphAnswer, Runs>();

  /** @param terms equal for whoever may be given the same result. A result with errors is nobody else's: it names a request. */
  async run(event: SubgraphAnswer, node: SubscriptionNode, terms: string, run: () => Promise<Result>): Promise<Result> {
    const runs: Runs = this.#byEvent.get(event) ?? new WeakMap();
    this.#byEvent.set(event, runs);
    const results = runs.get(node) ?? new Map<string, Promise<Result>>();
    runs.set(node, results);
    const first = results.get(terms);
    if (!first) {
      const own = run();
      results.set(terms, own);
      return own;
    }
    const result = await first;
    return result.errors ? run() : result;
  }
}
