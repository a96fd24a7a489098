import { between, oneOf } from '../random.ts';
import type { Scenario } from '../types.ts';

const MOST_PAUSE_MS = 1_200;
const FREEZE_MS = 15_000;
const SHORT_FREEZE_MS = 6_000;

export const randomKills: Scenario = {
  name: 'random-kills',
  about: 'a round kills a process of the shop (SIGKILL), whichever and whenever chance wants',
  rounds: { quick: 5, default: 10, full: 200 },
  run: async ({ world, rounds, random, inflict, pause }) => {
    for (let round = 0; round < rounds; round += 1) {
      const target = oneOf(world.members, random);
      const waitMs = between(0, MOST_PAUSE_MS, random);
      await inflict({ kind: 'kill', target }, () => world.kill(target));
      await pause(waitMs);
    }
  },
};

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
