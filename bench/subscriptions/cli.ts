import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { makeKeys, writeKeys } from '#kernel/auth/keys.ts';
import { messageOf } from '#kernel/errors.ts';
import { readOptions } from '#tools/environment/readOptions.ts';
import { sayOnStderr } from '#tools/processes/progress.ts';
import { type Child, startChild } from '../gateway/processes.ts';
import { tooFewFiles } from './openFiles.ts';
import { type Figures, run } from './run.ts';
import type { CrowdSetup } from './tasks.ts';

const USAGE = `npm run bench:subscriptions [-- OPTIONS]
So many clients over graphql-transport-ws on one gateway process, each with an access token of its own, all told by a small
subgraph. Ends with 1 when a client misses an event, or gets one twice or out of order.

  --clients N       how many (default 5000)
  --shared          all on one feed that is the same for everybody: one subscription at the subgraph
  --events N        how many events are measured (default 20)
  --every MS        from one event to the next, or later when not all have got it (default 1000)
  --processes N     processes that hold the clients (default 2)
  --semi-space MB   the gateway's V8 gets this --max-semi-space-size (default 24, as \`npm run gateway\` has it; V8's own is 32)
  --profile DIR     a CPU profile of the gateway
  --help            this

The gateway needs two open files for each client (one with --shared): see \`ulimit -Hn\`.
Ends with 0, 1 for a failure, 2 for an unknown option.`;

const SDL = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@composeDirective"])
  @link(url: "https://bazaar.example/streams/v1.0", import: ["@broadcast"])
  @composeDirective(name: "@broadcast")
  directive @broadcast(latest: Boolean! = false) on FIELD_DEFINITION
  type Query { here: Boolean }
  type Told { number: Int! sentAtMs: Float! text: String! }
  type Subscription { each: Told! everybody: Told! @broadcast }`;

const number = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  process.stderr.write(`a whole number from 1, not ${text}\n\n${USAGE}\n`);
  return process.exit(2);
};

const options = readOptions(USAGE, {
  clients: { type: 'string', default: '5000' },
  shared: { type: 'boolean', default: false },
  events: { type: 'string', default: '20' },
  every: { type: 'string', default: '1000' },
  processes: { type: 'string', default: '2' },
  'semi-space': { type: 'string', default: '24' },
  profile: { type: 'string' },
});
const semiSpace = number(options['semi-space']);
const sizes = { clients: number(options.clients), events: number(options.events), everyMs: number(options.every) };
const processes = number(options.processes);

function composed(feedPort: number): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'feed', url: `http://127.0.0.1:${feedPort}/graphql`, typeDefs: parse(SDL) },
  ]);
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

async function main(dir: string, children: Child[]): Promise<Figures> {
  const complaint = tooFewFiles({ ...sizes, shared: options.shared, processes });
  if (complaint) throw new Error(complaint);
  writeKeys(dir, makeKeys(['users', 'gateway'], 'users'));
  const start = async (...given: Parameters<typeof startChild>) => {
    const child = await startChild(...given);
    children.push(child);
    return child;
  };
  const feed = await start('../subscriptions/feed.ts', []);
  const supergraphFile = join(dir, 'supergraph.graphql');
  await writeFile(supergraphFile, composed(Number(feed.first['port'])));
  const gateway = await start('../subscriptions/gateway.ts', [supergraphFile, dir], {
    flags: ['--expose-gc', `--max-semi-space-size=${semiSpace}`],
    ...(options.profile && { profile: options.profile }),
  });
  const query = `subscription { ${options.shared ? 'everybody' : 'each'} { number sentAtMs text } }`;
  const gatewayPort = Number(gateway.first['port']);
  const crowds: Child[] = [];
  for (let index = 0; index < processes; index++) {
    const setup: CrowdSetup = { gatewayPort, keysDir: dir, query, first: index * sizes.clients };
    crowds.push(await start('../subscriptions/crowd.ts', [JSON.stringify(setup)]));
  }
  return run({ feed, gateway, crowds }, sizes, sayOnStderr);
}

const tableOf = ({
  kibPerClient,
  heapKibPerClient,
  youngKibPerClient,
  p50Ms,
  p99Ms,
  cpuMicros,
  upstreams,
  load,
}: Figures) =>
  [
    `clients                 ${sizes.clients}, all got ${sizes.events} events in order`,
    `at the subgraph         ${upstreams} subscription${upstreams === 1 ? '' : 's'}`,
    `memory of the gateway   ${kibPerClient.toFixed(1)} KiB a client: ${heapKibPerClient.toFixed(1)} objects, ${youngKibPerClient.toFixed(1)} growth of V8's young generation`,
    `feed to client          p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms`,
    `CPU of the gateway      ${cpuMicros.toFixed(1)} µs an event and client`,
    `load of the machine     ${load.toFixed(1)}`,
    '',
  ].join('\n');

const dir = await mkdtemp(join(tmpdir(), 'bench-subscriptions-'));
const children: Child[] = [];
try {
  process.stdout.write(tableOf(await main(dir, children)));
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  await Promise.all(children.map((child) => child.stop()));
  await rm(dir, { recursive: true });
}
