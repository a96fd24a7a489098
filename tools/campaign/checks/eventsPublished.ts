import type { Finding } from '../types.ts';
import type { Evidence } from './evidence.ts';
import { Look } from './finding.ts';

/** V1: every event that was ever committed lies in its topic, as it was written, and none waits any more. */
export function eventsPublished({
  outbox,
  messages,
  orderEvents,
}: Pick<Evidence, 'outbox' | 'messages' | 'orderEvents'>): Finding {
  const look = new Look('V1', 'events-published');
  const published = new Map(messages.map(({ topic, key, value, event }) => [`${topic} ${event?.id}`, { key, value }]));
  for (const { service, id, topic, key, value, isPending } of outbox) {
    const message = published.get(`${topic} ${id}`);
    look.at(isPending && `${service}: event ${id} still waits to be published on ${topic}`);
    if (!message) look.at(`${service}: event ${id} is not on ${topic}`);
    else
      look.at(
        (message.key !== key || message.value !== value) &&
          `${service}: event ${id} is not on ${topic} as it was written`,
      );
  }
  const sent = new Set(outbox.filter(({ topic }) => topic === 'orders.v1').map(({ id }) => id));
  for (const { id, orderId, event } of orderEvents)
    look.at(!sent.has(id) && `order ${orderId}: ${event.type} ${id} was never in the outbox`);
  return look.finding();
}
