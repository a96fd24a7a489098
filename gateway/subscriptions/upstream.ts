import { setTimeout as pause } from 'node:timers/promises';
import { CloseCode, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { isCallRefusal } from '#kernel/auth/callCredential.ts';
import { AppError } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { Refused, readSubgraphError, unavailable } from '../execution/errors.ts';
import { readAnswer, type SubgraphAnswer, type SubgraphRequest } from '../execution/subgraphClient.ts';

export type Upstream = {
  readonly service: string;
  readonly url: string;
  /** Asked at each connection, since credentials are short-lived. */
  headers(): Record<string, string>;
};

type Sink = {
  next(event: SubgraphAnswer): void;
  error(error: Error): void;
  complete(): void;
};

/** Opens a subscription at a subgraph. @returns what ends it. */
export type OpenUpstream = (upstream: Upstream, request: SubgraphRequest, sink: Sink) => () => void;

type Options = {
  logger: Logger;
  /** How long a subgraph that dropped a running subscription may take to come back, in milliseconds. */
  reconnectMs?: number;
  /**
   * Between two pings, in milliseconds. A subgraph that leaves one unanswered for a third of that is half-open: its
   * machine is gone, and TCP takes minutes to say so.
   */
  pingMs?: number;
};

const ACK_MS = 5_000;
const PING_MS = 15_000;
const LONGEST_WAIT_MS = 2_000;
const MAX_EVENT_BYTES = 4 * 1024 * 1024;

/**
 * Over graphql-transport-ws, one socket for each subscription. Once it ran, it is asked for anew after a drop, so that a
 * subgraph may restart; a field that sends its current state first loses nothing that matters that way.
 */
export const makeOpenUpstream =
  ({ logger, reconnectMs = 60_000, pingMs = PING_MS }: Options): OpenUpstream =>
  (upstream, request, sink) => {
    let ran = false;
    let lostAt: number | undefined;
    let silence: NodeJS.Timeout | undefined;
    const client = createClient({
      url: upstream.url.replace(/^http/, 'ws'),
      webSocketImpl: socketWith(upstream),
      connectionAckWaitTimeout: ACK_MS,
      keepAlive: pingMs,
      retryAttempts: Number.POSITIVE_INFINITY,
      retryWait: (attempt) => pause(Math.min(100 * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2)),
      shouldRetry: () => ran && Date.now() - (lostAt ?? Date.now()) < reconnectMs,
      on: {
        connected: () => {
          ran = true;
          lostAt = undefined;
        },
        ping: (received) => {
          if (!received) silence = setTimeout(() => client.terminate(), pingMs / 3);
        },
        pong: (received) => {
          if (received) clearTimeout(silence);
        },
        closed: () => {
          clearTimeout(silence);
          lostAt ??= Date.now();
        },
      },
    });
    const { query, variables, operationName } = request;
    // Its socket closes with its only subscription; `dispose` would reject where nobody listens.
    return client.subscribe<Record<string, unknown>>(
      { query, variables, operationName: operationName ?? null },
      {
        next: (event) => sink.next(readAnswer(event, 200)),
        error: (reason) => sink.error(failureOf(reason, upstream.service, logger)),
        complete: () => sink.complete(),
      },
    );
  };

/** The subgraph reads credentials from the upgrade request. */
const socketWith = ({ headers }: Upstream) =>
  class extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, { headers: headers(), handshakeTimeout: ACK_MS, maxPayload: MAX_EVENT_BYTES });
    }
  };

const REFUSALS: readonly unknown[] = [CloseCode.Unauthorized, CloseCode.Forbidden];

function failureOf(reason: unknown, service: string, logger: Logger): Error {
  if (Array.isArray(reason)) return new Refused(reason.map(readSubgraphError));
  const { code, reason: said } = reason as { code?: unknown; reason?: unknown };
  if (isCallRefusal(said)) {
    return new AppError('INTERNAL', 'INTERNAL', `${service} refuses the credential of the gateway: ${said}`);
  }
  if (REFUSALS.includes(code)) {
    return new AppError('UNAUTHENTICATED', 'SUBSCRIPTION_REFUSED', `the ${service} service refused the access token`);
  }
  logger.warn({ service, code }, 'a subscription lost its subgraph');
  return new Refused([unavailable(service)]);
}
