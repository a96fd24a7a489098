import { between, oneOf } from '../random.ts';
import type { CampaignInProgress, Scenario } from '../types.ts';
import type { Member } from '../world/world.ts';

const MOST_PAUSE_MS = 1_200;
const FREEZE_MS = 15_000;
const SHORT_FREEZE_MS = 6_000;

/** So many die side by side, never the same one. On Kafka the others of a group wait for one that was killed, with little to do. */
const LANES = { embedded: 1, kafka: 2 } as const;

export const randomKills: Scenario = {
  name: 'random-kills',
  about:
    'a round kills a process of the shop (SIGKILL), whichever and whenever chance wants; on Kafka two of them side by side',
  rounds: { quick: 5, default: 10, full: 200 },
  run: async (campaign) => {
    const { world, rounds, random } = campaign;
    const count = LANES[world.transport];
    const deaths = Array.from({ length: rounds }, (_, round) => ({
      target: oneOf(
        world.members.filter((_member, index) => index % count === round % count),
        random,
      ),
      waitMs: between(0, MOST_PAUSE_MS, random),
    }));
    const lanes = Array.from({ length: count }, (_, lane) => deaths.filter((_death, round) => round % count === lane));
    await Promise.all(lanes.map((lane) => killOneByOne(lane, campaign)));
  },
};

type Death = { readonly target: Member; readonly waitMs: number };

async function killOneByOne(deaths: readonly Death[], { world, inflict, pause }: CampaignInProgress): Promise<void> {
  for (const { target, waitMs } of deaths) {
    await inflict({ kind: 'kill', target }, () => world.kill(target));
    await pause(waitMs);
  }
}

export const mongodKills: Scenario = {
  name: 'mongod-kills',
  about: 'a round kills the database',
  rounds: { quick: 1, default: 2, full: 20 },
  run: async ({ world, rounds, random, inflict, pause }) => {
    for (let round = 0; round < rounds; round += 1) {
      await inflict({ kind: 'kill', target: 'mongod' }, () => world.kill('mongod'));
      await pause(between(2_000, 5_000, random));
    }
  },
};

export const mongodFreezes: Scenario = {
  name: 'mongod-freezes',
  about: 'a round stops the database without ending it (SIGSTOP) for 15 seconds, 6 in shorter profiles',
  rounds: { default: 1, full: 10 },
  run: async ({ world, rounds, random, inflict, pause, isFull }) => {
    const ms = isFull ? FREEZE_MS : SHORT_FREEZE_MS;
    for (let round = 0; round < rounds; round += 1) {
      await inflict({ kind: 'freeze', target: 'mongod', detail: `${ms} ms` }, () => world.freeze('mongod', ms));
      await pause(between(2_000, 5_000, random));
    }
  },
};
