import type { TimelineEntry } from './timeline.ts';

/** Steps between services that mean nothing to whoever bought something. */
const INTERNAL: ReadonlySet<string> = new Set([
  'OrderPaymentStarted',
  'OrderRefunded',
  'PaymentAuthorized',
  'OrderAccepted',
  'PaymentCaptured',
  'CaptureRefused',
  'VoidStarted',
  'PaymentReturned',
  'HoldForestalled',
]);

/** What customers may read elsewhere too: why a card was declined, why an order failed or was cancelled. */
const TOLD_REASONS: ReadonlySet<string> = new Set(['OrderFailed', 'OrderCancelled', 'PaymentDeclined']);

/**
 * The same story for the order's customer: what went on between services is left out, with events, places in the log,
 * requests and reasons that are for the shop. Causes lead to the nearest entry that is left.
 */
export function forCustomer(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const shownCause = ({ causedBy }: TimelineEntry): string | null => {
    const cause = causedBy === null ? undefined : byId.get(causedBy);
    if (!cause) return null;
    return INTERNAL.has(cause.type) ? shownCause(cause) : cause.id;
  };
  return entries
    .filter(({ type }) => !INTERNAL.has(type))
    .map((entry) => ({
      ...entry,
      ...HIDDEN,
      reason: TOLD_REASONS.has(entry.type) ? entry.reason : null,
      causedBy: shownCause(entry),
    }));
}

const HIDDEN = {
  attempts: null,
  recipientId: null,
  eventId: null,
  topic: null,
  partition: null,
  offset: null,
  requestId: null,
} as const;
