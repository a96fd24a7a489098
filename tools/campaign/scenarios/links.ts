import { between, shuffled } from '../random.ts';
import type { CampaignInProgress, Scenario } from '../types.ts';
import type { Link } from '../world/world.ts';

const LASTING_MS = 30_000;
const BETWEEN_MS = 2_000;
const SHORT_LASTING_MS = 5_000;
const MOST_DELAY_MS = 2_000;
const AT_ONCE = 6;
const FEWER_AT_ONCE = 2;

export const badLinks: Scenario = {
  name: 'links',
  about:
    'a round makes links of six processes bad at once: slow (up to 2 s), cut or half-open, for 30 seconds; of two, for 5 seconds, in shorter profiles. --full goes on until each link was bad in each way',
  // In the long profile as many as the links need: 31 for the 62 on Kafka.
  rounds: { quick: 1, default: 4, full: 31 },
  run: async (campaign) => {
    const { world, rounds, random, pause, isFull } = campaign;
    const all = shuffled(together(trialsOf(world.links, random), isFull ? AT_ONCE : FEWER_AT_ONCE), random);
    for (const trials of isFull ? all : all.slice(0, rounds)) {
      await Promise.all(trials.map((trial) => suffer(trial, campaign)));
      await pause(BETWEEN_MS);
    }
  },
};

type Trial = { readonly link: Link; readonly how: 'slow' | 'cut' | 'half-open'; readonly delayMs: number };

/** Each link in each way, in another order each time. */
function trialsOf(links: readonly Link[], random: () => number): Trial[] {
  const all = links.flatMap((link) => (['slow', 'cut', 'half-open'] as const).map((how) => ({ link, how })));
  return shuffled(all, random).map((trial) => ({ ...trial, delayMs: between(100, MOST_DELAY_MS, random) }));
}

/** Those of one process come one after the other: it would be cut off from all at once. */
function together(trials: readonly Trial[], atOnce: number): Trial[][] {
  const queues = [...Map.groupBy(trials, ({ link }) => link.name.split('→')[0]).values()];
  const rounds: Trial[][] = [];
  for (let left = queues; left.length > 0; left = left.filter((queue) => queue.length > 0)) {
    // The longest first, so that no process is left over at the end, with nobody beside it.
    const longest = left.toSorted((one, other) => other.length - one.length).slice(0, atOnce);
    rounds.push(longest.flatMap((queue) => queue.splice(0, 1)));
  }
  return rounds;
}

async function suffer({ link, how, delayMs }: Trial, { inflict, pause, isFull }: CampaignInProgress): Promise<void> {
  const detail = how === 'slow' ? { detail: `${delayMs} ms` } : {};
  await inflict({ kind: how, target: link.name, ...detail }, async () => {
    if (how === 'slow') link.slow(delayMs);
    if (how === 'cut') link.cut();
    if (how === 'half-open') link.stall();
    try {
      await pause(isFull ? LASTING_MS : SHORT_LASTING_MS);
    } finally {
      link.heal();
    }
    return undefined;
  });
}
