import type { IncomingMessage } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { REQUEST_ID_HEADER, requestIdFrom } from '#kernel/callContext.ts';
import { AppError, messageOf } from '#kernel/errors.ts';
import { formatError } from '#kernel/graphql/formatError.ts';
import type { Logger } from '#kernel/logging.ts';
import { type Execute, isStream, type Result, type ResultStream, StreamFailed } from '../execution/port.ts';
import { textOf } from '../execution/written.ts';
import type { Identity, PassedOn } from '../identity.ts';
import type { Beating, Pulse } from '../pulse.ts';
import { type ClientMessage, readClientMessage } from './clientMessage.ts';
import { authorizationIn } from './connectionParams.ts';
import { readOperation } from './readOperation.ts';
import { serverMessage } from './serverMessage.ts';

const MAX_SUBSCRIPTIONS = 20;
const INIT_MS = 3_000;
const PING_BEATS = 12;
/** So much may wait in this process for a client that reads slowly; then its events wait where they are counted. */
const MAX_WAITING_BYTES = 16 * 1_024;
/** With more than that on its way a client is not listened to: what it says would only be answered with more. */
const MAX_UNREAD_BYTES = 1_024 * 1_024;
const ANY = ['query', 'mutation', 'subscription'] as const;

export type SessionContext = {
  readonly execute: Execute;
  readonly identity: Identity;
  readonly logger: Logger;
  readonly pulse: Pulse;
};

/** One operation that runs; its stream as soon as there is one. */
type Running = { stream: ResultStream | undefined };

type Subscribed = Extract<ClientMessage, { type: 'subscribe' }>;

/**
 * What is said on one socket: graphql-transport-ws, from connection_init on. Results go out as they were written. There are
 * thousands of these, so nothing is kept of the request that began it but what later operations need.
 */
export class WebSocketSession implements Beating {
  readonly #context: SessionContext;
  readonly #socket: WebSocket;
  readonly #running = new Map<string, Running>();
  readonly #clientAddress: string | undefined;
  /** As it came with the upgrade. */
  readonly #requestId: string | undefined;
  readonly #passedOn: PassedOn | undefined;
  #authorization: string | undefined;
  #state: 'new' | 'connecting' | 'acknowledged' = 'new';
  #late: NodeJS.Timeout | undefined;
  #unwatch: (() => void) | undefined;
  // Spread, so that not all sockets are asked at once.
  #beats = Math.floor(Math.random() * PING_BEATS);
  #isAsked = false;
  /** What waited when a client that is not listened to was last looked at. */
  #unread = Number.POSITIVE_INFINITY;

  constructor(context: SessionContext, socket: WebSocket, request: IncomingMessage) {
    this.#context = context;
    this.#socket = socket;
    this.#clientAddress = context.identity.addressOf(request);
    this.#requestId = request.headers[REQUEST_ID_HEADER]?.toString();
    this.#passedOn = context.identity.passedOn?.(request.headers);
    this.#authorization = request.headers.authorization;
    this.#late = setTimeout(() => {
      socket.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
    }, INIT_MS);
    socket.on('error', (error) => {
      context.logger.debug({ reason: messageOf(error), requestId: this.#idFor() }, 'a socket broke');
    });
    socket.on('message', (data) => this.#take(String(data)));
    socket.on('pong', () => {
      this.#isAsked = false;
    });
    socket.once('close', () => this.#end());
    context.pulse.add(this);
  }

  /** A client that has not answered the last ping is gone: its machine, or the way there. */
  beat(): void {
    this.#listenAgain();
    this.#beats = (this.#beats + 1) % PING_BEATS;
    if (this.#beats > 0) return;
    const { isPaused, bufferedAmount } = this.#socket;
    // Whoever is not listened to can't answer a ping, but must have taken something.
    if (isPaused ? bufferedAmount >= this.#unread : this.#isAsked) return void this.#socket.terminate();
    this.#unread = isPaused ? bufferedAmount : Number.POSITIVE_INFINITY;
    if (isPaused) return;
    this.#isAsked = true;
    this.#socket.ping();
  }

  #listenAgain(): void {
    if (!this.#socket.isPaused || this.#socket.bufferedAmount > MAX_UNREAD_BYTES) return;
    this.#isAsked = false;
    this.#socket.resume();
  }

  /** The id that came with the upgrade, or a new one for each operation. */
  #idFor(): string {
    return requestIdFrom(this.#requestId);
  }

  #take(text: string): void {
    // What arrives behind a closing frame of ours is for nobody.
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const message = readClientMessage(text);
    if (!message) return void this.#socket.close(CloseCode.BadRequest, 'Invalid message received');
    this.#handle(message).catch((error: unknown) => {
      this.#context.logger.error({ err: error, requestId: this.#idFor() }, 'a message could not be handled');
      this.#socket.close(CloseCode.InternalServerError, 'Internal server error');
    });
    if (this.#socket.bufferedAmount > MAX_UNREAD_BYTES) this.#socket.pause();
  }

  async #handle(message: ClientMessage): Promise<void> {
    switch (message.type) {
      case 'connection_init':
        return this.#connect(message.payload ?? {});
      case 'ping':
        return this.#send(JSON.stringify({ type: 'pong', ...(message.payload && { payload: message.payload }) }));
      case 'subscribe':
        return this.#subscribe(message);
      case 'complete':
        return this.#stop(message.id);
      default: // a pong asks for nothing
    }
  }

  async #connect(params: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.#state !== 'new') {
      return this.#socket.close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    }
    this.#state = 'connecting';
    clearTimeout(this.#late);
    this.#late = undefined;
    const { identity } = this.#context;
    try {
      this.#authorization = authorizationIn(params) ?? this.#authorization;
      await identity.settle?.(this.#authorization);
      const presented = { principal: identity.identify(this.#authorization), authorization: this.#authorization };
      if (this.#socket.readyState !== this.#socket.OPEN) return;
      // Its subscriptions are told first; their last messages go out before the closing frame.
      this.#unwatch = identity.watch(presented, (error) => setImmediate(() => this.#refuse(error)));
      this.#state = 'acknowledged';
      await this.#send('{"type":"connection_ack"}');
    } catch (error) {
      this.#refuse(error);
    }
  }

  #refuse(error: unknown): void {
    this.#socket.close(closeCodeOf(error), fitting(formatError(error, '').message));
  }

  async #subscribe({ id, payload }: Subscribed): Promise<void> {
    if (this.#state !== 'acknowledged') return this.#socket.close(CloseCode.Unauthorized, 'Unauthorized');
    if (this.#running.has(id)) {
      return this.#socket.close(CloseCode.SubscriberAlreadyExists, fitting(`Subscriber for ${id} already exists`));
    }
    const running: Running = { stream: undefined };
    this.#running.set(id, running);
    const result = await this.#run(payload);
    if (this.#running.get(id) !== running) {
      // The client has left it meanwhile, and may use its id again.
      if (isStream(result)) await result.return?.();
    } else if (isStream(result)) {
      running.stream = result;
      await this.#pass(id, running, result);
    } else {
      this.#running.delete(id);
      if (!('data' in result)) return this.#send(serverMessage(id, 'error', JSON.stringify(result.errors ?? [])));
      this.#send(serverMessage(id, 'next', textOf(result)));
      await this.#send(serverMessage(id, 'complete'));
    }
  }

  async #run(payload: Subscribed['payload']): Promise<Result | ResultStream> {
    const { execute, identity } = this.#context;
    const authorization = this.#authorization;
    const requestId = this.#idFor();
    try {
      if (this.#running.size > MAX_SUBSCRIPTIONS) throw tooMany();
      const principal = identity.identify(authorization);
      const operation = readOperation(payload);
      const [clientAddress, passedOn] = [this.#clientAddress, this.#passedOn];
      return await execute(operation, { principal, authorization, requestId, clientAddress, passedOn, kinds: ANY });
    } catch (error) {
      return { errors: [formatError(error, requestId)] };
    }
  }

  /** Whatever ends it, a client hears of it once, and not at all when it has left. */
  async #pass(id: string, running: Running, results: ResultStream): Promise<void> {
    const isOver = () => this.#running.get(id) !== running;
    let last = serverMessage(id, 'complete');
    try {
      const before = serverMessage(id, 'next', '').slice(0, -1);
      for (let next = await results.next(); !next.done && !isOver(); next = await results.next()) {
        const taken = this.#send(`${before}${textOf(next.value)}}`);
        if (taken) await taken;
      }
    } catch (error) {
      last = serverMessage(id, 'error', JSON.stringify(this.#errorsOf(error)));
    }
    if (isOver()) return;
    this.#running.delete(id);
    await this.#send(last);
  }

  #errorsOf(error: unknown): readonly GraphQLFormattedError[] {
    return error instanceof StreamFailed ? error.errors : [formatError(error, this.#idFor())];
  }

  async #stop(id: string): Promise<void> {
    const running = this.#running.get(id);
    this.#running.delete(id);
    await running?.stream?.return?.();
  }

  #end(): void {
    this.#context.pulse.remove(this);
    clearTimeout(this.#late);
    this.#unwatch?.();
    for (const id of [...this.#running.keys()]) void this.#stop(id);
  }

  /** @returns what resolves when the system has taken it, if that takes time: a slow client slows its own streams. */
  #send(text: string): Promise<void> | undefined {
    const socket = this.#socket;
    // A socket that broke meanwhile has its own event.
    if (socket.readyState !== socket.OPEN) return undefined;
    if (socket.bufferedAmount < MAX_WAITING_BYTES) return void socket.send(text);
    return new Promise((resolve) => {
      socket.send(text, () => {
        this.#listenAgain();
        resolve();
      });
    });
  }
}

const tooMany = () => new AppError('REFUSED', 'TOO_MANY_SUBSCRIPTIONS', `at most ${MAX_SUBSCRIPTIONS} on a socket`);

/** A closing frame holds 123 bytes of reason. */
const fitting = (reason: string): string =>
  new TextDecoder().decode(Buffer.from(reason).subarray(0, 123), { stream: true });

const TRY_AGAIN_LATER = 1013;

/** A client gives up on 4401 and tries again on 4403, with a new token if it can get one, and on 1013. */
function closeCodeOf(error: unknown): number {
  if (!(error instanceof AppError)) return CloseCode.Unauthorized;
  if (error.code === 'UNAVAILABLE') return TRY_AGAIN_LATER;
  return error.reason === 'TOKEN_EXPIRED' ? CloseCode.Forbidden : CloseCode.Unauthorized;
}
