import { randomUUID } from 'node:crypto';
import type { Draft } from '#events/outbox/outbox.ts';
import { currentCausationId, currentRequestId } from '#kernel/callContext.ts';
import type { Payment, PaymentEvent } from '../domain/payment.ts';
import { factOf, type StoredStep } from '../domain/paymentSteps.ts';
import { outgoing } from '../outgoing.ts';

/** What is kept of new facts, and the messages that tell of them, under the same ids. `payment` as they left it. */
export function recordedSteps(payment: Payment, events: readonly PaymentEvent[]) {
  const drafts: Draft[] = [];
  const steps = events.map((event): StoredStep => {
    const told = outgoing(payment, [event]);
    const eventId = told.length > 0 ? randomUUID() : null;
    for (const draft of told) drafts.push(eventId === null ? draft : { ...draft, id: eventId });
    return { ...factOf(event), ...surroundings(), eventId };
  });
  return { steps, drafts };
}

/** A payment begins with the wish to charge, which nobody is told of. */
export const firstStep = ({ createdAt: at }: Payment): StoredStep => ({
  ...surroundings(),
  type: 'PaymentStarted',
  at,
  eventId: null,
  reason: null,
  refundId: null,
});

const surroundings = () => ({
  recordedAt: new Date(),
  requestId: currentRequestId() ?? null,
  causationId: currentCausationId() ?? null,
});
