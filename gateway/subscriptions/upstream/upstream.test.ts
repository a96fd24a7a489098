import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { makeLogger } from '#kernel/logging.ts';
import { makeOpenUpstream } from './openUpstream.ts';

/** Speaks graphql-transport-ws; its first connection never answers a ping, as if its machine were gone. */
function subgraphThatFallsSilent() {
  const server = new WebSocketServer({ port: 0, handleProtocols: () => 'graphql-transport-ws' });
  onTestFinished(() => server.close());
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    answer(socket, connections);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

function answer(socket: WebSocket, connection: number): void {
  socket.on('message', (raw) => {
    const { type, id } = JSON.parse(String(raw));
    const send = (message: object) => socket.send(JSON.stringify(message));
    if (type === 'connection_init') send({ type: 'connection_ack' });
    if (type === 'ping' && connection > 1) send({ type: 'pong' });
    if (type === 'subscribe') send({ id, type: 'next', payload: { data: { connection } } });
  });
}

it('a subgraph that answers no ping is given up, and asked anew', async () => {
  const { url } = subgraphThatFallsSilent();
  const logger = makeLogger({ name: 'test', level: 'silent', format: 'json' });
  const next = vi.fn();
  const error = vi.fn();

  const close = makeOpenUpstream({ logger, pingMs: 600 })(
    { service: 'orders', url, headers: () => ({}) },
    () => ({ query: 'subscription { connection }', variables: {}, operationName: undefined }),
    { next, error, complete: () => undefined },
  );
  onTestFinished(close);

  await vi.waitFor(() => expect(next).toHaveBeenCalledWith({ data: { connection: 2 } }), { timeout: 10_000 });
  expect(error).not.toHaveBeenCalled();
});
