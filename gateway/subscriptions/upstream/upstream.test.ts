import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { listen, localUrl } from '#kernel/http.ts';
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

const asked = { query: 'subscription { connection }', variables: {}, operationName: undefined };
const silent = makeLogger({ name: 'test', level: 'silent', format: 'json' });

/** Streams at a path of their own, over WebSocket; tells what came with connection_init. */
async function subgraphWithPath(path: string) {
  const server = createServer();
  const sockets = new WebSocketServer({ server, path, handleProtocols: () => 'graphql-transport-ws' });
  const greetings: unknown[] = [];
  sockets.on('connection', (socket) => {
    socket.once('message', (raw) => greetings.push(JSON.parse(String(raw))));
    answer(socket, 2);
  });
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  });
  return { url: localUrl(port), greetings };
}

it('streams may have a path of their own, and the token goes with connection_init too', async () => {
  const { url, greetings } = await subgraphWithPath('/subscriptions');
  const next = vi.fn();
  const open = makeOpenUpstream({ logger: silent, paths: { orders: '/subscriptions' } });
  const headers = () => ({ authorization: 'Bearer t', 'x-other': 'o' });
  onTestFinished(open({ service: 'orders', url, headers }, () => asked, { next, error: vi.fn(), complete: vi.fn() }));
  await vi.waitFor(() => expect(next).toHaveBeenCalled(), { timeout: 10_000 });
  expect(greetings).toEqual([{ type: 'connection_init', payload: { authorization: 'Bearer t' } }]);
});

/** Knows no WebSocket: it answers the upgrade with a page for people. */
const withPage: RequestListener = (request, response) => {
  if (request.method === 'GET') return void response.end('<html>');
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end('event: next\ndata: {"data":{"connection":1}}\n\nevent: complete\ndata:\n\n');
};

it('a subgraph that answers the upgrade with a page is asked for server-sent events', async () => {
  const server = createServer(withPage);
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => void server.close());
  const complete = vi.fn();
  const next = vi.fn();
  const upstream = { service: 'orders', url: localUrl(port), headers: () => ({}) };
  makeOpenUpstream({ logger: silent })(upstream, () => asked, { next, error: vi.fn(), complete });
  await vi.waitFor(() => expect(complete).toHaveBeenCalled(), { timeout: 10_000 });
  expect(next).toHaveBeenCalledWith({ data: { connection: 1 } });
});

it('a subgraph that answers no ping is given up, and asked anew', async () => {
  const { url } = subgraphThatFallsSilent();
  const next = vi.fn();
  const error = vi.fn();

  const close = makeOpenUpstream({ logger: silent, pingMs: 600 })(
    { service: 'orders', url, headers: () => ({}) },
    () => asked,
    { next, error, complete: () => undefined },
  );
  onTestFinished(close);

  await vi.waitFor(() => expect(next).toHaveBeenCalledWith({ data: { connection: 2 } }), { timeout: 10_000 });
  expect(error).not.toHaveBeenCalled();
});
