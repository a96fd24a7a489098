import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { FeedAnswer, FeedTask } from './tasks.ts';

/** A process of its own: a subgraph that speaks graphql-transport-ws and says what its parent tells it to. */
type Follower = { readonly socket: WebSocket; readonly before: string };

const followers = new Map<WebSocket, Follower[]>();
const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'graphql-transport-ws' });

sockets.on('connection', (socket) => {
  followers.set(socket, []);
  socket.on('message', (data) => take(socket, JSON.parse(String(data))));
  socket.on('close', () => followers.delete(socket));
  socket.on('error', () => socket.terminate());
});

type Message = { readonly type: string; readonly id: string; readonly payload?: { readonly query?: string } };

function take(socket: WebSocket, { type, id, payload }: Message): void {
  if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
  if (type === 'ping') socket.send('{"type":"pong"}');
  const field = payload?.query?.includes('everybody') ? 'everybody' : 'each';
  if (type === 'subscribe') {
    followers.get(socket)?.push({ socket, before: `{"id":"${id}","type":"next","payload":{"data":{"${field}":` });
  }
  if (type === 'complete') {
    const left = followers.get(socket)?.filter(({ before }) => !before.startsWith(`{"id":"${id}"`)) ?? [];
    followers.set(socket, left);
  }
}

const all = () => [...followers.values()].flat();

function tell(number: number): void {
  const sentAtMs = Number(process.hrtime.bigint()) / 1e6;
  const event = JSON.stringify({ number, sentAtMs, text: 'x'.repeat(100) });
  for (const { socket, before } of all()) socket.send(`${before}${event}}}}`);
}

process.on('message', (task: FeedTask) => {
  if (task.number !== undefined) tell(task.number);
  process.send?.({ followers: all().length } satisfies FeedAnswer);
});
process.on('disconnect', () => process.exit());

const server = createServer((_request, response) => response.writeHead(404).end());
server.on('upgrade', (request, duplex, head) =>
  sockets.handleUpgrade(request, duplex, head, (socket) => sockets.emit('connection', socket, request)),
);
server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
await once(server, 'listening');
process.send?.({ port: (server.address() as AddressInfo).port });
