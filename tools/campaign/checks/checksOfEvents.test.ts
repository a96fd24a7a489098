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
import { messageOn } from './testing/healthyShop.ts';

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
  ['mails-expected', 'a mail of nothing', ({ mails }) => ({ mails: doubled(mails, { messageId: '<x@shop>' }) })],
  [
    'mails-expected',
    'a copy by another name',
    (shop) => ({
      ...withInjuries(shop, { secondCopies: 1 }),
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
    (shop) => ({
      ...withInjuries(shop, { poison: [injected], flowsOnWithinMs: 5_000 }),
      ...and(shop, letter(POISON, 'poison', { [DEAD_LETTER.since]: new Date(0).toISOString() })),
    }),
  ],
];

itSees([...outboxAndTopics, ...effects, ...deadLetters]);

const forgiven: Case[] = [
  [
    'mails-expected',
    'a copy that a death explains',
    (shop) => ({ ...withInjuries(shop, { secondCopies: 1 }), mails: doubled(shop.mails, {}) }),
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
