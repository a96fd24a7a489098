import { describe, expect, it } from 'vitest';
import { runCampaign } from '../runCampaign.ts';
import { baseOptions } from '../testing/baseOptions.ts';
import { fakeParts, fakeWorld } from '../testing/fakeWorld.ts';
import type { World } from '../world/world.ts';
import { crashesAt } from './crashPoints.ts';

/** What is left of some rounds at `email.afterAcceptance`, in a world where they die there as told. */
async function rounds(count: number, crashAt: World['crashAt']) {
  const { world } = fakeWorld();
  const scenario = crashesAt(['email.afterAcceptance']);
  const leg = { name: 'a', planned: [{ scenario, rounds: count }] };
  const { legs } = await runCampaign([leg], fakeParts({ ...world, crashAt, recovery: async () => 2_500 }), baseOptions);
  const passed = legs[0]?.findings.find(({ check }) => check === 'crash-points-passed');
  return { passed, faults: legs[0]?.faults };
}

describe('deaths at a crash point', () => {
  it('are faults with a recovery, of the process that died', async () => {
    const { passed, faults } = await rounds(1, async () => true);

    expect(faults).toMatchObject([
      { kind: 'crash', target: 'email', detail: 'email.afterAcceptance', recoveryMs: 2_500 },
    ]);
    expect(passed).toMatchObject({ looked: 1, broken: [] });
  });

  it('have to be as many as there are rounds', async () => {
    const deaths = [true, false, true];
    const { passed, faults } = await rounds(3, async () => deaths.shift() ?? false);

    expect(faults).toHaveLength(2);
    expect(passed).toMatchObject({
      looked: 2,
      broken: ['somebody died at email.afterAcceptance in 2 of 3 rounds'],
    });
  });
});
