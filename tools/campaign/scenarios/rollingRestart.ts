import type { CampaignInProgress, Scenario } from '../types.ts';
import type { Member, World } from '../world/world.ts';

/** At once, and never both replicas of a service. */
const LANES = 3;

export const rollingRestart: Scenario = {
  name: 'rolling-restart',
  about: 'a round ends each process (SIGTERM) and starts it again, three at a time; each has 10 seconds to drain',
  rounds: { default: 1, full: 5 },
  run: async (campaign) => {
    const { world, rounds, find } = campaign;
    let repeats = 0;
    for (let round = 0; round < rounds; round += 1) repeats += await repeatsOfRound(campaign);
    const broken = repeats > 0 ? [`${repeats} events came again, though every process was stopped in order`] : [];
    find({ promise: 'V12', check: 'nothing-repeated', looked: world.members.length * rounds, broken });
  },
};

/** @returns how many events came again while each process was restarted once. */
async function repeatsOfRound(campaign: CampaignInProgress): Promise<number> {
  const { world } = campaign;
  const before = await repeatsOf(world, world.members);
  let ofStopped = 0;
  for (const replicas of [/^((?!-2$).)*$/, /-2$/]) {
    const members = world.members.filter((member) => replicas.test(member));
    for (let from = 0; from < members.length; from += LANES) {
      const lane = members.slice(from, from + LANES);
      ofStopped += await repeatsOf(world, lane); // they begin to count anew
      await Promise.all(lane.map((member) => restart(member, campaign)));
    }
  }
  return ofStopped + (await repeatsOf(world, world.members)) - before;
}

async function repeatsOf(world: World, members: readonly Member[]): Promise<number> {
  const counts = await Promise.all(members.map((member) => world.repeats(member)));
  return counts.reduce((sum, count) => sum + count, 0);
}

const restart = (target: Member, { world, inflict, drained }: CampaignInProgress): Promise<void> =>
  inflict({ kind: 'restart', target }, async () => {
    drained(target, (await world.restart(target)).drainMs);
    return undefined;
  });
