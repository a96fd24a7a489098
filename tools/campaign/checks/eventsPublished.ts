import type { Finding } from '../types.ts';
import type { Evidence } from './evidence.ts';
import { Look } from './finding.ts';

type Sources = Pick<Evidence, 'outbox' | 'messages' | 'orderEvents'>;

/** V1: every event that was ever committed lies on its topic, as it was written, and none waits any more. */
export function eventsPublished({ outbox, messages, orderEvents }: Sources): Finding {
  const look = new Look('V1', 'events-published');
  const published = new Set(messages.map(({ topic, key, value, event }) => `${topic} ${key} ${event?.id} ${value}`));
  for (const { service, id, topic, key, value, isPending } of outbox) {
    look.at(isPending && `${service}: event ${id} still waits to be published on ${topic}`);
    look.at(
      !published.has(`${topic} ${key} ${id} ${value}`) &&
        `${service}: event ${id} is not on ${topic} as it was written`,
    );
  }
  const sent = new Set(outbox.filter(({ topic }) => topic === 'orders.v1').map(({ id }) => id));
  for (const { id, orderId, event } of orderEvents)
    look.at(!sent.has(id) && `order ${orderId}: ${event.type} ${id} was never in the outbox`);
  return look.finding();
}
