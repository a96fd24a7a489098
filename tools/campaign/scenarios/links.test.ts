import { describe, expect, it } from 'vitest';
import { runCampaign } from '../runCampaign.ts';
import { baseOptions } from '../testing/baseOptions.ts';
import { fakeParts, fakeWorld } from '../testing/fakeWorld.ts';
import type { World } from '../world/world.ts';
import { badLinks } from './links.ts';

const CALLERS = ['gateway', 'gateway-2', 'orders', 'orders-2', 'products', 'email', 'expiration'];
const CALLEES = ['mongod', 'kafka', 'users'];
const WAYS = ['slow', 'cut', 'half-open'];

/** Who suffered what, round by round. */
async function trialsOf(isFull: boolean): Promise<string[][]> {
  const { world } = fakeWorld();
  const rounds: string[][] = [];
  let isNew = true;
  const note = (trial: string) => {
    if (isNew) rounds.push([]);
    isNew = false;
    rounds.at(-1)?.push(trial);
  };
  const linkOf = (name: string): World['links'][number] => ({
    name,
    heal: () => {
      isNew = true;
    },
    slow: () => note(`${name} slow`),
    cut: () => note(`${name} cut`),
    stall: () => note(`${name} half-open`),
  });
  const links = CALLERS.flatMap((caller) => CALLEES.map((callee) => linkOf(`${caller}→${callee}`)));
  const leg = { name: 'links', planned: [{ scenario: badLinks, rounds: 2 }] };
  await runCampaign([leg], fakeParts({ ...world, links }), { ...baseOptions, isFull });
  return rounds;
}

describe('bad links', () => {
  it('are all of them, each in each way, in the long profile', async () => {
    const every = CALLERS.flatMap((caller) =>
      CALLEES.flatMap((callee) => WAYS.map((how) => `${caller}→${callee} ${how}`)),
    );

    expect((await trialsOf(true)).flat().sort()).toEqual(every.sort());
  });

  it('are of six processes at once there, until fewer are left, and of two otherwise', async () => {
    const full = await trialsOf(true);

    expect(full).toHaveLength(Math.ceil((CALLERS.length * CALLEES.length * WAYS.length) / 6));
    for (const round of full) expect(new Set(round.map((trial) => trial.split('→')[0])).size).toBe(round.length);
    expect((await trialsOf(false)).map(({ length }) => length)).toEqual([2, 2]);
  });
});
