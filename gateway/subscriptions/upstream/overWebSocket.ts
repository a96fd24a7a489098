import { Pulse } from '../../pulse.ts';
import { BEATS, SocketSubscription } from './socketSubscription.ts';
import { makeStreamUrl, type OpenUpstream, RECONNECT_MS, type UpstreamOptions } from './upstream.ts';

const PING_MS = 15_000;

/**
 * Over graphql-transport-ws, one socket for each subscription, since credentials come with the upgrade. Once it ran, it is
 * asked for anew after a drop, so that a subgraph may restart; a field that sends its current state first loses nothing that
 * matters that way.
 */
export function overWebSocket({
  logger,
  reconnectMs = RECONNECT_MS,
  pingMs = PING_MS,
  trust,
  paths,
}: UpstreamOptions): OpenUpstream {
  const context = { logger, reconnectMs, trust, streamUrl: makeStreamUrl(paths), pulse: new Pulse(pingMs / BEATS) };
  return (upstream, ask, sink) => {
    const subscription = new SocketSubscription(context, upstream, ask, sink);
    return () => subscription.leave();
  };
}
