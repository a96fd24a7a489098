import { describe, expect, it } from 'vitest';
import type { Injuries } from './checks/evidence.ts';
import type { CampaignParts } from './parts.ts';
import { fakeParts, fakeWorld } from './testing/fakeWorld.ts';
import { Trial } from './trial.ts';
import type { Scenario } from './types.ts';
import type { World } from './world/world.ts';

const options = {
  seed: '1',
  transport: 'embedded',
  replicas: 1,
  rate: 1,
  isFull: false,
  judgesTimes: false,
  pace: { calmMs: 0, lastCalmMs: 0, latestMs: 60_000 },
  quietMs: 50,
  worldAgeMs: 5_000,
  say: () => undefined,
  onProgress: () => undefined,
} as const;

type Shop = {
  readonly open?: () => number;
  readonly quiet?: World['quiet'];
  readonly scenarios?: readonly Scenario['run'][];
  readonly signal?: AbortSignal;
};

async function tried(shop: Shop) {
  const { open = () => 0, quiet = async () => undefined, scenarios = [], signal = new AbortController().signal } = shop;
  const world: World = { ...fakeWorld().world, quiet };
  const checked: Injuries[] = [];
  const read = async () => ({ ordersFinished: 0, ordersOpen: open(), outboxPending: 0, outboxLagMs: 0 });
  const parts: CampaignParts = {
    ...fakeParts(world),
    openGauge: async () => ({ read, close: async () => undefined }),
    check: async (_world, _log, injuries) => {
      checked.push(injuries);
      return [];
    },
  };
  const planned = scenarios.map((run) => ({ scenario: { name: 'a', about: '', rounds: { full: 1 }, run }, rounds: 1 }));
  const trial = new Trial(world, parts, { ...options, signal });
  const { findings } = await trial.run({ name: 'a', planned });
  return { rest: findings.find(({ check }) => check === 'comes-to-rest')?.broken, injuries: checked[0] };
}

describe('a shop comes to rest', () => {
  it('when its orders have ended and nothing moves', async () => {
    let open = 3;

    expect((await tried({ open: () => open-- })).rest).toEqual([]);
  });

  it('not while orders are open, and what moves has only what they have left of the time', async () => {
    const left: number[] = [];
    const { rest } = await tried({ open: () => 2, quiet: async (withinMs) => void left.push(withinMs) });

    expect(rest).toEqual(['2 orders are open after 50 ms']);
    expect(left).toEqual([0]);
  });

  it('not while anything moves, nor where nobody can see its orders', async () => {
    const quiet = () => Promise.reject(new Error('3 mails that wait'));
    const open = () => {
      throw new Error('the database is away');
    };

    expect((await tried({ quiet })).rest).toEqual(['3 mails that wait']);
    expect((await tried({ open })).rest).toEqual(['nobody can tell how many orders are open after 50 ms']);
  });
});

it('an interruption while the shop comes to rest ends the trial, which then says nothing of the end', async () => {
  const abort = new AbortController();
  const quiet = () => {
    abort.abort(new Error('interrupted'));
    return new Promise<void>(() => undefined);
  };

  expect(await tried({ quiet, signal: abort.signal })).toEqual({ rest: undefined, injuries: undefined });
});

it('the checks learn of everything that was done to the shop, and when', async () => {
  const before = Date.now();
  const { injuries } = await tried({
    scenarios: [({ world, inflict }) => inflict({ kind: 'kill', target: 'email' }, () => world.kill('email'))],
  });

  expect(injuries?.faults).toMatchObject([{ kind: 'kill', target: 'email', recoveryMs: 1_000 }]);
  expect(injuries?.startedAt.getTime()).toBeGreaterThanOrEqual(before);
  const [kill] = injuries?.faults ?? [];
  expect(injuries?.secondCopies).toMatchObject([{ from: 5_000 - 2_000 + (kill?.at ?? 0), most: 8 }]);
});
