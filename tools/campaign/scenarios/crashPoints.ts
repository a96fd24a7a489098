import type { CrashPoint } from '#kernel/crashPoints.ts';
import { shuffled } from '../random.ts';
import type { CampaignInProgress, Finding, Scenario } from '../types.ts';
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
/** For the other replica, which may have nothing to do there. */
const OTHER_WITHIN_MS = 5_000;
const BETWEEN_MS = 500;

const everywhere = Object.keys(PASSED_BY) as CrashPoint[];

/** Deaths at these places. */
export const crashesAt = (points: readonly CrashPoint[]): Scenario => ({
  name: 'crash-points',
  about: 'each round kills a process at each of the places in the code where a death is the most awkward',
  rounds: { quick: 1, default: 1, full: 20 },
  run: async (campaign) => {
    const counts = new Map(points.map((point) => [point, 0]));
    for (let round = 0; round < campaign.rounds; round += 1) {
      const ordered = shuffled(points, campaign.random).map((point) => ({ point, service: serviceOf(point, round) }));
      // Each service dies at one place after the other, beside the others.
      const lanes = [...Map.groupBy(ordered, ({ service }) => service).values()];
      const deaths = await Promise.all(lanes.map((lane) => dieOneByOne(lane, campaign)));
      for (const point of deaths.flat()) counts.set(point, (counts.get(point) ?? 0) + 1);
    }
    campaign.find(passed(counts, campaign.rounds));
  },
});

export const crashPoints = crashesAt(everywhere);

/** A place that too few have died at is not known well enough. */
function passed(counts: ReadonlyMap<CrashPoint, number>, rounds: number): Finding {
  const short = [...counts].filter(([, count]) => count < rounds);
  const broken = short.map(([point, count]) => `somebody died at ${point} in ${count} of ${rounds} rounds`);
  const looked = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { promise: 'V1', check: 'crash-points-passed', looked, broken };
}

type Death = { readonly point: CrashPoint; readonly service: Member };

/** Another one in each round, and not the same one for every point. */
function serviceOf(point: CrashPoint, round: number): Member {
  const services = PASSED_BY[point];
  return services[(round + everywhere.indexOf(point)) % services.length] ?? 'orders';
}

/** @returns the points at which somebody died. */
async function dieOneByOne(lane: readonly Death[], campaign: CampaignInProgress): Promise<CrashPoint[]> {
  const points: CrashPoint[] = [];
  for (const death of lane) {
    // A round that has just begun may have no order far enough yet.
    if ((await crash(death, campaign)) || (await crash(death, campaign))) points.push(death.point);
    await campaign.pause(BETWEEN_MS);
  }
  return points;
}

/** @returns whether somebody died there. */
async function crash({ point, service }: Death, { world, inflict }: CampaignInProgress): Promise<boolean> {
  const members = world.members.filter((member) => member === service || member === `${service}-2`);
  const one = new AbortController();
  const signal = AbortSignal.any([AbortSignal.timeout(WITHIN_MS), one.signal]);
  const deaths = members.map(async (member) => {
    const hasDied = await world.crashAt(member, point, signal);
    if (hasDied) setTimeout(() => one.abort(), OTHER_WITHIN_MS).unref();
    if (hasDied) await inflict({ kind: 'crash', target: member, detail: point }, () => world.recovery(member));
    return hasDied;
  });
  return (await Promise.all(deaths)).some(Boolean);
}
