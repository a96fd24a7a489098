import type { HistoryEntry } from './history.ts';

/** Who has something to tell of an order besides orders itself. */
export type TimelineSource = 'STOCK' | 'PAYMENTS' | 'MESSAGES';

type TimelineKind = 'ORDER' | 'STOCK' | 'PAYMENT' | 'MAIL' | 'NOTIFICATION';

/** One thing that happened around an order, as the service tells it in whose books it stands. */
export type TimelineFact = {
  readonly orderId: string;
  /** Unique, and the same for ever: what later facts name as their cause. */
  readonly id: string;
  readonly kind: TimelineKind;
  readonly service: 'orders' | 'products' | 'payments' | 'notifications';
  /** Such as OrderPaid, PaymentCaptured, StockHeld, MailSent. */
  readonly type: string;
  /** Business time. Null where only real time is known. */
  readonly at: Date | null;
  /** Real time. Null for what was recorded before it was kept. */
  readonly recordedAt: Date | null;
  readonly by: HistoryEntry['by'] | null;
  readonly amount: HistoryEntry['amount'];
  /** Units of stock that moved. */
  readonly units: number | null;
  readonly reason: string | null;
  readonly attempts: number | null;
  readonly recipientId: string | null;
  readonly eventId: string | null;
  readonly topic: string | null;
  readonly partition: number | null;
  readonly offset: string | null;
  readonly requestId: string | null;
  /** The id of a fact, or of the event that tells of one. */
  readonly causationId: string | null;
};

export type TimelineEntry = Omit<TimelineFact, 'causationId'> & {
  /** The id of an earlier entry. Null where a person or the clock began it, and where the cause is not known. */
  readonly causedBy: string | null;
};

/** The order's own fact of that version. */
export const entryOf = (orderId: string, version: number): string => `order:${orderId}:${version}`;

/** What happens to an order's stock happens once. */
export const stepOf = (orderId: string, type: string): string => `stock:${orderId}:${type}`;

/** At most so many entries are told of an order: the latest. */
export const MOST_ENTRIES = 300;

/**
 * One list of what several services tell of one order: nothing stands before its cause, nor before what the same service
 * recorded earlier about the same thing; beyond that by real time, whose clocks may differ from machine to machine.
 *
 * @param facts of one order; those of one payment, of the stock and of the order itself each oldest first.
 */
export function timelineOf(facts: readonly TimelineFact[]): readonly TimelineEntry[] {
  const ids = new Map(facts.flatMap(({ id, eventId }) => (eventId ? [[eventId, id] as const] : [])));
  const known = new Set(facts.map(({ id }) => id));
  const causeOf = ({ id, causationId }: TimelineFact) => {
    const cause = causationId && (known.has(causationId) ? causationId : ids.get(causationId));
    return cause && cause !== id ? cause : null;
  };
  const entries = facts.map((fact): TimelineEntry => {
    const { causationId: _raw, ...rest } = fact;
    return { ...rest, causedBy: causeOf(fact) };
  });
  return latest(withRequests(inOrder(entries)));
}

/** A cause that is left out is no entry any more. */
function latest(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  if (entries.length <= MOST_ENTRIES) return entries;
  const kept = entries.slice(-MOST_ENTRIES);
  const ids = new Set(kept.map(({ id }) => id));
  return kept.map((entry) => ({ ...entry, causedBy: ids.has(entry.causedBy ?? '') ? entry.causedBy : null }));
}

/** What must stand before each entry: its cause, and its predecessor in the same series. */
function predecessors(entries: readonly TimelineEntry[]): ReadonlyMap<string, readonly string[]> {
  const last = new Map<string, string>();
  return new Map(
    entries.map((entry) => {
      const series = seriesOf(entry);
      const before = series && last.get(series);
      if (series) last.set(series, entry.id);
      return [entry.id, [entry.causedBy, before].filter((id) => typeof id === 'string')];
    }),
  );
}

/** Messages are independent of each other; a payment's facts share the part of their id that names it. */
const seriesOf = ({ kind, id }: TimelineEntry): string | null =>
  kind === 'MAIL' || kind === 'NOTIFICATION' ? null : id.split(':').slice(0, 2).join(':');

/** The earliest of what may come next, again and again. Causes that go in a circle, which nobody records, are let go. */
function inOrder(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const before = predecessors(entries);
  const waiting = [...entries].sort((one, other) => timeOf(one) - timeOf(other));
  const told = new Set<string>();
  const ordered: TimelineEntry[] = [];
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ id }) => (before.get(id) ?? []).every((each) => told.has(each)));
    for (const next of waiting.splice(Math.max(ready, 0), 1)) {
      told.add(next.id);
      ordered.push(next);
    }
  }
  return ordered;
}

const timeOf = ({ recordedAt, at }: TimelineEntry): number => (recordedAt ?? at ?? new Date(0)).getTime();

/** What was done because of something was done for the same request. */
function withRequests(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const requests = new Map<string, string | null>();
  return entries.map((entry) => {
    const requestId = entry.requestId ?? (entry.causedBy ? (requests.get(entry.causedBy) ?? null) : null);
    requests.set(entry.id, requestId);
    return { ...entry, requestId };
  });
}
