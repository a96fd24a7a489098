import { parseArgs } from 'node:util';
import { z } from 'zod';
import { AppError, messageOf } from '#kernel/errors.ts';
import { listen } from '#kernel/http.ts';
import { defineService, failToStart, stopOnSignals } from '#kernel/lifecycle.ts';
import { explorerPages } from './explorer/explorer.ts';
import { noIdentity } from './identity.ts';
import { developmentOrigins } from './protocols/origins.ts';
import { buildGateway, GRAPHQL_PATH } from './server.ts';

const HELP = `Serves any supergraph: queries, mutations and subscriptions over HTTP, WebSocket, SSE and multipart.

  npm run gateway -- --supergraph FILE [--port N] [--host ADDRESS]

  --supergraph FILE   what \`rover supergraph compose\` wrote; a change of it is taken up while running
  --port N            the port to listen on (4000)
  --host ADDRESS      the address to listen on (127.0.0.1)
  --help              this text

Everybody is anonymous and no header of the client but x-request-id reaches a subgraph. Pages of this machine and of
Apollo Studio may use it, and may look at the schema.`;

const flags = {
  supergraph: { type: 'string' },
  port: { type: 'string', default: '4000' },
  host: { type: 'string', default: '127.0.0.1' },
  help: { type: 'boolean', default: false },
} as const;

function readFlags() {
  try {
    const { values } = parseArgs({ options: flags });
    return { ...values, port: z.coerce.number().int().min(0).max(65_535).parse(values.port) };
  } catch (error) {
    const message = error instanceof z.ZodError ? '--port must be a number up to 65535' : messageOf(error);
    throw new AppError('BAD_USER_INPUT', 'BAD_FLAGS', `${message}; see --help`, { cause: error });
  }
}

const plainExplorer = { title: 'Explorer', endpoint: GRAPHQL_PATH, chapters: [], remember: {}, missing: {} };

const service = (file: string, host: string, port: number) =>
  defineService({
    name: 'gateway',
    config: z.object({}),
    start: async (_config, scope) => {
      const server = await buildGateway(
        {
          supergraphFile: file,
          identity: noIdentity,
          subgraphUrls: {},
          subgraphTimeoutMs: 10_000,
          introspection: true,
          origins: developmentOrigins,
          waitForSubgraphs: false,
          pages: explorerPages(plainExplorer),
        },
        scope,
      );
      const bound = await listen(server, { host, port });
      scope.logger.info(`http://${host}:${bound}${GRAPHQL_PATH}`);
    },
  });

async function main(): Promise<void> {
  const { help, supergraph, host, port } = readFlags();
  if (help) return console.log(HELP);
  if (!supergraph) throw new AppError('BAD_USER_INPUT', 'BAD_FLAGS', '--supergraph FILE is needed; see --help');
  const running = await service(supergraph, host, port).launch({});
  stopOnSignals(() => running.stop(), 'gateway');
}

await main().catch((error: unknown) => failToStart('gateway', error));
