import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { AnswerWhole } from '../http.ts';
import { WholeConnection } from './wholeConnection.ts';

const SWEEP_MS = 1_000;

type Given = {
  readonly path: string;
  readonly answer: AnswerWhole;
  readonly answered: (status: number, beganAt: number) => void;
  /** Fires when answers become the last on their connections. */
  readonly leaving: AbortSignal;
};

/** Connections that a server answers past Node's parser and streams. */
export type WholeConnections = {
  /** Ends those on which nobody waits, and the others with their answers. */
  close(): void;
  destroy(): void;
};

/**
 * Answers plain requests by itself: POSTs that say how long they are, on connections that go on, as nearly all clients send
 * operations. Node's server costs as much for one as all that a gateway does with it. Whatever is not as plain, which is decided
 * before anything is answered, goes to Node's server with its connection, and so does all that follows on that.
 */
export function takeWhole(server: Server, { path, answer, answered, leaving }: Given): WholeConnections {
  const connections = new Set<WholeConnection>();
  const nodes = server.listeners('connection');
  server.removeAllListeners('connection');
  const owner = {
    requestLine: `POST ${path} HTTP/1.1\r\n`,
    answer,
    answered,
    isLeaving: () => leaving.aborted,
    ended: (connection: WholeConnection) => void connections.delete(connection),
    giveAway: (socket: Socket, bytes: Buffer) => {
      socket.pause();
      if (bytes.length > 0) socket.unshift(bytes);
      for (const listener of nodes) listener.call(server, socket);
      socket.resume();
    },
  };
  server.on('connection', (socket: Socket) => {
    connections.add(new WholeConnection(socket, owner));
  });
  const sweeper = setInterval(() => {
    const now = performance.now();
    for (const connection of connections) connection.sweep(now);
  }, SWEEP_MS).unref();
  return {
    close: () => {
      for (const connection of connections) connection.close();
    },
    destroy: () => {
      clearInterval(sweeper);
      for (const connection of connections) connection.destroy();
    },
  };
}
