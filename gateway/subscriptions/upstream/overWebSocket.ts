import { setTimeout as pause } from 'node:timers/promises';
import { CloseCode, createClient, type SubscribePayload } from 'graphql-ws';
import { WebSocket } from 'ws';
import { isCallRefusal } from '#kernel/auth/callCredential.ts';
import { AppError } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { Refused, readSubgraphError, unavailable } from '../../execution/errors.ts';
import { readAnswer } from '../../execution/subgraphClient.ts';
import {
  ACK_MS,
  type Ask,
  MAX_EVENT_BYTES,
  type OpenUpstream,
  RECONNECT_MS,
  type Upstream,
  type UpstreamOptions,
  waitBefore,
} from './upstream.ts';

const PING_MS = 15_000;
/** The `ws` package's words for an answer to the upgrade that is none. */
const NO_WEBSOCKET = /^Unexpected server response: (?:400|404|405|406|415|426|501)$/;

/** The subgraph speaks HTTP, but not this. */
export class NoWebSocket extends Error {
  override readonly name = 'NoWebSocket';
}

/**
 * Over graphql-transport-ws, one socket for each subscription. Once it ran, it is asked for anew after a drop, so that a
 * subgraph may restart; a field that sends its current state first loses nothing that matters that way.
 */
export const overWebSocket =
  ({ logger, reconnectMs = RECONNECT_MS, pingMs = PING_MS }: UpstreamOptions): OpenUpstream =>
  (upstream, ask, sink) => {
    let ran = false;
    let lostAt: number | undefined;
    let silence: NodeJS.Timeout | undefined;
    const client = createClient({
      url: upstream.url.replace(/^http/, 'ws'),
      webSocketImpl: socketWith(upstream),
      connectionAckWaitTimeout: ACK_MS,
      keepAlive: pingMs,
      retryAttempts: Number.POSITIVE_INFINITY,
      retryWait: (attempt) => pause(waitBefore(attempt)),
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
    // Its socket closes with its only subscription; `dispose` would reject where nobody listens.
    return client.subscribe<Record<string, unknown>>(payloadOf(ask), {
      next: (event) => sink.next(readAnswer(event, 200)),
      error: (reason) => sink.error(failureOf(reason, upstream.service, logger)),
      complete: () => sink.complete(),
    });
  };

/** graphql-ws writes it out again at each connection. */
function payloadOf(ask: Ask): SubscribePayload {
  const { query, operationName } = ask();
  return {
    query,
    operationName: operationName ?? null,
    get variables() {
      return { ...ask().variables };
    },
  };
}

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
  const { code, reason: said, message } = reason as { code?: unknown; reason?: unknown; message?: unknown };
  if (typeof message === 'string' && NO_WEBSOCKET.test(message)) return new NoWebSocket(message);
  if (isCallRefusal(said)) {
    return new AppError('INTERNAL', 'INTERNAL', `${service} refuses the credential of the gateway: ${said}`);
  }
  if (REFUSALS.includes(code)) {
    return new AppError('UNAUTHENTICATED', 'SUBSCRIPTION_REFUSED', `the ${service} service refused the access token`);
  }
  logger.warn({ service, code }, 'a subscription lost its subgraph');
  return new Refused([unavailable(service)]);
}
