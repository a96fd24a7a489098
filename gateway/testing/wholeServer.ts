import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { onTestFinished, vi } from 'vitest';
import { listen } from '#kernel/http.ts';
import type { WholeRequest } from '../protocols/http.ts';
import type { Reply } from '../protocols/reply.ts';
import { takeWhole } from '../protocols/whole/takeWhole.ts';
import { until } from './until.ts';

export const replyTo = (text: string): Reply => ({ status: 200, headers: { 'x-by': 'whole' }, text });
export const echo = async ({ body }: WholeRequest) => replyTo(body);

/** Answers once it is let. */
export function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const answer = vi.fn(async (request: WholeRequest) => {
    await promise;
    return echo(request);
  });
  return { answer, release: resolve, isAsked: () => until(() => answer.mock.calls.length > 0) };
}

/** A server that answers with the body; who answered is told by `x-by`. */
export async function serverThat(answer: (request: WholeRequest) => Promise<Reply> | undefined = echo) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    response.setHeader('x-by', 'node').setHeader('content-length', Buffer.byteLength(body)).end(body);
  });
  const leaving = new AbortController();
  const answered = vi.fn();
  const whole = takeWhole(server, { path: '/graphql', answer, answered, leaving: leaving.signal });
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  const sockets: Socket[] = [];
  const accepted: Socket[] = [];
  server.on('connection', (socket: Socket) => accepted.push(socket));
  const hasRead = (bytes: number) => until(() => accepted.at(-1)?.bytesRead === bytes);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    whole.destroy();
    server.closeAllConnections();
  });
  const open = async () => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    sockets.push(socket);
    const client = { socket, text: '', isOver: false };
    socket.setEncoding('utf8').on('data', (text: string) => {
      client.text += text;
    });
    socket.on('end', () => {
      client.isOver = true;
    });
    await once(socket, 'connect');
    return client;
  };
  return { server, whole, leaving, answered, open, hasRead };
}

export type Client = { readonly text: string };
export const answers = ({ text }: Client) => text.split('HTTP/1.1 ').slice(1);
export const who = (client: Client) => answers(client).map((answer) => /x-by: (\w+)/i.exec(answer)?.[1]);
export const bodies = (client: Client) => answers(client).map((answer) => answer.split('\r\n\r\n')[1]);
export const count = (client: Client, wanted: number) => until(() => answers(client).length === wanted);

export const PLAIN = ['Host: shop', 'Content-Type: application/json', 'Connection: keep-alive'];
export const requestOf = (body: string, lines: readonly string[] = PLAIN, line = 'POST /graphql HTTP/1.1') =>
  `${[line, ...lines, `Content-Length: ${Buffer.byteLength(body)}`].join('\r\n')}\r\n\r\n${body}`;
