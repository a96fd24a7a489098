import { parseArgs } from 'node:util';
import { z } from 'zod';
import { AppError, messageOf } from '#kernel/errors.ts';
import { listen } from '#kernel/http.ts';
import { defineService, failToStart, stopOnSignals } from '#kernel/lifecycle.ts';
import { optionsOf } from './optionsOf.ts';
import { readSettings, settingPaths, variableOf } from './readSettings.ts';
import { serveMetrics } from './serveMetrics.ts';
import { buildGateway, GRAPHQL_PATH } from './server.ts';
import { type Settings, settings } from './settings.ts';

const HELP = `Serves any supergraph: queries, mutations and subscriptions over HTTP, WebSocket, SSE and multipart.

  npm run gateway -- --supergraph FILE [--port N] [--host ADDRESS] [--config FILE]

  --supergraph FILE   what \`rover supergraph compose\` wrote; a change of it is taken up while running
  --port N            the port to listen on (4000)
  --host ADDRESS      the address to listen on (127.0.0.1)
  --config FILE       settings, as YAML or JSON (docs/gateway.md)
  --help              this text

Files are looked for from the folder of package.json, where npm runs it. Without settings everybody is anonymous and no
header of the client but x-request-id reaches a subgraph; pages of this machine and of Apollo Studio may use it, and may
look at the schema. Every setting may come from the environment too, written as in the file; the environment wins over
the file, and flags over both:

`;

const flags = {
  supergraph: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  config: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

function readFlags() {
  try {
    const { help, config, port, ...values } = parseArgs({ options: flags }).values;
    const number = port === undefined ? {} : { port: z.coerce.number().int().min(0).max(65_535).parse(port) };
    return { help, config, given: { ...values, ...number } };
  } catch (error) {
    const message = error instanceof z.ZodError ? '--port must be a number up to 65535' : messageOf(error);
    throw new AppError('BAD_USER_INPUT', 'BAD_FLAGS', `${message}; see --help`, { cause: error });
  }
}

const service = (read: Settings, isProduction: boolean) =>
  defineService({
    name: 'gateway',
    config: z.object({}),
    start: async (_config, scope) => {
      const server = await buildGateway(await optionsOf(read, scope, isProduction), scope);
      if (read.metricsPort !== undefined) await serveMetrics({ host: read.host, port: read.metricsPort }, scope);
      const bound = await listen(server, { host: read.host, port: read.port });
      const host = read.host.includes(':') ? `[${read.host}]` : read.host;
      scope.logger.info(`http://${host}:${bound}${GRAPHQL_PATH}`);
    },
  });

const allSettings = () =>
  settingPaths(settings)
    .map((path) => `  ${path.join('.').padEnd(34)}${variableOf(path)}`)
    .join('\n');

async function main(): Promise<void> {
  const { help, config, given } = readFlags();
  if (help) return console.log(HELP + allSettings());
  // Of the environment only its settings, and where traces go: `GATEWAY_…` and `OTEL_…`.
  const isProduction = process.env['NODE_ENV'] === 'production';
  const tracing = Object.entries(process.env).filter(([name]) => name.startsWith('OTEL_'));
  const running = await service(readSettings(config, process.env, given), isProduction).launch(
    Object.fromEntries(tracing),
  );
  stopOnSignals(() => running.stop(), 'gateway');
}

function fail(error: unknown): never {
  if (!(error instanceof AppError && error.reason === 'BAD_FLAGS')) return failToStart('gateway', error);
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}

await main().catch(fail);
