import type { PlanNode, SubscriptionNode } from '@apollo/query-planner';
import { EventQueue } from '#kernel/graphql/eventQueue.ts';
import { mapStream } from '#kernel/graphql/mapStream.ts';
import type { Result, ResultStream } from '../execution/port.ts';
import type { Fetch } from '../execution/runPlan.ts';
import type { SubgraphAnswer, SubgraphRequest } from '../execution/subgraphClient.ts';
import type { OpenUpstream, Upstream } from './upstream.ts';

/** Events that may wait for a slow client before it loses the subscription. */
const WAITING_EVENTS = 256;

type Subscription = {
  readonly node: SubscriptionNode;
  readonly upstream: Upstream;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly fetch: Fetch;
  /** Runs a plan to a result. */
  run(node: PlanNode, fetch: Fetch): Promise<Result>;
  /** Calls back when nothing may be served to this caller any more. @returns what stops it. */
  watch(onEnd: (error: unknown) => void): () => void;
};

/** The results of a subscription: each event of its subgraph, completed from the others. */
export function subscribe(openUpstream: OpenUpstream, subscription: Subscription): ResultStream {
  const { node, upstream, variables, fetch, run, watch } = subscription;
  const releases: (() => void)[] = [];
  const onClose = () => {
    for (const release of releases) release();
  };
  const events = new EventQueue<SubgraphAnswer, Error>({ limit: WAITING_EVENTS, onClose });
  const sink = {
    next: (event: SubgraphAnswer) => events.push(event),
    error: (error: Error) => events.fail(error),
    complete: () => events.close(),
  };
  // Neither calls back before there is somebody to release it.
  releases.push(openUpstream(upstream, requestOf(node, variables), sink));
  releases.push(watch((error) => events.fail(asError(error))));
  const { primary, rest } = node;
  const plan: PlanNode = rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary;
  return mapStream(events, (event) => {
    if (event instanceof Error) throw event;
    return run(plan, firstFrom(event, fetch));
  });
}

function requestOf({ primary }: SubscriptionNode, variables: Readonly<Record<string, unknown>>): SubgraphRequest {
  const used = (primary.variableUsages ?? []).filter((name) => Object.hasOwn(variables, name));
  return {
    query: primary.operation,
    operationName: primary.operationName,
    variables: Object.fromEntries(used.map((name) => [name, variables[name]])),
  };
}

/** A plan's first fetch is its primary; the event answers it, subgraphs answer the rest. */
function firstFrom(event: SubgraphAnswer, fetch: Fetch): Fetch {
  let first: SubgraphAnswer | undefined = event;
  return async (service, request) => {
    if (!first) return fetch(service, request);
    const answer = first;
    first = undefined;
    return answer;
  };
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
