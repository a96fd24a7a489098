import { eventsOf, openTopics, type Topics } from '../pastTheShop.ts';
import { between } from '../random.ts';
import type { CampaignInProgress, Scenario } from '../types.ts';

const PUBLISHERS = ['users', 'products', 'orders', 'payments', 'notifications', 'email'] as const;
const COPIES = 2;
const BATCH = 500;
const GROUPS = ['email', 'notification', 'expiration'] as const;
/** A member that was killed is missed only then. */
const AWAY_MS = 9_000;
const CHANGE_MS = 5_000;

export const repeats: Scenario = {
  name: 'repeats',
  about:
    'a round publishes every event twice more, while consumers leave and come; from the second on a topic is replayed, in shorter profiles instead of that',
  rounds: { quick: 1, default: 2, full: 5 },
  run: async (campaign) => {
    const topics = await openTopics(campaign.world);
    try {
      for (let round = 0; round < campaign.rounds; round += 1) {
        if (round === 0 || campaign.isFull) await Promise.all([publishAgain(topics, campaign), comeAndGo(campaign)]);
        if (round > 0) await replay(topics, campaign);
      }
    } finally {
      await topics.close();
    }
  },
};

async function publishAgain(topics: Topics, { world, inflict }: CampaignInProgress): Promise<void> {
  for (let copy = 0; copy < COPIES; copy += 1) {
    for (const service of PUBLISHERS) {
      const events = await eventsOf(world, service);
      await inflict({ kind: 'repeat', target: service, detail: `${events.length} events` }, async () => {
        for (let from = 0; from < events.length; from += BATCH) await topics.publish(events.slice(from, from + BATCH));
        return undefined;
      });
    }
  }
}

async function comeAndGo({ world, isFull, inflict, pause, drained }: CampaignInProgress): Promise<void> {
  const members = world.members.filter((member) => GROUPS.some((group) => member.startsWith(group)));
  for (const target of isFull ? members : members.slice(-2)) {
    await inflict({ kind: 'restart', target }, async () => {
      drained(target, (await world.restart(target)).drainMs);
      return undefined;
    });
    await pause(CHANGE_MS);
  }
}

async function replay(topics: Topics, { world, random, inflict, pause }: CampaignInProgress): Promise<void> {
  const group = GROUPS[between(0, GROUPS.length - 1, random)] ?? 'email';
  const members = world.members.filter((member) => member === group || member === `${group}-2`);
  await inflict({ kind: 'replay', target: group, detail: 'orders.v1 from its beginning' }, async () => {
    const away = members.map((member) => world.stop(member, AWAY_MS));
    const [recoveries] = await Promise.all([
      Promise.all(away),
      pause(AWAY_MS - 1_500).then(() => topics.rewind(group, 'orders.v1')),
    ]);
    return Math.max(...recoveries);
  });
}
