import type { OrderView } from '../domain/orderView.ts';
import { entryOf, type TimelineFact, type TimelineSource, timelineOf } from '../domain/timeline.ts';
import type { OrderReads, Place, Places, RecordedEvent, Timeline, TimelineSources } from '../ports.ts';

type Deps = {
  reads: Pick<OrderReads, 'recorded'>;
  sources: TimelineSources;
  places: Places;
  /** A source that could not tell anything; the others have. */
  onMissing: (source: TimelineSource, error: unknown) => void;
};

/**
 * What happened around orders, one question to each service for all of them. The same order may be asked for at several
 * versions. A service that is away, or has an error of its own, takes nothing but its own part with it.
 */
export const makeReadTimelines =
  ({ reads, sources, places, onMissing }: Deps) =>
  async (orders: readonly OrderView[]): Promise<Timeline[]> => {
    const orderIds = [...new Set(orders.map(({ id }) => id))];
    const asked = Object.entries(sources) as [TimelineSource, TimelineSources[TimelineSource]][]; // a record's own keys
    const incomplete: TimelineSource[] = [];
    const told = asked.map(async ([source, tell]) => {
      try {
        return await tell(orderIds);
      } catch (error) {
        incomplete.push(source);
        onMissing(source, error);
        return [];
      }
    });
    const [recorded, ...others] = await Promise.all([reads.recorded(orderIds), ...told]);
    const ownOf = Map.groupBy(recorded, ({ orderId }) => orderId);
    const othersOf = Map.groupBy(others.flat(), ({ orderId }) => orderId);
    const facts = orders.map((order) => [
      ...ownFacts(order, ownOf.get(order.id) ?? []),
      ...(othersOf.get(order.id) ?? []),
    ]);
    const found = await placesOf(facts.flat(), places);
    const placed = (fact: TimelineFact) => ({ ...fact, ...(fact.eventId !== null && found.get(fact.eventId)) });
    incomplete.sort();
    return facts.map((ofOrder) => ({ entries: timelineOf(ofOrder.map(placed)), incomplete }));
  };

/** Up to the version that the order is shown at. */
function ownFacts({ history }: OrderView, recorded: readonly RecordedEvent[]): TimelineFact[] {
  return recorded.flatMap(({ version, ...event }) => {
    const entry = history[version - 1];
    if (!entry) return [];
    const { type, at, by, amount, reason } = entry;
    const own = { ...ORDER, id: entryOf(event.orderId, version), type, at, by, amount, reason };
    return [{ ...own, ...event }];
  });
}

const ORDER = {
  kind: 'ORDER',
  service: 'orders',
  topic: 'orders.v1',
  units: null,
  attempts: null,
  recipientId: null,
  partition: null,
  offset: null,
} as const;

async function placesOf(facts: readonly TimelineFact[], places: Places): Promise<ReadonlyMap<string, Place>> {
  const wanted = facts.flatMap(({ eventId, offset }) => (eventId !== null && offset === null ? [eventId] : []));
  return wanted.length > 0 ? places.find([...new Set(wanted)]) : new Map();
}
