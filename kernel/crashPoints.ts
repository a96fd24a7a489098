import { channel } from 'node:diagnostics_channel';

/**
 * Places where a death is the most awkward, with what is true there. The fault campaign kills processes in them, and
 * docs/crash-points.md says what repairs each. `relay` and `consumer` are in every process that has one.
 */
export const crashPoints = {
  'relay.beforePublish': 'events are committed with their change, and none of this batch is published',
  'relay.beforeMark': 'the transport has taken the events, and the outbox does not know',
  'consumer.beforeCommit': 'the effect of an event is there, and the position in the topic is not committed',
  'products.midHold': 'a transaction that moves stock is open, and its products are locked',
  'orders.beforeReserve': 'the order is recorded, and nobody was asked for its stock',
  'orders.beforeAnswer': 'the order is paid, and payments has not been told',
  'payments.afterAuthorise': 'the money is set aside, and payments has not noted it',
  'payments.afterCapture': 'the money is taken, and payments has not noted it',
  'email.afterAcceptance': 'the mail server has taken the mail, and the queue does not know',
  'expiration.afterClaim': 'a due timer is leased, and the order was not asked',
} as const;

export type CrashPoint = keyof typeof crashPoints;

const points = channel('bazaar.crashPoints');

/** Tells whoever listens that the process is here; costs nothing when nobody does. */
export function passing(point: CrashPoint): void {
  if (points.hasSubscribers) points.publish(point);
}
