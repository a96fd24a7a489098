import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { TlsOptions } from 'node:tls';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql, parse, subscribe } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { listen, localUrl } from '#kernel/http.ts';

export type TestSubgraph = {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  /** Headers of each request and each upgrade, oldest first. */
  readonly seen: IncomingHttpHeaders[];
  /** The document of each request over HTTP, oldest first. */
  readonly asked: string[];
  /** Cuts everything at once; the address stays reserved for `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Answers nothing any more, but stays connected. */
  freeze(): void;
};

type Options = {
  /** How it streams. */
  readonly over?: 'sockets' | 'event streams';
  /** What goes with its next answer over HTTP. */
  readonly headers?: () => Readonly<Record<string, string>>;
  /** It speaks TLS only, as this server. */
  readonly tls?: TlsOptions;
  /** As its URL names it. */
  readonly host?: string;
};

/** A subgraph as small as one can be: HTTP and one protocol for streams, with no credential asked. */
export async function testSubgraph(
  name: string,
  sdl: string,
  resolvers: object,
  { over = 'sockets', headers = () => ({}), tls, host = '127.0.0.1' }: Options = {},
): Promise<TestSubgraph> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]); // its own type fits no literal
  const seen: IncomingHttpHeaders[] = [];
  const asked: string[] = [];
  const state = { frozen: false };
  const serving = { schema, seen, asked, state, over, headers, tls };
  const first = serve(serving);
  const port = await listen(first.server, { host: '127.0.0.1', port: 0 });
  let running: typeof first | undefined = first;
  return {
    name,
    sdl,
    url: tls ? `https://${host}:${port}/graphql` : localUrl(port),
    seen,
    asked,
    freeze: () => {
      state.frozen = true;
    },
    stop: async () => {
      await running?.stop();
      running = undefined;
    },
    start: async () => {
      running = serve(serving);
      await listen(running.server, { host: '127.0.0.1', port });
    },
  };
}

type Served = Pick<TestSubgraph, 'seen' | 'asked'> & {
  readonly schema: GraphQLSchema;
  readonly state: { readonly frozen: boolean };
  readonly over: NonNullable<Options['over']>;
  readonly headers: NonNullable<Options['headers']>;
  readonly tls: TlsOptions | undefined;
};

function serve(served: Served): { server: Server; stop(): Promise<void> } {
  const { schema, seen, state, over, tls } = served;
  const handle: RequestListener = (request, response) => {
    if (request.url === '/health/ready') return void response.end('{}');
    seen.push(request.headers);
    if (state.frozen) return;
    if (request.method !== 'POST') return void response.writeHead(405).end();
    void (request.headers.accept === 'text/event-stream' ? stream : answer)(served, request, response);
  };
  const server = tls ? createSecureServer(tls, handle) : createServer(handle);
  const sockets = over === 'sockets' ? new WebSocketServer({ server, path: '/graphql' }) : undefined;
  if (sockets) useServer({ schema, onConnect: ({ extra }) => void seen.push(extra.request.headers) }, sockets);
  return { server, stop: () => cut(server, sockets) };
}

async function answer(
  { schema, asked, headers }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { query, variables } = await bodyOf(request);
  asked.push(query);
  const result = await graphql({ schema, source: query, variableValues: variables, contextValue: {} });
  response.setHeader('content-type', 'application/json');
  for (const [name, value] of Object.entries(headers())) response.setHeader(name, value);
  response.end(JSON.stringify(result));
}

/** GraphQL over SSE, distinct connections mode. */
async function stream({ schema }: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { query, variables } = await bodyOf(request);
  const results = await subscribe({ schema, document: parse(query), variableValues: variables });
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': welcome\n\n');
  const told = Symbol.asyncIterator in results ? results : [results];
  if (!Array.isArray(told)) response.once('close', () => void told.return(undefined));
  for await (const result of told) response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
  response.end('event: complete\ndata:\n\n');
}

async function bodyOf(request: IncomingMessage): Promise<{ query: string; variables?: Record<string, unknown> }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

async function cut(server: Server, sockets: WebSocketServer | undefined): Promise<void> {
  for (const socket of sockets?.clients ?? []) socket.terminate();
  sockets?.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
