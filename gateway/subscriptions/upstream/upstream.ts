import type { SecureContext } from 'node:tls';
import type { Logger } from '#kernel/logging.ts';
import type { SubgraphAnswer, SubgraphRequest } from '../../execution/subgraphClient.ts';

export type Upstream = {
  readonly service: string;
  readonly url: string;
  /** Asked at each connection, since credentials are short-lived. */
  headers(): Record<string, string>;
  /** Told that nobody was met there. @returns whether there is another address to try. Absent where there is only one. */
  missed?(): boolean;
  /** Told that somebody was. */
  met?(): void;
};

/** What to ask for: at each connection anew, since a stream that was lost goes on behind its last event. */
export type Ask = () => SubgraphRequest;

export type Sink = {
  next(event: SubgraphAnswer): void;
  error(error: Error): void;
  complete(): void;
};

/** Opens a subscription at a subgraph. @returns what ends it. */
export type OpenUpstream = (upstream: Upstream, ask: Ask, sink: Sink) => () => void;

export type UpstreamOptions = {
  readonly logger: Logger;
  /** How long a subgraph that dropped a running subscription may take to come back, in milliseconds. */
  readonly reconnectMs?: number;
  /**
   * Between two pings over WebSocket, in milliseconds. A subgraph that leaves one unanswered for a third of that is
   * half-open: its machine is gone, and TCP takes minutes to say so.
   */
  readonly pingMs?: number;
  /** Whom to believe behind `https:`; by default whom Node believes. */
  readonly trust?: SecureContext | undefined;
  /** Subgraph → path of its streams, where it isn't that of its queries. */
  readonly paths?: Readonly<Record<string, string>> | undefined;
};

export type StreamUrl = (upstream: Pick<Upstream, 'service' | 'url'>) => string;

/** Where a stream is, given where its subgraph is asked. */
export function makeStreamUrl(paths: UpstreamOptions['paths'] = {}): StreamUrl {
  const known = new Map(Object.entries(paths));
  return ({ service, url }) => {
    const path = known.get(service);
    return path === undefined ? url : new URL(path, url).href;
  };
}

export const ACK_MS = 5_000;
export const RECONNECT_MS = 60_000;
export const MAX_EVENT_BYTES = 4 * 1024 * 1024;
const LONGEST_WAIT_MS = 2_000;

/** Before the n-th attempt to come back, from 0; spread, so that not all subscribers come at once. */
export const waitBefore = (attempt: number): number =>
  Math.min(100 * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);
