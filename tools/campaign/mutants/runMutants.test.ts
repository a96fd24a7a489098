import { describe, expect, it } from 'vitest';
import type { CampaignParts } from '../parts.ts';
import { allScenarios } from '../scenarios/allScenarios.ts';
import { fakeParts, fakeWorld } from '../testing/fakeWorld.ts';
import type { Finding } from '../types.ts';
import { allMutants } from './allMutants.ts';
import { runMutants } from './runMutants.ts';

const broken = (check: string): Finding => ({ promise: 'V4', check, looked: 1, broken: ['a unit was sold twice'] });
const [mutant] = allMutants;

/** Shops that find in turn what is given: first the one without a mutant. */
const run = (...found: (readonly Finding[])[]) => runWith({ check: async () => found.shift() ?? [] });

async function runWith(others: Partial<CampaignParts>, mutants = mutant ? [mutant] : []) {
  const parts: CampaignParts = { ...fakeParts(fakeWorld().world), ...others };
  const told: string[] = [];
  const quiet = { say: () => undefined, onProgress: () => undefined, signal: new AbortController().signal };
  const options = { seed: '1', transport: 'embedded', scenarios: allScenarios, ...quiet } as const;
  const exitCode = await runMutants(mutants, parts, { ...options, print: (line) => told.push(line) });
  return { told: told.join('\n'), exitCode };
}

describe('mutants', () => {
  it('are caught by a check that they name', async () => {
    const { told, exitCode } = await run([], [broken('stock-equation')]);

    expect(told).toContain('caught by stock-equation');
    expect(exitCode).toBe(0);
  });

  it('survive when nothing is broken, or only something else', async () => {
    expect(await run([], [])).toMatchObject({ told: expect.stringContaining('SURVIVED'), exitCode: 1 });
    expect(await run([], [broken('mails-expected')])).toMatchObject({ exitCode: 1 });
  });

  it('prove nothing where a shop without them is broken as well', async () => {
    const { told, exitCode } = await run([broken('stock-equation')], [broken('stock-equation')]);

    expect(told).toBe('Something is broken without any mutant: nothing can be proven here.');
    expect(exitCode).toBe(1);
  });

  it('are told apart from what they could not be tried on', async () => {
    const { world } = fakeWorld();
    const openWorld: CampaignParts['openWorld'] = async ({ preload }) => {
      if (preload) throw new Error('no MongoDB');
      return world;
    };
    const { told, exitCode } = await runWith({ openWorld });

    expect(told).toContain('could not be tried');
    expect(exitCode).toBe(3);
  });

  it('come after shops without them that go through the same, with the same customers and replicas', async () => {
    const shops: string[] = [];
    const crowds: number[] = [];
    const { world, done } = fakeWorld();
    const openWorld: CampaignParts['openWorld'] = async ({ replicas, preload }) => {
      shops.push(`${replicas}${preload ? ', mutated' : ''}`);
      return world;
    };
    const openCustomers: CampaignParts['openCustomers'] = async (inside, who) => {
      crowds.push(who.rate);
      return fakeParts(inside).openCustomers(inside, who);
    };
    const wanted = ['no-guard-of-stock', 'key-that-binds-nothing', 'expires-while-paying'];
    await runWith(
      { openWorld, openCustomers },
      allMutants.filter(({ name }) => wanted.includes(name)),
    );

    expect(shops).toEqual(['2', '1', '2, mutated', '1, mutated', '1, mutated']);
    expect(crowds).toEqual([1, 6, 1, 6, 6]);
    const [, control, , ...mutated] = done.join(' ').split(/ ?disposed ?/);
    expect(control).toMatch(/crash .*clock /);
    expect(control).toBe(mutated.filter(Boolean).join(' '));
  });
});
