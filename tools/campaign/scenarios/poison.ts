import type { Message } from '#events/transport/transport.ts';
import { openTopics } from '../pastTheShop.ts';
import { type Random, shuffled } from '../random.ts';
import type { CampaignInProgress, Poison, Scenario } from '../types.ts';
import { uuidOf } from '../workload/chance.ts';

/** Who reads a topic as a group, and so meets what can't be read there. */
const READERS = {
  'orders.v1': ['orders', 'payments', 'products', 'email', 'notification', 'expiration'],
  'payments.v1': ['orders', 'email', 'notification'],
} as const;
type Topic = keyof typeof READERS;

/** One message in ten is well written, and says what can never be true. */
const FAILING_SHARE = 0.1;
const BETWEEN_MS = 300;
/** With so much the long profile has three minutes in which nothing is broken: an order that ends late is only told there. */
const BETWEEN_IN_FULL_MS = 1_700;

export const poison: Scenario = {
  name: 'poison',
  about:
    'a round publishes a message that no consumer can read, or that one can read and never handle; nothing else is wrong, for three minutes in --full',
  rounds: { quick: 10, default: 20, full: 110 },
  run: async ({ world, rounds, random, injected, pause, isFull }: CampaignInProgress) => {
    const topics = await openTopics(world);
    const failing = Math.max(1, Math.round(rounds * FAILING_SHARE));
    const kinds = shuffled(
      Array.from({ length: rounds }, (_, turn) => turn < failing),
      random,
    );
    try {
      for (const isFailing of kinds) {
        const bad = isFailing ? neverHandled(random) : unreadable(random);
        injected(bad);
        await topics.publish([messageOf(bad)]);
        await pause(isFull ? BETWEEN_IN_FULL_MS : BETWEEN_MS);
      }
    } finally {
      await topics.close();
    }
  },
};

const messageOf = ({ topic, key, value }: Poison): Message => ({ topic, key, value, headers: {} });

function unreadable(random: Random): Poison {
  const topic: Topic = random() < 0.7 ? 'orders.v1' : 'payments.v1';
  const known = topic === 'orders.v1' ? 'OrderPaid' : 'PaymentRefunded';
  const key = uuidOf(random);
  const halves = [`{"type":"${known}","id":"${key}`, JSON.stringify({ type: known, id: key, sequence: -1, data: {} })];
  return { topic, key, value: halves[random() < 0.5 ? 0 : 1] ?? '', consumers: READERS[topic] };
}

/** An order that nobody has placed: its stock can't be held. Its timer is due at once, and goes. */
function neverHandled(random: Random): Poison {
  const [orderId, customerId, id] = [uuidOf(random), uuidOf(random), uuidOf(random)];
  const at = '2020-01-01T00:00:00.000Z';
  const event = {
    id,
    type: 'OrderPlaced',
    occurredAt: at,
    sequence: 1,
    data: { orderId, customerId, status: 'PENDING', previousStatus: null, expiresAt: at },
  };
  return { topic: 'orders.v1', key: orderId, value: JSON.stringify(event), consumers: ['orders'] };
}
