import type { CrashPoint } from '#kernel/crashPoints.ts';
import { shuffled } from '../random.ts';
import type { CampaignInProgress, Scenario } from '../types.ts';
import type { Member } from '../world/world.ts';

/** Which processes pass a point. Of two replicas only one may: the holder of a lease, or whom the customer comes to. */
const PASSED_BY: Readonly<Record<CrashPoint, readonly Member[]>> = {
  'relay.beforePublish': ['orders', 'products', 'payments'],
  'relay.beforeMark': ['orders', 'products', 'payments'],
  'consumer.beforeCommit': ['email', 'orders', 'notification'],
  'products.midHold': ['products'],
  'orders.beforeReserve': ['orders'],
  'orders.beforeAnswer': ['orders'],
  'payments.afterAuthorise': ['payments'],
  'payments.afterCapture': ['payments'],
  'email.afterAcceptance': ['email'],
  'expiration.afterClaim': ['expiration'],
};

/** The first order that expires may be one of 20 s, placed when those have died who place it. */
const WITHIN_MS = 45_000;
const BETWEEN_MS = 500;

const everywhere = Object.keys(PASSED_BY) as CrashPoint[];

/** Deaths at these places. */
export const crashesAt = (points: readonly CrashPoint[]): Scenario => ({
  name: 'crash-points',
  about: 'each round kills a process at each of the places in the code where a death is the most awkward',
  rounds: { quick: 1, default: 1, full: 20 },
  run: async (campaign) => {
    const missed = new Set(points);
    for (let round = 0; round < campaign.rounds; round += 1) {
      const ordered = shuffled(points, campaign.random).map((point) => ({ point, service: serviceOf(point, round) }));
      // Each service dies at one place after the other, beside the others.
      const lanes = [...Map.groupBy(ordered, ({ service }) => service).values()];
      const deaths = await Promise.all(lanes.map((lane) => dieOneByOne(lane, campaign)));
      for (const point of deaths.flat()) missed.delete(point);
    }
    const broken = [...missed].map((point) => `nobody has passed ${point}, so nothing is known of it`);
    campaign.find({ promise: 'V1', check: 'crash-points-passed', looked: points.length, broken });
  },
});

export const crashPoints = crashesAt(everywhere);

type Death = { readonly point: CrashPoint; readonly service: Member };

/** Another one in each round, and not the same one for every point. */
function serviceOf(point: CrashPoint, round: number): Member {
  const services = PASSED_BY[point];
  return services[(round + everywhere.indexOf(point)) % services.length] ?? 'orders';
}

/** @returns the points that somebody has passed. */
async function dieOneByOne(lane: readonly Death[], campaign: CampaignInProgress): Promise<CrashPoint[]> {
  const passed: CrashPoint[] = [];
  for (const death of lane) {
    if (await crash(death, campaign)) passed.push(death.point);
    await campaign.pause(BETWEEN_MS);
  }
  return passed;
}

/** @returns whether somebody died there. */
async function crash({ point, service }: Death, { world, inflict }: CampaignInProgress): Promise<boolean> {
  const members = world.members.filter((member) => member === service || member === `${service}-2`);
  let hasDied = false;
  await inflict({ kind: 'crash', target: service, detail: point }, async () => {
    hasDied = (await Promise.all(members.map((member) => world.crashAt(member, point, WITHIN_MS)))).some(Boolean);
    return undefined;
  });
  return hasDied;
}
