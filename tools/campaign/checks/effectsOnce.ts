import { concernsMails } from '#events/workers/email/handler.ts';
import { isMailedType } from '#events/workers/email/templates/letterOf.ts';
import type { NoticedEvent } from '#events/workers/notification/notices.ts';
import { concernsPurchases } from '#subgraphs/products/followPurchases.ts';
import type { Finding } from '../types.ts';
import type { Evidence } from './evidence.ts';
import { Look } from './finding.ts';
import { publishedEvents, setAside } from './setAside.ts';

type Sources = Pick<Evidence, 'messages' | 'injuries' | 'notifications' | 'mailRows' | 'inbox' | 'pairs'>;

/** What the in-app inbox tells of. */
const NOTICED: readonly string[] = [
  'UserRegistered',
  'OrderAwaitingPayment',
  'OrderPaid',
  'OrderFulfilling',
  'OrderShipped',
  'OrderDelivered',
  'OrderExpired',
  'OrderCancelled',
  'PaymentProcessed',
  'PaymentRefunded',
] satisfies NoticedEvent['type'][];

type Kind = { readonly type: string };

/** Which events each consumer that has an inbox notes there. */
const noted: Readonly<Record<string, (event: Kind) => boolean>> = {
  email: concernsMails,
  products: concernsPurchases,
  notifications: ({ type }) => type === 'MailSent' || type === 'MailParked' || type === 'UserDeleted',
};

/** V2: each event has had its effect in each of the databases, and had it once. */
export function effectsOnce(evidence: Sources): Finding {
  const look = new Look('V2', 'effects-once');
  const isSetAside = setAside(evidence);
  const events = [...publishedEvents(evidence).values()];
  const idsFor = (consumer: string, concerns: (event: Kind) => boolean) =>
    new Set(events.filter((event) => concerns(event) && !isSetAside(consumer, event.id)).map(({ id }) => id));
  const same = (what: string, expected: ReadonlySet<string>, found: readonly string[]) => {
    const extra = ignored(evidence);
    look.atBoth(expected, new Set(found.filter((id) => !extra.has(id))), (id, is) => `${what} of event ${id}: ${is}`);
    look.at(new Set(found).size < found.length && `${what}: ${found.length - new Set(found).size} are there twice`);
  };
  same(
    'a notification',
    idsFor('notification', ({ type }) => NOTICED.includes(type)),
    eventIds(evidence),
  );
  same(
    'a mail',
    idsFor('email', ({ type }) => isMailedType(type)),
    ownMails(evidence),
  );
  for (const [consumer, concerns] of Object.entries(noted))
    same(`the inbox row of ${consumer}`, idsFor(consumer, concerns), inboxOf(consumer, evidence));
  countPairs(evidence, look);
  return look.finding();
}

const eventIds = ({ notifications }: Sources) => notifications.map(({ eventId }) => eventId);
const ownMails = ({ mailRows }: Sources) => mailRows.map(({ id }) => id);

/** Events that were injected have the effects that they have. */
const ignored = ({ messages, injuries }: Sources): ReadonlySet<string> => {
  const poison = new Set(injuries.poison.map(({ value }) => value));
  return new Set(messages.flatMap(({ value, event }) => (event && poison.has(value) ? [event.id] : [])));
};

function inboxOf(consumer: string, { inbox }: Sources): string[] {
  const prefix = `${consumer}:`;
  return inbox.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
}

/** Counting is the effect that shows best whether it was had once. */
function countPairs(evidence: Sources, look: Look): void {
  const isSetAside = setAside(evidence);
  const counts = new Map<string, number>();
  for (const { id, type, data } of publishedEvents(evidence).values()) {
    if (type !== 'OrderPaid' || isSetAside('products', id)) continue;
    const lines = data['lines'] as readonly { readonly productId: string }[]; // as the contract of OrderPaid has it
    for (const pair of pairsOf(lines.map(({ productId }) => productId))) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  for (const { id, count } of evidence.pairs) {
    const expected = counts.get(id) ?? 0;
    look.at(count !== expected && `products ${id} were bought together ${expected} times, and ${count} are counted`);
    counts.delete(id);
  }
  for (const id of counts.keys()) look.at(`products ${id} were bought together, and it was not counted`);
}

/** Of larger orders only so many lines are paired. */
const MOST_PAIRED = 20;

function pairsOf(productIds: readonly string[]): string[] {
  const ids = productIds.slice(0, MOST_PAIRED);
  return ids.flatMap((one) => ids.filter((other) => other !== one).map((other) => `${one}:${other}`));
}
