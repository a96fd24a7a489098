import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError, GraphQLSchema, parse } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Principal } from '#kernel/auth/principal.ts';
import { REQUEST_ID_HEADER, requestIdFrom } from '#kernel/callContext.ts';
import { AppError, messageOf } from '#kernel/errors.ts';
import { formatError } from '#kernel/graphql/formatError.ts';
import type { Logger } from '#kernel/logging.ts';
import { type Execute, isStream, type Result, StreamFailed } from '../execution/port.ts';
import type { Identity } from '../identity.ts';
import { type AllowsOrigin, isAllowed } from './origins.ts';
import { readOperation } from './readOperation.ts';

const MAX_FRAME = 64 * 1024;
const MAX_SUBSCRIPTIONS = 20;
const INIT_MS = 3_000;
const PING_MS = 12_000;
const GOING_AWAY = 1001;
/** How long a client may take to answer a closing frame. */
const CLOSING_MS = 2_000;

type Deps = {
  readonly execute: Execute;
  readonly identity: Identity;
  readonly allowsOrigin: AllowsOrigin;
  readonly logger: Logger;
  readonly path: string;
};

/** What the gateway knows of one socket. */
type Session = {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  authorization: string | undefined;
  unwatch: () => void;
};

/**
 * graphql-transport-ws (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md). The token comes in the
 * connection's parameters or in a header of the upgrade; it is read again for each operation, and the socket ends with it.
 *
 * @returns what ends all sockets.
 */
export function serveWebSockets(server: Server, deps: Deps): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, handleProtocols });
  const protocol = makeProtocol(deps);
  server.on('upgrade', (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://gateway');
    if (pathname !== deps.path) return reject(duplex, '404 Not Found');
    if (!isAllowed(request, deps.allowsOrigin)) return reject(duplex, '403 Forbidden');
    sockets.handleUpgrade(request, duplex, head, (socket) => open(protocol, socket, request, deps.logger));
  });
  const pinging = pingAll(sockets);
  return async () => {
    clearInterval(pinging);
    for (const socket of sockets.clients) socket.close(GOING_AWAY, 'Going away');
    const terminate = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, CLOSING_MS);
    await new Promise((resolve) => sockets.close(resolve));
    clearTimeout(terminate);
  };
}

function reject(duplex: Duplex, status: string): void {
  duplex.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** The id that came with the upgrade, or a new one for each operation. */
const idFor = ({ request }: Session): string => requestIdFrom(request.headers[REQUEST_ID_HEADER]);

type Protocol = ReturnType<typeof makeProtocol>;

function open(protocol: Protocol, socket: WebSocket, request: IncomingMessage, logger: Logger): void {
  const session: Session = { socket, request, authorization: undefined, unwatch: () => {} };
  const requestId = idFor(session);
  socket.on('error', (error) => logger.debug({ reason: messageOf(error), requestId }, 'a socket broke'));
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => send(socket, data),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', (data) => {
          take(String(data)).catch((error: unknown) => {
            logger.error({ err: error, requestId }, 'a message could not be handled');
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        }),
    },
    session,
  );
  socket.once('close', (code, reason) => {
    session.unwatch();
    closed(code, String(reason)).catch((error: unknown) => logger.error({ err: error, requestId }));
  });
}

/** Resolves when the system has taken it, so that a slow client slows its own stream. */
const send = (socket: WebSocket, data: string) =>
  new Promise<void>((resolve) => {
    // A socket that broke meanwhile has its own event.
    if (socket.readyState !== socket.OPEN) return resolve();
    socket.send(data, () => resolve());
  });

function makeProtocol(deps: Deps) {
  return makeServer<Record<string, unknown>, Session>({
    connectionInitWaitTimeout: INIT_MS,
    onConnect: ({ connectionParams, extra }) => connect(deps, extra, connectionParams ?? {}),
    onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
      const result =
        Object.keys(subscriptions).length > MAX_SUBSCRIPTIONS
          ? refusal(
              new AppError('REFUSED', 'TOO_MANY_SUBSCRIPTIONS', `at most ${MAX_SUBSCRIPTIONS} on a socket`),
              extra,
            )
          : await run(deps, extra, payload);
      if (!isStream(result) && !('data' in result))
        return (result.errors ?? []).map((error) => new FormattedError(error));
      return { ...ALREADY_CHECKED, contextValue: result };
    },
    subscribe: ({ contextValue }) => contextValue as never,
    // Already as the client is to see it.
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
    onError: ({ extra }, _id, _payload, errors) => errors.flatMap((error) => formattedOf(error, extra)),
  });
}

/** Every operation takes the path of a subscription; its result may still be a single one. */
const ALREADY_CHECKED = { schema: new GraphQLSchema({}), document: parse('subscription { checked }') };

async function run({ execute, identity }: Deps, session: Session, payload: SubscribePayload) {
  const { authorization } = session;
  try {
    const principal = identity.identify(authorization);
    const operation = readOperation(payload);
    return await execute(operation, { principal, authorization, requestId: idFor(session), kinds: ANY });
  } catch (error) {
    return refusal(error, session);
  }
}

const ANY = ['query', 'mutation', 'subscription'] as const;

const refusal = (error: unknown, session: Session): Result => ({ errors: [formatError(error, idFor(session))] });

/** A client gives up on 4401 and tries again on 4403, with a new token if it can get one. */
const closeCodeOf = (error: unknown): number =>
  error instanceof AppError && error.reason === 'TOKEN_EXPIRED' ? CloseCode.Forbidden : CloseCode.Unauthorized;

function connect({ identity }: Deps, session: Session, params: Readonly<Record<string, unknown>>): boolean {
  const { socket, request } = session;
  const close = (error: unknown) => socket.close(closeCodeOf(error), formatError(error, '').message);
  try {
    session.authorization = authorizationIn(params) ?? request.headers.authorization;
    const principal: Principal = identity.identify(session.authorization);
    const presented = { principal, authorization: session.authorization };
    // Its subscriptions are told first; their last messages go out before the closing frame.
    session.unwatch = identity.watch(presented, (error) => setImmediate(close, error));
    return true;
  } catch (error) {
    close(error);
    return false;
  }
}

/** Clients differ in where they put it. */
function authorizationIn(params: Readonly<Record<string, unknown>>): string | undefined {
  const { headers } = params;
  const places = [params, typeof headers === 'object' && headers !== null ? (headers as typeof params) : {}];
  const found = places.flatMap((place) => [place['authorization'], place['Authorization']]);
  return found.find((value): value is string => typeof value === 'string');
}

function pingAll(sockets: WebSocketServer): NodeJS.Timeout {
  const waiting = new WeakSet<WebSocket>();
  return setInterval(() => {
    for (const socket of sockets.clients) {
      if (waiting.has(socket)) {
        socket.terminate();
        continue;
      }
      waiting.add(socket);
      socket.once('pong', () => waiting.delete(socket));
      socket.ping();
    }
  }, PING_MS).unref();
}

/** graphql-ws wants its own kind of error back; this one knows what it is to look like. */
class FormattedError extends GraphQLError {
  readonly formatted: GraphQLFormattedError;

  constructor(formatted: GraphQLFormattedError) {
    super(formatted.message);
    this.formatted = formatted;
  }
}

function formattedOf(error: unknown, session: Session): readonly GraphQLFormattedError[] {
  if (error instanceof FormattedError) return [error.formatted];
  const origin: unknown = error instanceof GraphQLError ? error.originalError : error;
  return origin instanceof StreamFailed ? origin.errors : [formatError(error, idFor(session))];
}
