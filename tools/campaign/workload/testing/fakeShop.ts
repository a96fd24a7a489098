import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

type Asked = { readonly query: string; readonly variables: Record<string, unknown> };
type Reply = (response: ServerResponse, asked: Asked, request: IncomingMessage) => void;

/** An HTTP server that replies as told, one reply for each request; the last one goes on for ever. */
export async function fakeShop(...replies: readonly [Reply, ...Reply[]]): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const question = (await json(request)) as Asked; // what the tested client sends
    const reply = replies[Math.min(asked.length, replies.length - 1)] ?? replies[0];
    asked.push(question);
    reply(response, question, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { url: `http://127.0.0.1:${port}/graphql`, asked };
}

export const says =
  (body: unknown): Reply =>
  (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

export const hangsUp: Reply = (response) => void response.destroy();

/** Server-sent events in the pieces that are given; then it ends, or breaks off. */
export const streams =
  (pieces: readonly string[], { isCut = false } = {}): Reply =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const piece of pieces) response.write(piece);
    // Written pieces are lost with a socket that is destroyed at once.
    if (isCut) setImmediate(() => response.destroy());
    else response.end();
  };
