import { between } from '../random.ts';
import type { Scenario } from '../types.ts';

const MOST_JUMP_MS = 600_000;
const LEAST_JUMP_MS = 60_000;
/** Until enough payments are on their way to a provider that answers slowly. */
const GATHER_MS = 2_000;

export const clock: Scenario = {
  name: 'clock',
  about:
    "a round moves the shop's clock by 1 to 10 minutes while payments are on their way: whatever is unpaid is overdue at once",
  rounds: { quick: 1, default: 2, full: 20 },
  run: async ({ world, rounds, random, fault, inflict, pause }) => {
    for (let round = 0; round < rounds; round += 1) {
      const ms = between(LEAST_JUMP_MS, MOST_JUMP_MS, random);
      await inflict({ kind: 'slow', target: 'provider' }, async () => {
        world.provider.behave('slow');
        await pause(GATHER_MS);
        fault({ kind: 'clock', target: 'shop', detail: `${Math.round(ms / 1_000)} s` });
        await world.advanceClock(ms);
        await pause(GATHER_MS);
        world.provider.behave('well');
        return undefined;
      });
      await pause(GATHER_MS);
    }
  },
};
