import { between, shuffled } from '../random.ts';
import type { CampaignInProgress, Scenario } from '../types.ts';
import type { Link } from '../world/world.ts';

const LASTING_MS = 30_000;
const SHORT_LASTING_MS = 5_000;
const MOST_DELAY_MS = 2_000;
const AT_ONCE = 2;

export const badLinks: Scenario = {
  name: 'links',
  about:
    'a round makes two links bad at once: slow (up to 2 s), cut or half-open, for 30 seconds, 5 in shorter profiles',
  rounds: { quick: 1, default: 4, full: 40 },
  run: async (campaign) => {
    const { world, rounds, random, pause } = campaign;
    const trials = trialsOf(world.links, random);
    for (let round = 0; round < rounds; round += 1) {
      const now = Array.from({ length: AT_ONCE }, (_, turn) => trials[(round * AT_ONCE + turn) % trials.length]);
      await Promise.all(now.map((trial) => trial && suffer(trial, campaign)));
      await pause(2_000);
    }
  },
};

type Trial = { readonly link: Link; readonly how: 'slow' | 'cut' | 'half-open'; readonly delayMs: number };

/** Each link in each way, in another order each time. */
function trialsOf(links: readonly Link[], random: () => number): Trial[] {
  const all = links.flatMap((link) => (['slow', 'cut', 'half-open'] as const).map((how) => ({ link, how })));
  return shuffled(all, random).map((trial) => ({ ...trial, delayMs: between(100, MOST_DELAY_MS, random) }));
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
