import type { CampaignParts } from '../parts.ts';
import type { Finding } from '../types.ts';
import type { World } from '../world/world.ts';

const MEMBERS = [
  'gateway',
  'users',
  'products',
  'orders',
  'orders-2',
  'payments',
  'notifications',
  'email',
  'expiration',
];
const LINKS = ['orders→mongod', 'products→mongod', 'email→smtp', 'gateway→orders', 'orders→kafka', 'payments→provider'];

/** A shop that does at once whatever is done to it, and remembers it. */
export function fakeWorld(transport: World['transport'] = 'embedded') {
  const done: string[] = [];
  const doing = (what: string) => (target: string, detail?: unknown) => {
    done.push([what, target, detail].filter((each) => each !== undefined).join(' '));
    return Promise.resolve(1_000);
  };
  const world: World = {
    transport,
    urls: [],
    mongodbUri: '',
    databasePrefix: 'fake',
    logsDir: '',
    kafkaBrokers: undefined,
    adminPassword: '',
    members: MEMBERS,
    links: LINKS.map((name) => ({
      name,
      heal: () => undefined,
      slow: (ms) => void doing('slow')(name, ms),
      cut: () => void doing('cut')(name),
      stall: () => void doing('stall')(name),
    })),
    mails: { accepted: [], behave: (as) => void (as === 'well' || doing('mails')(as)) },
    provider: { payments: [], behave: (as) => void (as === 'well' || doing('provider')(as)) },
    ends: [],
    kill: doing('kill'),
    freeze: doing('freeze'),
    stop: doing('stop'),
    restart: async (target, meanwhile = async () => undefined) => {
      await doing('restart')(target);
      await meanwhile();
      return { drainMs: 100 };
    },
    repeats: async () => 0,
    crashAt: async (member, point) => {
      await doing('crash')(member, point);
      return true;
    },
    recovery: async () => 1_000,
    advanceClock: async (ms) => void (await doing('clock')(String(ms))),
    quiet: async () => undefined,
    dispose: async () => void done.push('disposed'),
  };
  return { world, done };
}

/** A campaign in which no time passes. */
export function fakeParts(world: World, findings: readonly Finding[] = []): CampaignParts {
  let finished = 0;
  return {
    openWorld: async () => world,
    openCustomers: async () => ({
      log: { orders: [], streams: [], violations: [] },
      openSale: async () => async () => undefined,
      stop: async () => undefined,
      leave: async () => undefined,
    }),
    openGauge: async () => ({
      read: async () => ({ ordersFinished: finished++, ordersOpen: 0, outboxPending: 0, outboxLagMs: 0 }),
      close: async () => undefined,
    }),
    watchStock: async () => ({ seen: { looks: 0, broken: [] }, stop: async () => undefined }),
    check: async () => findings,
    pause: async (_ms, signal) => {
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}
