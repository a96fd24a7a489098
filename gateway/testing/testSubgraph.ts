import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql, parse } from 'graphql';
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

/** A subgraph as small as one can be: HTTP and graphql-transport-ws, with no credential asked. */
export async function testSubgraph(name: string, sdl: string, resolvers: object): Promise<TestSubgraph> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]); // its own type fits no literal
  const seen: IncomingHttpHeaders[] = [];
  const asked: string[] = [];
  const state = { frozen: false };
  const first = serve(schema, { seen, asked }, state);
  const port = await listen(first.server, { host: '127.0.0.1', port: 0 });
  let running: typeof first | undefined = first;
  return {
    name,
    sdl,
    url: localUrl(port),
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
      running = serve(schema, { seen, asked }, state);
      await listen(running.server, { host: '127.0.0.1', port });
    },
  };
}

function serve(
  schema: GraphQLSchema,
  { seen, asked }: Pick<TestSubgraph, 'seen' | 'asked'>,
  state: { readonly frozen: boolean },
) {
  const server = createServer((request, response) => {
    if (request.url === '/health/ready') return void response.end('{}');
    seen.push(request.headers);
    if (state.frozen) return;
    void answer(schema, asked, request, response);
  });
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  useServer({ schema, onConnect: ({ extra }) => void seen.push(extra.request.headers) }, sockets);
  return { server, stop: () => cut(server, sockets) };
}

async function answer(
  schema: GraphQLSchema,
  asked: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  asked.push(query);
  const result = await graphql({ schema, source: query, variableValues: variables });
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(result));
}

async function cut(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
