import { between, oneOf } from '../random.ts';
import type { CampaignInProgress, Scenario } from '../types.ts';
import type { Member } from '../world/world.ts';

const MOST_PAUSE_MS = 1_200;
const FREEZE_MS = 15_000;
const SHORT_FREEZE_MS = 6_000;

/** Two die side by side, never the same one. */
const LANES = 2;

export const randomKills: Scenario = {
  name: 'random-kills',
  about:
    'a round kills a process of the shop (SIGKILL), whichever and whenever chance wants, beside another such round',
  rounds: { quick: 5, default: 10, full: 200 },
  run: async (campaign) => {
    const { world, rounds, random } = campaign;
    const deaths = Array.from({ length: rounds }, (_, round) => ({
      target: oneOf(
        world.members.filter((_member, index) => index % LANES === round % LANES),
        random,
      ),
      waitMs: between(0, MOST_PAUSE_MS, random),
    }));
    const lanes = Array.from({ length: LANES }, (_, lane) => deaths.filter((_death, round) => round % LANES === lane));
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
