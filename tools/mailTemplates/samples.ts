import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contracts, type Topic } from '#events/contracts/registry.ts';
import type { MailEvent } from '#events/workers/email/mailEvents.ts';
import { isMailed } from '#events/workers/email/templates/letterOf.ts';
import { projectRoot } from '../paths.ts';

/** An event that a mail is shown for. `variant` tells apart what one event can say. */
export type Sample = { readonly template: MailEvent['type']; readonly variant?: string; readonly event: MailEvent };

const TOPICS = ['users.v1', 'orders.v1', 'payments.v1'] as const satisfies readonly Topic[];

const euros = (amount: number) => ({ amount, currency: 'EUR' });

/** What the stored samples don't show, by event: changes of their data. */
const VARIANTS: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  // Users tells which it is with the token.
  EmailVerificationRequested: { 'new-address': {} },
  OrderAwaitingPayment: { coupon: { subtotal: euros(6400), discount: euros(640), total: euros(5760) } },
  OrderPaid: { free: { paymentId: undefined, total: euros(0) } },
  OrderCancelled: {
    'by-customer': { cancelledBy: 'customer', paymentId: undefined },
    'by-admin': { cancelledBy: 'admin', paymentId: 'a60f8f73-6260-49d5-9129-42fc1aa4db10' },
  },
  PaymentProcessed: {
    declined: { status: 'DECLINED', reason: 'card_declined' },
    failed: { status: 'FAILED' },
    voided: { status: 'VOIDED' },
  },
  PaymentRefunded: { part: { refundAmount: euros(1250), refundedTotal: euros(2500) } },
};

/** One of each mail, made of the messages that are stored beside the contracts. */
export function mailSamples(): Sample[] {
  const types = TOPICS.flatMap((topic) =>
    contracts[topic].options.map(({ shape }) => ({ topic, type: shape.type.value })),
  );
  return types.flatMap(({ topic, type }): Sample[] => {
    const event = storedSample(topic, type);
    if (!isMailed(event)) return [];
    const variants = Object.entries(VARIANTS[type] ?? {}).map(([variant, change]) => ({
      template: type,
      variant,
      event: parsed(topic, { ...event, data: { ...event.data, ...change } }),
    }));
    return [{ template: type, event }, ...variants];
  });
}

function storedSample(topic: (typeof TOPICS)[number], type: string): MailEvent {
  const file = join(projectRoot, 'events/contracts/samples', `${topic}.${type}.json`);
  return parsed(topic, JSON.parse(readFileSync(file, 'utf8')));
}

const parsed = (topic: (typeof TOPICS)[number], event: unknown): MailEvent => contracts[topic].parse(event);
