import type { CampaignInProgress, Scenario } from '../types.ts';
import type { Member, World } from '../world/world.ts';

/** At once, and never both replicas of a service. */
const LANES = 3;
/** Within this the other replica has the partitions of one that has left, and begins where that one had come to. */
const INHERITED_MS = 2_500;

export const rollingRestart: Scenario = {
  name: 'rolling-restart',
  about: 'a round ends each process (SIGTERM) and starts it again, three at a time; each has 10 seconds to drain',
  rounds: { default: 1, full: 5 },
  run: async (campaign) => {
    const broken: string[] = [];
    for (let round = 0; round < campaign.rounds; round += 1) {
      for (const replicas of [/^((?!-2$).)*$/, /-2$/]) {
        const members = campaign.world.members.filter((member) => replicas.test(member));
        for (let from = 0; from < members.length; from += LANES) {
          const lane = members.slice(from, from + LANES);
          broken.push(...(await Promise.all(lane.map((member) => restart(member, campaign)))).flat());
        }
      }
    }
    const looked = campaign.rounds * campaign.world.members.length;
    campaign.find({ promise: 'V12', check: 'nothing-repeated', looked, broken });
  },
};

/** @returns what was repeated of what it had done. */
async function restart(target: Member, { world, inflict, drained, pause }: CampaignInProgress): Promise<string[]> {
  const heir = heirOf(target, world);
  const before = await world.repeats(heir);
  let after = before;
  await inflict({ kind: 'restart', target }, async () => {
    const { drainMs } = await world.restart(target, async () => {
      if (heir === target) return;
      await pause(INHERITED_MS);
      after = await world.repeats(heir);
    });
    drained(target, drainMs);
    return undefined;
  });
  if (heir === target) {
    await pause(INHERITED_MS);
    after = before + (await world.repeats(heir)); // it counts from its start
  }
  const repeats = after - before;
  return repeats > 0 ? [`${heir} was given ${repeats} events that ${target} had done before it was stopped`] : [];
}

/** Who goes on with its partitions: its other replica, or itself. */
const heirOf = (target: Member, { members }: World): Member =>
  members.find((member) => member === `${target}-2` || target === `${member}-2`) ?? target;
