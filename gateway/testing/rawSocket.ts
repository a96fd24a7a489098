import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { until } from './until.ts';

export type Message = { type: string; id?: string; payload?: unknown };

type Options = {
  readonly origin?: string;
  readonly headers?: Record<string, string>;
  /** False for a client that answers no ping. */
  readonly autoPong?: boolean;
  /** None by an empty list. */
  readonly protocols?: readonly string[];
};

/** A client that says just what a test wants it to say. */
export function rawSocket(url: string, { protocols = ['graphql-transport-ws'], ...options }: Options = {}) {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), [...protocols], options);
  const messages: Message[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  socket.on('error', () => {}); // refused upgrades; tests look at what they saw
  onTestFinished(() => socket.terminate());
  const opened = once(socket, 'open');
  opened.catch(() => {}); // a refused upgrade never opens; tests that want it open await it
  const send = (message: Message) => socket.send(JSON.stringify(message));
  return {
    socket,
    messages,
    opened,
    send,
    closed: new Promise<{ code: number; reason: string }>((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
    ),
    init: async (payload?: unknown) => {
      await opened;
      send({ type: 'connection_init', payload });
      await until(() => messages.length > 0);
    },
    subscribe: (id: string, query: string) => send({ id, type: 'subscribe', payload: { query } }),
    of: (id: string) => messages.filter((message) => message.id === id).map(({ id: _id, ...rest }) => rest),
  };
}
