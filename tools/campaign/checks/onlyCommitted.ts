import type { Finding } from '../types.ts';
import type { Evidence, Hold, SentRow } from './evidence.ts';
import { Look } from './finding.ts';
import { publishedEvents } from './setAside.ts';

type Sources = Pick<Evidence, 'outbox' | 'messages' | 'orderEvents' | 'holds' | 'notifications' | 'injuries'>;

/**
 * V1: no event tells of what was never committed, and nothing was committed that no event tells of. The change and its
 * event are one transaction, so each is there with the other.
 */
export function onlyCommitted(evidence: Sources): Finding {
  const look = new Look('V1', 'only-committed');
  const { outbox } = evidence;
  const sent = new Set(outbox.map(({ topic, id }) => `${topic} ${id}`));
  for (const { topic, id, type } of publishedEvents(evidence).values())
    look.at(!sent.has(`${topic} ${id}`) && `${type} ${id} is on ${topic}, and in no outbox`);
  const onTopic = Map.groupBy(outbox, ({ topic }) => topic);
  orders(onTopic.get('orders.v1') ?? [], evidence, look);
  reservations(onTopic.get('reservations.v1') ?? [], evidence, look);
  notifications(onTopic.get('notifications.v1') ?? [], evidence, look);
  return look.finding();
}

function orders(rows: readonly SentRow[], { orderEvents }: Sources, look: Look): void {
  const events = new Map(orderEvents.map((event) => [event.id, event]));
  for (const { id, key, sequence } of rows) {
    const event = events.get(id);
    if (!event) look.at(`order ${key}: the message ${id} tells of an event that is not there`);
    else
      look.at(
        (event.orderId !== key || event.version !== sequence) && `order ${key}: ${id} is not its event ${sequence}`,
      );
  }
}

/** How a reservation came to be as it is. One that was released before it was reserved has no lines, and told nothing. */
const STEPS = {
  HELD: 'StockHeld',
  RELEASED: 'StockHeld StockReleased',
  COMMITTED: 'StockHeld StockCommitted',
  RETURNED: 'StockHeld StockCommitted StockReturned',
} as const satisfies Record<Hold['status'], string>;

function reservations(rows: readonly SentRow[], { holds, messages }: Sources, look: Look): void {
  const types = new Map(messages.flatMap(({ event }) => (event ? [[event.id, event.type] as const] : [])));
  const told = Map.groupBy(rows, ({ key }) => key);
  for (const { orderId, status, lines } of holds) {
    const steps = (told.get(orderId) ?? []).toSorted((one, other) => one.sequence - other.sequence);
    const was = steps.map(({ id }) => types.get(id) ?? 'unpublished').join(' ');
    const expected = lines.length === 0 ? '' : STEPS[status];
    look.at(was !== expected && `the reservation of order ${orderId} is ${status}, its events are: ${was || 'none'}`);
    told.delete(orderId);
  }
  for (const orderId of told.keys()) look.at(`events tell of a reservation of order ${orderId} that is not there`);
}

function notifications(rows: readonly SentRow[], { notifications: kept, messages }: Sources, look: Look): void {
  const events = new Map(messages.flatMap(({ event }) => (event ? [[event.id, event] as const] : [])));
  const told = rows.flatMap(({ id }) => {
    const { type, data } = events.get(id) ?? {};
    return type === 'NotificationAdded' ? [String(data?.['notificationId'])] : [];
  });
  look.atBoth(new Set(kept.map(({ id }) => id)), new Set(told), (id, is) =>
    is === 'missing'
      ? `no event tells of notification ${id}`
      : `an event tells of notification ${id}, which is not there`,
  );
}
