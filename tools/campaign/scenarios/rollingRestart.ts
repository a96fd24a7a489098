import type { Scenario } from '../types.ts';

export const rollingRestart: Scenario = {
  name: 'rolling-restart',
  about: 'a round ends each process (SIGTERM) and starts it again, one after the other; each has 10 seconds to drain',
  rounds: { quick: 1, default: 1, full: 5 },
  run: async ({ world, rounds, inflict, drained }) => {
    for (let round = 0; round < rounds; round += 1) {
      for (const target of world.members) {
        await inflict({ kind: 'restart', target }, async () => {
          drained(target, (await world.restart(target)).drainMs);
          return undefined;
        });
      }
    }
  },
};
