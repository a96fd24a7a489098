import type { PlanNode, SubscriptionNode } from '@apollo/query-planner';
import { AppError } from '#kernel/errors.ts';
import { mapStream } from '#kernel/graphql/mapStream.ts';
import type { Result, ResultStream } from '../execution/port.ts';
import type { Fetch } from '../execution/runPlan.ts';
import type { SubgraphAnswer, SubgraphRequest } from '../execution/subgraphClient.ts';
import { BoundedQueue } from './boundedQueue.ts';
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
  const events = new BoundedQueue<SubgraphAnswer>(WAITING_EVENTS, tooSlow);
  const close = openUpstream(upstream, requestOf(node, variables), {
    next: (event) => events.push(event),
    error: (error) => events.fail(error),
    complete: () => events.end(),
  });
  events.onEnd(close);
  events.onEnd(watch((error) => events.fail(asError(error))));
  const { primary, rest } = node;
  const plan: PlanNode = rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary;
  return mapStream(events, (event) => run(plan, firstFrom(event, fetch)));
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

const tooSlow = () =>
  new AppError('UNAVAILABLE', 'SLOW_CONSUMER', 'events came faster than they were read: subscribe again');

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
