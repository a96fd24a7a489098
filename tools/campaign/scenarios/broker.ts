import { between } from '../random.ts';
import type { Scenario } from '../types.ts';

const AWAY_MS = 60_000;
const SHORT_AWAY_MS = 10_000;

export const brokerRestarts: Scenario = {
  name: 'broker-restarts',
  about: 'a round kills Kafka and starts it again',
  needs: 'kafka',
  rounds: { quick: 1, default: 1, full: 20 },
  run: async ({ world, rounds, random, inflict, pause }) => {
    for (let round = 0; round < rounds; round += 1) {
      await inflict({ kind: 'kill', target: 'kafka' }, () => world.kill('kafka'));
      await pause(between(3_000, 6_000, random));
    }
  },
};

export const brokerAway: Scenario = {
  name: 'broker-away',
  about: 'a round takes Kafka away for a minute, 10 seconds in shorter profiles',
  needs: 'kafka',
  rounds: { default: 1, full: 3 },
  run: async ({ world, rounds, inflict, pause, isFull }) => {
    const ms = isFull ? AWAY_MS : SHORT_AWAY_MS;
    for (let round = 0; round < rounds; round += 1) {
      await inflict({ kind: 'away', target: 'kafka', detail: `${ms / 1_000} s` }, () => world.stop('kafka', ms));
      await pause(5_000);
    }
  },
};
