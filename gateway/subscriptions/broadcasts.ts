import type { SubgraphAnswer } from '../execution/subgraphClient.ts';
import type { OpenUpstream, Sink, Upstream } from './upstream/upstream.ts';
import type { UpstreamRequest } from './upstreamRequest.ts';

type Broadcast = { readonly sinks: Set<Sink>; last: SubgraphAnswer | undefined; close(): void };

type Wanted = {
  readonly upstream: Upstream;
  readonly request: UpstreamRequest;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Who comes later begins with the last event. */
  readonly latest: boolean;
};

/** Subscriptions whose events are the same for everybody: however many clients, one at the subgraph. */
export class Broadcasts {
  readonly #open: OpenUpstream;
  readonly #running = new Map<string, Broadcast>();

  constructor(open: OpenUpstream) {
    this.#open = open;
  }

  /** @returns what leaves it; with the last one it ends. */
  join(wanted: Wanted, sink: Sink): () => void {
    const { upstream, request, variables } = wanted;
    const key = JSON.stringify([upstream.url, request.with(variables)]);
    const running = this.#running.get(key);
    const broadcast: Broadcast = running ?? { sinks: new Set([sink]), last: undefined, close: () => {} };
    if (!running) this.#start(key, broadcast, wanted);
    else {
      broadcast.sinks.add(sink);
      if (wanted.latest && broadcast.last) sink.next(broadcast.last);
    }
    return () => {
      if (!broadcast.sinks.delete(sink) || broadcast.sinks.size > 0) return;
      this.#end(key, broadcast);
      broadcast.close();
    };
  }

  #start(key: string, broadcast: Broadcast, { upstream, request, variables }: Wanted): void {
    let received: string | undefined;
    this.#running.set(key, broadcast);
    try {
      broadcast.close = this.#open(upstream, () => request.with(variables, received), {
        next: (event) => {
          received = request.cursorOf(event) ?? received;
          broadcast.last = event;
          for (const sink of broadcast.sinks) sink.next(event);
        },
        error: (error) => this.#endAll(key, broadcast, (sink) => sink.error(error)),
        complete: () => this.#endAll(key, broadcast, (sink) => sink.complete()),
      });
    } catch (error) {
      // Whoever comes later must not wait for it.
      this.#end(key, broadcast);
      throw error;
    }
  }

  #endAll(key: string, broadcast: Broadcast, tell: (sink: Sink) => void): void {
    this.#end(key, broadcast);
    const sinks = [...broadcast.sinks];
    broadcast.sinks.clear();
    for (const sink of sinks) tell(sink);
  }

  /** A new one under the same key may run already. */
  #end(key: string, broadcast: Broadcast): void {
    if (this.#running.get(key) === broadcast) this.#running.delete(key);
  }
}
