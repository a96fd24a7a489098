import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import type { Execute } from '../execution/port.ts';
import type { Identity } from '../identity.ts';
import { type AllowsOrigin, isAllowed } from './origins.ts';
import { idFor, makeProtocol, type Protocol, type Session } from './webSocketSession.ts';

const MAX_FRAME = 64 * 1024;
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
    // Not by `new URL`, which throws for some that a client may send, and nothing would catch it here.
    const [path] = request.url?.split('?', 1) ?? [];
    if (path !== deps.path) return reject(duplex, '404 Not Found');
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
  // Without a listener a client that is gone already would end the process.
  duplex.on('error', () => duplex.destroy());
  duplex.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

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
