import type { SubscriptionNode } from '@apollo/query-planner';
import { Metrics } from '#kernel/metrics/metrics.ts';
import type { Result, ResultStream } from '../execution/port.ts';
import type { SubgraphAnswer } from '../execution/subgraphClient.ts';
import { Broadcasts } from './broadcasts.ts';
import { SharedRuns } from './sharedRuns.ts';
import type { StreamRules } from './streamRules.ts';
import { StreamSink, SubscriptionStream } from './subscriptionStream.ts';
import type { OpenUpstream, Upstream } from './upstream/upstream.ts';
import { makeUpstreamRequest, type UpstreamRequest } from './upstreamRequest.ts';

type Subscription = {
  readonly node: SubscriptionNode;
  /** What its subgraph says of a subscription. */
  rulesOf(field: string): StreamRules;
  /** The caller's. */
  readonly upstream: Upstream;
  /** Nobody's: the gateway's own. */
  anonymous(): Upstream;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where the protocol says to go on; the operation's own argument goes before it. */
  readonly after: string | undefined;
  /** Of the caller; callers with equal terms may be given the same. */
  readonly terms: string;
  /** Completes an event, which stays as it is, from other subgraphs. */
  run(event: SubgraphAnswer): Promise<Result>;
  /** Calls back when nothing may be served to this caller any more. @returns what stops it. */
  watch(onEnd: (error: unknown) => void): () => void;
};

export type Subscribe = (subscription: Subscription) => ResultStream;

/** The results of a subscription: each event of its subgraph, completed from the others. */
export function makeSubscribe(openUpstream: OpenUpstream, metrics = new Metrics()): Subscribe {
  const open = metrics.gauge({ name: 'bazaar_open_subscriptions', help: 'Subscriptions that are open now.' });
  const broadcasts = new Broadcasts(openUpstream);
  const shared = new SharedRuns();
  const requests = new WeakMap<SubscriptionNode, UpstreamRequest>();

  const requestOf = ({ node, rulesOf }: Subscription): UpstreamRequest => {
    const known = requests.get(node) ?? makeUpstreamRequest(node, rulesOf);
    requests.set(node, known);
    return known;
  };

  return (subscription) => {
    const { node, upstream, anonymous, variables, terms, run, watch } = subscription;
    const request = requestOf(subscription);
    const { broadcast, resumable } = request.rules;
    // What a client says of a stream that can't be resumed means nothing.
    const after = request.afterIn(variables) ?? (resumable && subscription.after);
    const shares = broadcast && after === undefined ? broadcast : undefined;
    const same = shares && `${node.rest ? terms : ''}${JSON.stringify(variables)}`;
    const complete = (event: SubgraphAnswer) =>
      same === undefined ? run(event) : shared.run(event, node, same, () => run(event));
    const stream = new SubscriptionStream({ after, cursorOf: request.cursorOf, complete });
    const sink = new StreamSink(stream);
    stream.hold(
      shares
        ? broadcasts.join({ upstream: anonymous(), request, variables, ...shares }, sink)
        : openUpstream(upstream, () => request.with(variables, stream.received), sink),
    );
    stream.hold(watch((error) => stream.fail(error)));
    open.add(1);
    stream.hold(() => open.add(-1));
    return stream;
  };
}
