import { randomUUID } from 'node:crypto';
import type { Draft } from '#events/outbox/outbox.ts';
import type { StockEvent } from '../domain/stock.ts';
import { reservationDrafts } from '../outgoing.ts';
import type { StoredStep } from './productModels.ts';

/** What is kept of events beside their reservations, and the messages that tell of them, under the same ids. */
export function recordedSteps(events: readonly StockEvent[]) {
  const steps = new Map<string, StoredStep[]>();
  const drafts: Draft[] = [];
  const recordedAt = new Date();
  for (const event of events) {
    const id = randomUUID();
    const told = reservationDrafts(event, id);
    drafts.push(...told);
    const step = stepOf(event, recordedAt, told.length > 0 ? id : null);
    steps.set(event.orderId, [...(steps.get(event.orderId) ?? []), step]);
  }
  return { stepsOf: (orderId: string) => steps.get(orderId) ?? [], drafts };
}

const stepOf = (event: StockEvent, recordedAt: Date, eventId: string | null): StoredStep => ({
  type: event.type,
  units: 'lines' in event ? event.lines.reduce((sum, { quantity }) => sum + quantity, 0) : 0,
  at: event.at,
  recordedAt,
  eventId,
  requestId: event.requestId ?? null,
  causationId: event.causationId ?? null,
});
