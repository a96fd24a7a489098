import type { SecureContext } from 'node:tls';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocket } from 'ws';
import { isCallRefusal } from '#kernel/auth/callCredential.ts';
import { AppError } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { Refused, readSubgraphError, unavailable } from '../../execution/errors.ts';
import { readAnswer } from '../../execution/subgraphClient.ts';
import type { Beating, Pulse } from '../../pulse.ts';
import { ACK_MS, type Ask, MAX_EVENT_BYTES, type Sink, type StreamUrl, type Upstream, waitBefore } from './upstream.ts';

/** Beats from one ping to the next; what is not answered within one of them is half-open. */
export const BEATS = 3;
const NORMAL = 1000;
/** Without a word: also of a connection that never was one. */
const CUT = 1006;
/** The `ws` package's words for an answer to the upgrade that is none. */
const NO_WEBSOCKET = /^Unexpected server response: (?:200|400|404|405|406|415|426|501)$/;

/** The subgraph speaks HTTP, but not this. */
export class NoWebSocket extends Error {
  override readonly name = 'NoWebSocket';
}

type Context = {
  readonly logger: Logger;
  /** How long a subgraph that dropped a running subscription may take to come back, in milliseconds. */
  readonly reconnectMs: number;
  readonly trust: SecureContext | undefined;
  readonly streamUrl: StreamUrl;
  readonly pulse: Pulse;
};

type Message = { readonly type: unknown; readonly payload?: unknown };

/** One subscription over one socket of its own, which it opens anew when it breaks. */
export class SocketSubscription implements Beating {
  readonly #context: Context;
  readonly #upstream: Upstream;
  readonly #ask: Ask;
  readonly #sink: Sink;
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failure: Error | undefined;
  #isOver = false;
  #hasRun = false;
  /** This connection has met nobody yet. */
  #isUnmet = true;
  #lostAt: number | undefined;
  #attempt = 0;
  // Spread, so that not all sockets are asked at once.
  #beats = Math.floor(Math.random() * BEATS);
  #isAsked = false;

  constructor(context: Context, upstream: Upstream, ask: Ask, sink: Sink) {
    this.#context = context;
    this.#upstream = upstream;
    this.#ask = ask;
    this.#sink = sink;
    this.#connect();
  }

  /** The client has left. */
  leave(): void {
    if (!this.#isOver) this.#release();
  }

  beat(): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#beats = (this.#beats + 1) % BEATS;
    if (this.#beats === 0) {
      this.#isAsked = true;
      this.#socket.send('{"type":"ping"}');
    } else if (this.#isAsked) this.#socket.terminate();
  }

  #connect(): void {
    const headers = this.#upstream.headers();
    const url = this.#context.streamUrl(this.#upstream).replace(/^http/, 'ws');
    const socket = new WebSocket(url, GRAPHQL_TRANSPORT_WS_PROTOCOL, {
      headers,
      handshakeTimeout: ACK_MS,
      maxPayload: MAX_EVENT_BYTES,
      perMessageDeflate: false,
      ...(this.#context.trust && { secureContext: this.#context.trust }),
    });
    this.#socket = socket;
    this.#isAsked = false;
    this.#isUnmet = true;
    this.#failure = undefined;
    this.#timer = setTimeout(() => socket.terminate(), ACK_MS);
    socket.once('open', greeting(socket, headers));
    socket.on('message', (data) => this.#isOver || this.#take(String(data)));
    socket.on('error', (error) => {
      this.#failure = error;
    });
    socket.on('close', (code, reason) => this.#isOver || this.#lose(code, String(reason)));
  }

  #take(text: string): void {
    try {
      this.#handle(JSON.parse(text) as Message);
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      this.#socket?.close(CloseCode.BadResponse);
      this.#lose(CloseCode.BadResponse, '');
    }
  }

  #handle({ type, payload }: Message): void {
    if (type === 'next') this.#sink.next(readAnswer(payload, 200));
    else if (type === 'connection_ack') this.#subscribe();
    else if (type === 'ping') this.#socket?.send('{"type":"pong"}');
    else if (type === 'pong') this.#isAsked = false;
    else if (type === 'error') this.#fail(new Refused(Array.isArray(payload) ? payload.map(readSubgraphError) : []));
    else if (type === 'complete') {
      this.#release();
      this.#sink.complete();
    }
  }

  #subscribe(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#hasRun = true;
    this.#isUnmet = false;
    this.#upstream.met?.();
    this.#lostAt = undefined;
    this.#attempt = 0;
    this.#context.pulse.add(this);
    const { query, operationName, variables } = this.#ask();
    const payload = { query, operationName, variables };
    this.#socket?.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
  }

  #lose(code: number, reason: string): void {
    clearTimeout(this.#timer);
    this.#context.pulse.remove(this);
    this.#lostAt ??= Date.now();
    const isElsewhere = this.#isUnmet && this.#metNobody(code) && this.#upstream.missed?.();
    const isWorthIt = this.#hasRun && !isFinal(code) && Date.now() - this.#lostAt < this.#context.reconnectMs;
    if (isElsewhere && !this.#hasRun) this.#connect();
    else if (isWorthIt) this.#timer = setTimeout(() => this.#connect(), waitBefore(this.#attempt++));
    else this.#fail(this.#failureOf(code, reason));
  }

  #metNobody(code: number): boolean {
    return code === CUT && !NO_WEBSOCKET.test(this.#failure?.message ?? '');
  }

  #fail(error: Error): void {
    this.#release();
    this.#sink.error(error);
  }

  #release(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#context.pulse.remove(this);
    this.#socket?.close(NORMAL);
  }

  #failureOf(code: number, reason: string): Error {
    const { service } = this.#upstream;
    const message = this.#failure?.message ?? '';
    if (NO_WEBSOCKET.test(message)) return new NoWebSocket(message);
    if (isCallRefusal(reason)) {
      return new AppError('INTERNAL', 'INTERNAL', `${service} refuses the credential of the gateway: ${reason}`);
    }
    if (code === CloseCode.Unauthorized || code === CloseCode.Forbidden) {
      return new AppError('UNAUTHENTICATED', 'SUBSCRIPTION_REFUSED', `the ${service} service refused the access token`);
    }
    this.#context.logger.warn({ service, code, reason: message }, 'a subscription lost its subgraph');
    return new Refused([unavailable(service)]);
  }
}

/**
 * Subgraphs read the caller's token from the upgrade or, as most servers have it, from what goes with this message. A function
 * of its own: the other listeners would keep what it needs for as long as the socket lives.
 */
function greeting(socket: WebSocket, { authorization }: Readonly<Record<string, string>>): () => void {
  const payload = authorization === undefined ? undefined : { authorization };
  return () => socket.send(JSON.stringify({ type: 'connection_init', payload }));
}

const MAY_PASS: readonly number[] = [
  CloseCode.Forbidden,
  CloseCode.ConnectionInitialisationTimeout,
  CloseCode.ConnectionAcknowledgementTimeout,
];
const COMES_BACK: readonly number[] = [NORMAL, 1001, 1005, 1006, 1012, 1013, 1014];

/** Nothing that another attempt could change: what the protocol's own client gives up on. */
const isFinal = (code: number): boolean =>
  (code < 2_000 && !COMES_BACK.includes(code)) || (code >= 4_000 && code < 4_600 && !MAY_PASS.includes(code));
