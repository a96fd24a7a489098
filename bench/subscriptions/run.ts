import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from '../gateway/processes.ts';
import type { CrowdAnswer, CrowdTask, FeedAnswer, FeedTask, GatewayUsage } from './tasks.ts';

export type World = { readonly feed: Child; readonly gateway: Child; readonly crowds: readonly Child[] };
type Sizes = { readonly clients: number; readonly events: number; readonly everyMs: number };

export type Figures = {
  readonly kibPerClient: number;
  readonly heapKibPerClient: number;
  readonly youngKibPerClient: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicros: number;
  /** Subscriptions at the subgraph. */
  readonly upstreams: number;
  readonly load: number;
};

const WARM_UP_CLIENTS = 200;
const WARM_UP_EVENTS = 50;
const STEP = 1_000;
const SETTLE_MS = 1_000;
const PATIENCE_MS = 60_000;

/** @throws Error when a client missed an event, got one twice or out of order, or lost its socket. */
export async function run(world: World, sizes: Sizes, say: (line: string) => void): Promise<Figures> {
  const { gateway, feed } = world;
  const { clients, events, everyMs } = sizes;
  const teller = makeTeller(world);
  await warmUp(world, teller);
  const empty = await gateway.ask<GatewayUsage>();

  for (let joined = 0; joined < clients; joined += STEP) {
    await join(world, Math.min(STEP, clients - joined));
    say(`${Math.min(joined + STEP, clients)} of ${clients} clients, load ${load().toFixed(1)}`);
  }
  await teller.settle(clients);
  const full = await gateway.ask<GatewayUsage>();
  await ask(world, { report: true });
  for (let told = 1; told <= events; told++) {
    const began = performance.now();
    await teller.tell(clients);
    if (told % 10 === 0) say(`${told} of ${events} events, load ${load().toFixed(1)}`);
    await pause(Math.max(0, everyMs - (performance.now() - began)));
  }
  const after = await gateway.ask<GatewayUsage>();
  const { followers: upstreams } = await feed.ask<FeedAnswer>({});
  const latencies = (await ask(world, { report: true })).flatMap((answer) => answer.latencies).sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return {
    kibPerClient: (full.rssKib - empty.rssKib) / clients,
    heapKibPerClient: (full.heapKib - empty.heapKib) / clients,
    youngKibPerClient: (full.youngKib - empty.youngKib) / clients,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuMicros: ((after.cpuMs - full.cleanedMs) * 1_000) / (events * clients),
    upstreams,
    load: load(),
  };
}

const load = () => loadavg()[0] ?? Number.NaN;

/** Until the compiler has seen everything; then all leave again. */
async function warmUp(world: World, teller: Teller): Promise<void> {
  await join(world, WARM_UP_CLIENTS);
  await teller.settle(WARM_UP_CLIENTS);
  for (let told = 0; told < WARM_UP_EVENTS; told++) await teller.tell(WARM_UP_CLIENTS);
  await ask(world, { leave: true });
  const isLeft = async () => (await world.feed.ask<FeedAnswer>({})).followers === 0;
  while (!(await isLeft())) await pause(50);
}

/** @throws Error for what any of the clients has seen that should not be. */
async function ask({ crowds }: World, task: CrowdTask): Promise<CrowdAnswer[]> {
  const answers = await Promise.all(crowds.map((crowd) => crowd.ask<CrowdAnswer>(task)));
  const failures = answers.flatMap((answer) => answer.failures);
  if (failures.length > 0) throw new Error(failures.join('\n'));
  return answers;
}

async function join({ crowds }: World, count: number): Promise<void> {
  const each = Math.ceil(count / crowds.length);
  const shares = crowds.map((_crowd, index) => Math.max(0, Math.min(each, count - index * each)));
  const answers = await Promise.all(crowds.map((crowd, index) => crowd.ask<CrowdAnswer>({ join: shares[index] ?? 0 })));
  const failures = answers.flatMap((answer) => answer.failures);
  if (failures.length > 0) throw new Error(failures.join('\n'));
}

type Teller = ReturnType<typeof makeTeller>;

function makeTeller(world: World) {
  let number = 0;
  const next = async (forMs: number) => {
    number++;
    await world.feed.ask<FeedAnswer>({ number } satisfies FeedTask);
    const answers = await ask(world, { event: number, forMs });
    return answers.reduce((sum, { got }) => sum + got, 0);
  };
  return {
    /** Tells events until each client has begun to get them. */
    settle: async (clients: number) => {
      const until = performance.now() + PATIENCE_MS;
      while ((await next(SETTLE_MS)) < clients) {
        if (performance.now() > until) throw new Error('some clients never get an event');
      }
    },
    /** One event, to all. */
    tell: async (clients: number) => {
      const got = await next(PATIENCE_MS);
      if (got < clients) throw new Error(`event ${number} reached ${got} of ${clients} clients`);
    },
  };
}
