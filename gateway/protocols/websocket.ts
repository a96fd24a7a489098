import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Logger } from '#kernel/logging.ts';
import type { Execute } from '../execution/port.ts';
import type { Identity } from '../identity.ts';
import { Pulse } from '../pulse.ts';
import { type AllowsOrigin, isAllowed } from './origins.ts';
import { type SessionContext, WebSocketSession } from './webSocketSession.ts';

const MAX_FRAME = 64 * 1024;
/** Each socket is pinged at every twelfth. */
const BEAT_MS = 1_000;
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
  const context = { ...deps, pulse: new Pulse(BEAT_MS) };
  server.on('upgrade', (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    // Not by `new URL`, which throws for some that a client may send, and nothing would catch it here.
    const [path] = request.url?.split('?', 1) ?? [];
    if (path !== deps.path) return reject(duplex, '404 Not Found');
    if (!isAllowed(request, deps.allowsOrigin)) return reject(duplex, '403 Forbidden');
    sockets.handleUpgrade(request, duplex, head, (socket) => open(context, socket, request));
  });
  return async () => {
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

function open(context: SessionContext, socket: WebSocket, request: IncomingMessage): void {
  if (socket.protocol !== '') return void new WebSocketSession(context, socket, request);
  // Whoever asks for none still gets a socket, by the rules of WebSocket; other subprotocols were not agreed to.
  socket.on('error', () => socket.terminate());
  socket.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
}
