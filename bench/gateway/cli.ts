import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { signAccessToken } from '#kernel/auth/accessToken.ts';
import { keyRing, makeKeys, writeKeys } from '#kernel/auth/keys.ts';
import { messageOf } from '#kernel/errors.ts';
import { readOptions } from '#tools/environment/readOptions.ts';
import { checkAnswers } from './checkAnswers.ts';
import type { Setup } from './gateways/child.ts';
import { loadOn } from './load.ts';
import { type Figures, measure, medianOf } from './measure.ts';
import { installPeers } from './peers/installPeers.ts';
import { plotOf } from './plot.ts';
import { type Child, startChild } from './processes.ts';
import { shareTable } from './shares.ts';
import { type Ports, supergraphFor } from './supergraph.ts';
import { tableOf } from './table.ts';
import { type Workload, workloads } from './workloads.ts';

const USAGE = `npm run bench:gateway [-- OPTIONS]
What a request costs in this gateway, in stock @apollo/gateway behind Apollo Server, and at the limit (node:http with the
same fetches, nothing parsed), on the same subgraphs, in rounds that take turns. Figures are medians of the rounds.

  --rounds N        rounds of each gateway for each workload (default 5)
  --seconds N       length of a round (default 4)
  --connections N   clients at the same time (default 50)
  --only TEXT       workloads whose name has this in it
  --gateways LIST   of them only those whose names have one of these in them: ours,stock
  --peers           Hive Gateway and Mercurius, too; they are installed into .data/bench/peers, where they are not there yet
  --profile DIR     a CPU profile of each gateway and workload, of one more round, and where its time went
  --help            this

A table goes to the terminal and, with a plot, to .data/bench. Ends with 0, 1 for a failure, 2 for an unknown option.`;

const OUTPUT = '.data/bench';
/** The gateways share one core; subgraphs and clients have the other. */
const CORE = 0;

const number = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  process.stderr.write(`a whole number from 1, not ${text}\n\n${USAGE}\n`);
  return process.exit(2);
};

const options = readOptions(USAGE, {
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '4' },
  connections: { type: 'string', default: '50' },
  only: { type: 'string', default: '' },
  gateways: { type: 'string', default: '' },
  peers: { type: 'boolean', default: false },
  profile: { type: 'string' },
});
const rounds = number(options.rounds);
const seconds = number(options.seconds);
const connections = number(options.connections);

const OURS = './gateways/ours.ts';
/** As `npm run gateway` and the shop's images start it. */
const OUR_FLAGS = ['--max-semi-space-size=24'];

/** Name, file and what it is told. */
const GATEWAYS: readonly (readonly [name: string, file: string, ...how: string[]])[] = [
  ['ours', OURS],
  ['ours, de-duplicating', OURS, 'deduplicate'],
  ['ours, caching', OURS, 'cache'],
  ['ours, pipelining', OURS, 'pipelining'],
  ['stock @apollo/gateway', './gateways/stock.ts'],
  ['limit', './gateways/limit.ts'],
];

const PEERS: typeof GATEWAYS = [
  ['Hive Gateway', './peers/hive.ts'],
  ['Mercurius', './peers/mercurius.ts'],
];

/** Those of others too, where they are asked for and can be had; they are told where they are. */
async function allGateways(): Promise<typeof GATEWAYS> {
  const dir = options.peers ? await installPeers() : undefined;
  return dir === undefined ? GATEWAYS : [...GATEWAYS, ...PEERS.map(([name, file]) => [name, file, dir] as const)];
}

/** The gateways in the order of the table. */
async function startGateways(setup: Setup): Promise<Map<string, Child>> {
  const told = JSON.stringify(setup);
  const wanted = options.gateways.split(',');
  const started = new Map<string, Child>();
  for (const [name, file, ...how] of await allGateways()) {
    if (!wanted.some((text) => name.includes(text))) continue;
    const flags = file === OURS ? OUR_FLAGS : [];
    started.set(name, await startChild(file, [told, ...how], { core: CORE, flags }));
  }
  return started;
}

/** Until the compiler has seen everything, and is done: figures of cold code mean nothing, and its threads are in the figures. */
const WARM_UP_REQUESTS = 15_000;
/** Enough for those that answer few a second. */
const WARM_UP_SECONDS = 10;

async function compare(gateways: ReadonlyMap<string, Child>, workload: Workload, token: string) {
  const found = new Map<string, Figures[]>([...gateways.keys()].map((name) => [name, []]));
  for (const child of gateways.values()) {
    const warmUp = { connections, requests: WARM_UP_REQUESTS, seconds: WARM_UP_SECONDS, token };
    await loadOn(Number(child.first['port']), workload, warmUp);
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, child] of gateways) {
      found.get(name)?.push(await measure(child, workload, { connections, seconds, token }));
    }
    process.stderr.write(`${workload.name}: round ${round + 1} of ${rounds}, load ${loadavg()[0]?.toFixed(1)}\n`);
  }
  for (const [name, child] of options.profile ? gateways : []) await profile(child, name, workload, token);
  return new Map([...found].map(([name, all]) => [name, medianOf(all)]));
}

async function profile(child: Child, name: string, workload: Workload, token: string): Promise<void> {
  const dir = resolve(options.profile ?? OUTPUT);
  await mkdir(dir, { recursive: true });
  const file = join(dir, `${`${name} ${workload.name}`.replaceAll(/\W+/g, '-')}.cpuprofile`);
  await child.ask({ profile: 'start' });
  await measure(child, workload, { connections, seconds, token });
  await child.ask({ profile: 'stop', file });
  process.stderr.write(`\n${file}\n${shareTable(JSON.parse(await readFile(file, 'utf8')))}\n`);
}

async function main(dir: string, children: Child[]): Promise<void> {
  const keys = makeKeys(['users', 'gateway'], 'users');
  writeKeys(dir, keys);
  const { token: key } = keyRing(keys, 'users');
  if (!key) throw new Error('no key for tokens');
  const token = signAccessToken(key, { userId: 'u1', sessionId: 's1', roles: ['customer'] });
  const chosen = workloads.filter(({ name }) => name.includes(options.only));

  const subgraphs = await startChild('./subgraphs.ts', [], { core: 1 });
  children.push(subgraphs);
  const ports = subgraphs.first['ports'] as Ports;
  const setup: Setup = { supergraphFile: join(dir, 'supergraph.graphql'), keysDir: dir, ports };
  await writeFile(setup.supergraphFile, supergraphFor(ports));
  await writeFile(`${setup.supergraphFile}.json`, JSON.stringify(await record(subgraphs, setup, token)));
  const gateways = await startGateways(setup);
  children.push(...gateways.values());

  for (const workload of chosen) await checkAnswers(gateways, workload, token);
  const all = new Map<string, Map<string, Figures>>();
  for (const workload of chosen) all.set(workload.name, await compare(gateways, workload, token));
  const tables = [...all].map(([name, figures]) => tableOf(name, figures)).join('\n\n');
  process.stdout.write(`${tables}\n`);
  await mkdir(OUTPUT, { recursive: true });
  await writeFile(join(OUTPUT, 'gateway.md'), `${tables}\n`);
  await writeFile(join(OUTPUT, 'gateway.svg'), plotOf(all));
}

/** What our gateway asks subgraphs for each workload, for the limit to repeat. */
async function record(subgraphs: Child, setup: Setup, token: string): Promise<Record<string, unknown>> {
  const gateway = await startChild(OURS, [JSON.stringify(setup)]);
  const recorded: Record<string, unknown> = {};
  for (const workload of workloads) {
    await subgraphs.ask();
    await loadOn(Number(gateway.first['port']), workload, { connections: 1, requests: 1, token });
    const { recorded: requests } = await subgraphs.ask<{ recorded: unknown[] }>();
    recorded[workload.name] = requests;
  }
  await gateway.stop();
  return recorded;
}

const dir = await mkdtemp(join(tmpdir(), 'bench-gateway-'));
const children: Child[] = [];
try {
  await main(dir, children);
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  await Promise.all(children.map((child) => child.stop()));
  await rm(dir, { recursive: true });
}
