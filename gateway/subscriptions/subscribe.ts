import type { SubscriptionNode } from '@apollo/query-planner';
import { EventQueue } from '#kernel/graphql/eventQueue.ts';
import { mapStream } from '#kernel/graphql/mapStream.ts';
import type { Result, ResultStream } from '../execution/port.ts';
import type { SubgraphAnswer } from '../execution/subgraphClient.ts';
import { Broadcasts } from './broadcasts.ts';
import { SharedRuns } from './sharedRuns.ts';
import type { StreamRules } from './streamRules.ts';
import type { OpenUpstream, Sink, Upstream } from './upstream/upstream.ts';
import { makeUpstreamRequest, type UpstreamRequest } from './upstreamRequest.ts';

/** Events that may wait for a slow client before it loses the subscription. */
const WAITING_EVENTS = 256;

type Subscription = {
  readonly node: SubscriptionNode;
  /** What its subgraph says of a subscription. */
  rulesOf(field: string): StreamRules;
  /** The caller's. */
  readonly upstream: Upstream;
  /** Nobody's: the gateway's own. */
  readonly anonymous: Upstream;
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
export function makeSubscribe(openUpstream: OpenUpstream): Subscribe {
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
    const releases: (() => void)[] = [];
    const onClose = () => {
      for (const release of releases) release();
    };
    const events = new EventQueue<SubgraphAnswer, Error>({ limit: WAITING_EVENTS, onClose });
    // Where the subgraph goes on after a drop, and where the client has come to.
    let received = request.afterIn(variables) ?? subscription.after;
    let given = received;
    const sink: Sink = {
      next: (event) => {
        received = request.cursorOf(event) ?? received;
        events.push(event);
      },
      error: (error) => events.fail(error),
      complete: () => events.close(),
    };
    const { broadcast } = request.rules;
    const isShared = broadcast !== undefined && received === undefined;
    // Neither calls back before there is somebody to release it.
    releases.push(
      isShared
        ? broadcasts.join({ upstream: anonymous, request, variables, ...broadcast }, sink)
        : openUpstream(upstream, () => request.with(variables, received), sink),
    );
    releases.push(watch((error) => events.fail(asError(error))));
    const same = `${node.rest ? terms : ''}${JSON.stringify(variables)}`;
    const results = mapStream(events, (event) => {
      if (event instanceof Error) throw event;
      given = request.cursorOf(event) ?? given;
      return isShared ? shared.run(event, node, same, () => run(event)) : run(event);
    });
    return {
      ...results,
      get cursor() {
        return given;
      },
    };
  };
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
