import { DEAD_LETTER } from '#events/deadLetters/record.ts';
import type { Evidence, TopicMessage } from './evidence.ts';
import {
  type Case,
  changed,
  doubled,
  first,
  isOn,
  itForgives,
  itSees,
  withInjuries,
  without,
  withoutEvents,
} from './testing/damage.ts';
import { messageOn, minute } from './testing/healthyShop.ts';

const POISON = '{"broken":';
const letter = (value: string, kind: string, headers: Record<string, string> = {}): TopicMessage => ({
  ...messageOn('orders.v1.dlq', 'k', value, 90),
  headers: {
    [DEAD_LETTER.kind]: kind,
    [DEAD_LETTER.consumer]: 'email',
    [DEAD_LETTER.origin]: 'orders.v1/0/1',
    ...headers,
  },
});
const and = (shop: Evidence, ...added: TopicMessage[]) => ({ messages: [...shop.messages, ...added] });
const injected = { topic: 'orders.v1', key: 'k', value: POISON, consumers: ['email'] };

/** A time that holds the first copies of all mails. */
const firstMails = (most: number, to = 1_000) => ({ from: 0, to, most });

/** Poison that was injected an hour after the start, and its letter so much later. */
const putAsideAfter = (ms: number): TopicMessage[] => [
  { ...messageOn('orders.v1', 'k', POISON, 80), at: minute(60) },
  { ...letter(POISON, 'poison'), at: new Date(minute(60).getTime() + ms) },
];
/** From the moment of the injection on. */
const brokenFor = (ms: number) => {
  const at = 60 * 60_000;
  return { kind: 'cut', target: 'email→mongod', at, healedAt: at + ms };
};

const outboxAndTopics: Case[] = [
  [
    'events-published',
    'an event that never came',
    ({ messages }) => ({ messages: without(messages, isOn('orders.v1')) }),
  ],
  ['events-published', 'one that waits', ({ outbox }) => ({ outbox: changed(outbox, first, { isPending: true }) })],
  ['events-published', 'another text', ({ outbox }) => ({ outbox: changed(outbox, first, { value: '{}' }) })],
  ['events-published', 'no outbox row', ({ outbox }) => ({ outbox: without(outbox, isOn('orders.v1')) })],
  ['only-committed', 'a message of nobody', ({ outbox }) => ({ outbox: without(outbox, isOn('payments.v1')) })],
  ['only-committed', 'an event without its change', withoutEvents('paid', 'OrderPaid')],
  ['only-committed', 'no reservation', ({ holds }) => ({ holds: without(holds, first) })],
  ['only-committed', 'an untold reservation', ({ outbox }) => ({ outbox: without(outbox, isOn('reservations.v1')) })],
  ['only-committed', 'no notification', ({ notifications }) => ({ notifications: without(notifications, first) })],
  ['only-committed', 'an untold one', ({ outbox }) => ({ outbox: without(outbox, isOn('notifications.v1')) })],
  ['sequences-in-order', 'a gap', ({ messages }) => ({ messages: without(messages, isOn('orders.v1')) })],
  [
    'sequences-in-order',
    'a later one first',
    ({ messages }) => ({ messages: changed(messages, isOn('orders.v1'), { offset: 1_000 }) }),
  ],
  [
    'sequences-in-order',
    'two partitions',
    ({ messages }) => ({ messages: changed(messages, isOn('orders.v1'), { partition: 9 }) }),
  ],
];

const effects: Case[] = [
  [
    'effects-once',
    'two notifications',
    ({ notifications }) => ({ notifications: doubled(notifications, { id: 'n' }) }),
  ],
  ['effects-once', 'no notification', ({ notifications }) => ({ notifications: without(notifications, first) })],
  ['effects-once', 'no mail', ({ mailRows }) => ({ mailRows: without(mailRows, first) })],
  ['effects-once', 'no inbox row', ({ inbox }) => ({ inbox: without(inbox, first) })],
  ['effects-once', 'an inbox row of nothing', ({ inbox }) => ({ inbox: [...inbox, 'email:nothing'] })],
  ['effects-once', 'counted twice', ({ pairs }) => ({ pairs: changed(pairs, first, { count: 3 }) })],
  ['effects-once', 'not counted', ({ pairs }) => ({ pairs: without(pairs, first) })],
  ['mails-expected', 'a lost mail', ({ mails }) => ({ mails: without(mails, first) })],
  ['mails-expected', 'a second copy', ({ mails }) => ({ mails: doubled(mails, {}) })],
  [
    'mails-expected',
    'a second copy of what came long before the death',
    (shop) => ({
      ...withInjuries(shop, { secondCopies: [{ from: 5_000, to: 9_000, most: 8 }] }),
      mails: doubled(shop.mails, { at: 6_000 }),
    }),
  ],
  [
    'mails-expected',
    'more copies than were under way',
    (shop) => ({
      ...withInjuries(shop, { secondCopies: [firstMails(1)] }),
      mails: [...shop.mails, ...shop.mails.slice(0, 2).map((mail) => ({ ...mail, at: 9_000 }))],
    }),
  ],
  ['mails-expected', 'a mail of nothing', ({ mails }) => ({ mails: doubled(mails, { messageId: '<x@shop>' }) })],
  [
    'mails-expected',
    'a copy by another name',
    (shop) => ({
      ...withInjuries(shop, { secondCopies: [firstMails(1)] }),
      mails: doubled(shop.mails, { messageId: shop.mails[0]?.messageId.replace('shop', 'other') ?? '' }),
    }),
  ],
  [
    'mails-expected',
    'one that waits',
    ({ mailRows }) => ({ mailRows: changed(mailRows, first, { state: 'waiting' }) }),
  ],
  [
    'mails-expected',
    'one given up',
    ({ mailRows }) => ({ mailRows: changed(mailRows, first, { state: 'parked', reason: 'MAIL_REFUSED' }) }),
  ],
];

const deadLetters: Case[] = [
  ['dead-letters-expected', 'one that nobody injected', (shop) => and(shop, letter(POISON, 'poison'))],
  ['dead-letters-expected', 'one that never came', (shop) => withInjuries(shop, { poison: [injected] })],
  ['dead-letters-expected', 'one that waits for nothing', (shop) => and(shop, letter('{}', 'parked'))],
  [
    'other-keys-flow-on',
    'a long stop',
    (shop) => ({ ...withInjuries(shop, { poison: [injected] }), ...and(shop, ...putAsideAfter(5_001)) }),
  ],
  [
    'other-keys-flow-on',
    'a stop that is longer than what was broken explains',
    (shop) => ({
      ...withInjuries(shop, { poison: [injected], faults: [brokenFor(2_000)] }),
      ...and(shop, ...putAsideAfter(2_000 + 7_000 + 5_001)),
    }),
  ],
];

itSees([...outboxAndTopics, ...effects, ...deadLetters]);

const forgiven: Case[] = [
  [
    'mails-expected',
    'a copy that a death explains',
    (shop) => ({ ...withInjuries(shop, { secondCopies: [firstMails(1)] }), mails: doubled(shop.mails, { at: 9_000 }) }),
  ],
  [
    'mails-expected',
    'copies that two deaths explain, whichever came first',
    (shop) => ({
      ...withInjuries(shop, { secondCopies: [firstMails(1), firstMails(1, 0)] }),
      mails: [...shop.mails, ...shop.mails.slice(0, 2).map((mail) => ({ ...mail, at: 9_000 }))],
    }),
  ],
  [
    'other-keys-flow-on',
    'poison that is out of the way in time',
    (shop) => ({ ...withInjuries(shop, { poison: [injected] }), ...and(shop, ...putAsideAfter(5_000)) }),
  ],
  [
    'other-keys-flow-on',
    'a stop while something was broken',
    (shop) => ({
      ...withInjuries(shop, { poison: [injected], faults: [brokenFor(2_000)] }),
      ...and(shop, ...putAsideAfter(2_000 + 7_000 + 5_000)),
    }),
  ],
  [
    'sequences-in-order',
    'a repeat',
    ({ messages }) => ({ messages: doubled(messages, { offset: 1_000 }, isOn('orders.v1')) }),
  ],
  [
    'dead-letters-expected',
    'what was injected, and what follows it',
    (shop) => ({
      ...withInjuries(shop, { poison: [injected] }),
      ...and(shop, messageOn('orders.v1', 'k', POISON, 80), letter(POISON, 'poison'), letter('{}', 'parked')),
    }),
  ],
];

itForgives(forgiven);
