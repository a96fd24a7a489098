import type { QueryPlan } from '@apollo/query-planner';
import type { Fetch } from '../execution/plan/run.ts';
import type { CallSubgraph, FetchText, SubgraphAnswer } from '../execution/subgraphClient.ts';
import type { WrittenResult } from '../execution/written.ts';
import type { MakePlan } from '../planning/planning.ts';
import type { Explained, FetchRun, Phase } from './explained.ts';
import { planTree } from './planTree.ts';

/** A request asks for it by this header; only gateways that explain themselves look at it. */
export const EXPLAIN_HEADER = 'x-bazaar-explain';

type Running = {
  readonly text: FetchText | undefined;
  readonly service: string;
  readonly at: number;
  readonly entities: number | undefined;
  asked: number;
  wasCalled: boolean;
  sends: number;
  ms: number;
  answer: SubgraphAnswer | undefined;
};

/** Takes down what is done for one query or mutation, for its developer. */
export class Explanation {
  readonly #beganAt = performance.now();
  readonly #phases: Explained['phases'][number][] = [];
  readonly #runs: Running[] = [];
  #last = this.#beganAt;
  #isPlanKnown = true;
  #wasStarted = false;
  #wasExecuted = false;

  /** All since the last phase was this one. */
  readonly passed = (name: Phase): void => {
    const now = performance.now();
    if (name !== 'plan' || !this.#isPlanKnown) {
      this.#phases.push({ name, at: this.#last - this.#beganAt, ms: now - this.#last });
    }
    this.#last = now;
  };

  planning(makePlan: MakePlan): MakePlan {
    return (...asked) => {
      this.#isPlanKnown = false;
      return makePlan(...asked);
    };
  }

  /** @param fetch as the plan asks. */
  fetching(fetch: Fetch): Fetch {
    this.#wasExecuted = true;
    return async (service, request) => {
      const { text, representations } = request.parts ?? {};
      const entities = representations?.length;
      const at = performance.now();
      const run: Running = {
        text,
        service,
        at,
        entities,
        asked: 0,
        wasCalled: false,
        sends: 0,
        ms: 0,
        answer: undefined,
      };
      this.#runs.push(run);
      const answer = await fetch(service, request);
      run.ms = performance.now() - at;
      run.answer = answer;
      return answer;
    };
  }

  /** @param call as subgraphs are asked, behind what is kept. */
  calling(call: CallSubgraph): CallSubgraph {
    this.#wasStarted = true;
    return (where, request) => {
      const { text, representations } = request.parts ?? {};
      const run = this.#runs.findLast((each) => each.text === text && each.service === where.service);
      if (!run) return call(where, request);
      run.wasCalled = true;
      run.asked = representations?.length ?? 0;
      const onSend = () => {
        run.sends += 1;
      };
      return call({ ...where, onSend }, request);
    };
  }

  /** Nobody keeps such a result: what it tells is of one request. */
  addTo({ cacheControl: _, ...result }: WrittenResult, { node }: QueryPlan): WrittenResult {
    const explain: Explained = {
      totalMs: performance.now() - this.#beganAt,
      from: this.#wasExecuted ? 'subgraphs' : this.#wasStarted ? 'kept answers' : 'an equal query',
      phases: this.#phases,
      plan: node && planTree(node, (service, operation) => this.#runOf(service, operation)),
    };
    return { ...result, extensions: { ...result.extensions, explain } };
  }

  /** Of several fetches with one text each is told once, in their order. */
  #runOf(service: string, operation: string): FetchRun | undefined {
    const at = this.#runs.findIndex((run) => run.service === service && run.text?.operation === operation);
    const [run] = at === -1 ? [] : this.#runs.splice(at, 1);
    return run && told(run, this.#beganAt);
  }
}

function told({ at, ms, entities, asked, wasCalled, sends, answer }: Running, beganAt: number): FetchRun {
  const errors = answer?.errors ?? [];
  const status = errors[0]?.extensions.reason ?? '200';
  const unsent = errors.some(({ extensions }) => extensions.service !== undefined) ? 'refused' : 'shared';
  const state = sends > 0 ? 'sent' : wasCalled ? unsent : 'kept';
  return { at: at - beganAt, ms, entities, asked, state, tries: sends, status, errors: errors.length };
}
