import { LRUCache } from 'lru-cache';
import { overEventStream } from './overEventStream.ts';
import { overWebSocket } from './overWebSocket.ts';
import { NoWebSocket } from './socketSubscription.ts';
import type { OpenUpstream, UpstreamOptions } from './upstream.ts';

const REMEMBERED_MS = 10 * 60_000;

/** Over WebSocket, or as server-sent events where a subgraph answers the upgrade as if it had never heard of it. */
export function makeOpenUpstream(options: UpstreamOptions): OpenUpstream {
  const [sockets, eventStreams] = [overWebSocket(options), overEventStream(options)];
  const withoutSockets = new LRUCache<string, true>({ max: 1_000, ttl: REMEMBERED_MS });
  return (upstream, ask, sink) => {
    if (withoutSockets.has(upstream.url)) return eventStreams(upstream, ask, sink);
    let hasLeft = false;
    let close = sockets(upstream, ask, {
      next: (event) => sink.next(event),
      complete: () => sink.complete(),
      error: (error) => {
        if (!(error instanceof NoWebSocket)) return sink.error(error);
        withoutSockets.set(upstream.url, true);
        if (!hasLeft) close = eventStreams(upstream, ask, sink);
      },
    });
    return () => {
      hasLeft = true;
      close();
    };
  };
}
