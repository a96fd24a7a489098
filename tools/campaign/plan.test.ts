import { describe, expect, it } from 'vitest';
import { planOf, type Wanted } from './plan.ts';
import { runLeg } from './runLeg.ts';
import { allScenarios } from './scenarios/allScenarios.ts';
import { fakeParts, fakeWorld } from './testing/fakeWorld.ts';

const wanted: Wanted = { profile: 'default', transport: 'embedded', only: [] };
const pace = { calmMs: 0, lastCalmMs: 0, latestMs: 60_000 };
/** They reach past the shop, into databases that a fake does not have. */
const PAST_THE_SHOP = ['repeats', 'poison'];
const scenarios = allScenarios.filter(({ name }) => !PAST_THE_SHOP.includes(name));

/** What is done to the world, in its order. */
async function deedsOf(seed: string, only: readonly string[] = []): Promise<string[]> {
  const { world, done } = fakeWorld();
  const [leg] = planOf(scenarios, { ...wanted, only });
  if (!leg) throw new Error('there is no plan');
  const signal = new AbortController().signal;
  const options = {
    seed,
    signal,
    transport: 'embedded',
    replicas: 1,
    rate: 1,
    isFull: false,
    judgesTimes: true,
    pace,
  } as const;
  await runLeg(leg, fakeParts(world), { ...options, say: () => undefined, onProgress: () => undefined });
  return done;
}

describe('a plan', () => {
  it('is the same for the same seed', async () => {
    expect(await deedsOf('7')).toEqual(await deedsOf('7'));
  });

  it('is another one for another seed', async () => {
    expect(await deedsOf('7')).not.toEqual(await deedsOf('8'));
  });

  it('has a scenario do alone what it does in company', async () => {
    const all = await deedsOf('7');
    const alone = (await deedsOf('7', ['random-kills'])).filter((deed) => deed.startsWith('kill'));

    expect(alone.length).toBeGreaterThan(5);
    expect(all.join('\n')).toContain(alone.join('\n'));
  });

  it('leaves out what only the other transport has', () => {
    const names = (transport: Wanted['transport']) =>
      planOf(allScenarios, { ...wanted, transport }).flatMap(({ planned }) =>
        planned.map(({ scenario }) => scenario.name),
      );

    expect(names('kafka')).toContain('broker-restarts');
    expect(names('embedded')).not.toContain('broker-restarts');
  });

  it('of the long profile gives each scenario a shop of its own', () => {
    const legs = planOf(allScenarios, { ...wanted, transport: 'kafka', profile: 'full' });

    expect(legs.map(({ name }) => name)).toEqual(allScenarios.map(({ name }) => name));
  });

  it('has what is asked for by name, also where the profile leaves it out', () => {
    const [leg] = planOf(allScenarios, { ...wanted, profile: 'quick', only: ['mongod-freezes'] });

    expect(leg?.planned.map(({ scenario }) => scenario.name)).toEqual(['mongod-freezes']);
    expect(() => planOf(allScenarios, { ...wanted, only: ['earthquake'] })).toThrow('no scenario earthquake');
    expect(() => planOf(allScenarios, { ...wanted, only: ['broker-away'] })).toThrow('nothing is left to do');
  });
});
