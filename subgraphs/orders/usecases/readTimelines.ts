import type { OrderView } from '../domain/orderView.ts';
import { entryOf, type TimelineFact, type TimelineSource, timelineOf } from '../domain/timeline.ts';
import type { OrderReads, Places, RecordedEvent, Timeline, TimelineSources } from '../ports.ts';

type Deps = {
  reads: Pick<OrderReads, 'recorded'>;
  sources: TimelineSources;
  places: Places;
  /** A source that could not tell anything; the others have. */
  onMissing: (source: TimelineSource, error: unknown) => void;
};

/**
 * What happened around orders, one question to each service for all of them. A service that is away, or has an error of its
 * own, takes nothing but its own part with it.
 */
export const makeReadTimelines =
  ({ reads, sources, places, onMissing }: Deps) =>
  async (orders: readonly OrderView[]): Promise<Timeline[]> => {
    const orderIds = orders.map(({ id }) => id);
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
    const facts = [...ownFacts(orders, recorded), ...others.flat()];
    const placed = await withPlaces(facts, places);
    const byOrder = Map.groupBy(placed, ({ orderId }) => orderId);
    incomplete.sort();
    return orderIds.map((orderId) => ({ entries: timelineOf(byOrder.get(orderId) ?? []), incomplete }));
  };

/** Up to the version that the order is shown at. */
function ownFacts(orders: readonly OrderView[], recorded: readonly RecordedEvent[]): TimelineFact[] {
  const histories = new Map(orders.map(({ id, history }) => [id, history]));
  return recorded.flatMap(({ version, ...event }) => {
    const entry = histories.get(event.orderId)?.[version - 1];
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

async function withPlaces(facts: readonly TimelineFact[], places: Places): Promise<readonly TimelineFact[]> {
  const wanted = facts.flatMap(({ eventId, offset }) => (eventId !== null && offset === null ? [eventId] : []));
  const found = wanted.length > 0 ? await places.find(wanted) : new Map();
  return facts.map((fact) => ({ ...fact, ...(fact.eventId !== null && found.get(fact.eventId)) }));
}
