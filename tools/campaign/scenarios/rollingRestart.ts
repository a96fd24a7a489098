import type { CampaignInProgress, Scenario } from '../types.ts';
import type { Member } from '../world/world.ts';

/** At once, and never both replicas of a service. */
const LANES = 3;

export const rollingRestart: Scenario = {
  name: 'rolling-restart',
  about: 'a round ends each process (SIGTERM) and starts it again, three at a time; each has 10 seconds to drain',
  rounds: { default: 1, full: 5 },
  run: async (campaign) => {
    for (let round = 0; round < campaign.rounds; round += 1) {
      for (const replicas of [/^((?!-2$).)*$/, /-2$/]) {
        const members = campaign.world.members.filter((member) => replicas.test(member));
        for (let from = 0; from < members.length; from += LANES)
          await Promise.all(members.slice(from, from + LANES).map((member) => restart(member, campaign)));
      }
    }
  },
};

const restart = (target: Member, { world, inflict, drained }: CampaignInProgress): Promise<void> =>
  inflict({ kind: 'restart', target }, async () => {
    drained(target, (await world.restart(target)).drainMs);
    return undefined;
  });
