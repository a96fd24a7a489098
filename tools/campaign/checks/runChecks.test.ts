import { expect, it } from 'vitest';
import { DEAD_LETTER } from '#events/deadLetters/record.ts';
import type { Evidence, TopicMessage } from './evidence.ts';
import { runChecks } from './runChecks.ts';
import { changed, doubled, healthyShop, idOf, messageOn, without } from './testing/healthyShop.ts';

it('nothing is broken where all went well, and each check has looked at something', async () => {
  const findings = await runChecks(healthyShop());

  expect(findings.flatMap(({ broken }) => broken)).toEqual([]);
  expect(findings.filter(({ looked }) => looked === 0)).toEqual([]);
  expect(new Set(findings.map(({ check }) => check)).size).toBe(findings.length);
});

type Damage = (shop: Evidence) => Partial<Evidence>;
type Case = readonly [check: string, what: string, damage: Damage];

const isOn = (topic: string) => (row: { readonly topic: string }) => row.topic === topic;
const isOf = (name: string) => (row: { readonly orderId: string }) => row.orderId === idOf(name);
const first = () => true;
const withLog = ({ log }: Evidence, change: Partial<Evidence['log']>) => ({ log: { ...log, ...change } });
const withInjuries = ({ injuries }: Evidence, change: Partial<Evidence['injuries']>) => ({
  injuries: { ...injuries, ...change },
});
const stock =
  (change: Partial<Evidence['products'][number]>): Damage =>
  ({ products }) => ({
    products: changed(products, first, change),
  });
const withoutEvents =
  (name: string, type: string): Damage =>
  ({ orderEvents }) => ({
    orderEvents: orderEvents.filter((row) => row.orderId !== idOf(name) || row.event.type !== type),
  });
const cut =
  (name: string, length: number): Damage =>
  ({ orderEvents }) => ({
    orderEvents: orderEvents.filter(({ orderId, version }) => orderId !== idOf(name) || version <= length),
  });
const provider =
  (name: string, change: Partial<Evidence['provider'][number]>): Damage =>
  (shop) => ({
    provider: changed(shop.provider, isOf(name), change),
  });
const told =
  (name: string, change: object): Damage =>
  (shop) =>
    withLog(shop, { orders: changed(shop.log.orders, isOf(name), change) });
const stream =
  (change: (stream: Evidence['log']['streams'][number]) => object): Damage =>
  (shop) =>
    withLog(shop, { streams: shop.log.streams.map((each) => ({ ...each, ...change(each) })) });

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

const stockAndOrders: Case[] = [
  ['stock-equation', 'too few', stock({ available: 95 })],
  ['stock-equation', 'below nothing', stock({ available: -1, sold: 101 })],
  ['stock-equation', 'held by nobody', stock({ held: 1, available: 95 })],
  ['stock-equation', 'sold to nobody', stock({ sold: 5, available: 95 })],
  ['stock-equation', 'a lost delivery', stock({ available: 46, stocked: 50 })],
  ['stock-equation', 'as seen meanwhile', (shop) => withInjuries(shop, { stock: { looks: 9, broken: ['oversold'] } })],
  [
    'stock-of-orders',
    'kept by an expired order',
    ({ holds }) => ({ holds: changed(holds, isOf('expired'), { status: 'HELD' }) }),
  ],
  ['stock-of-orders', 'not sold', ({ holds }) => ({ holds: changed(holds, isOf('paid'), { status: 'RELEASED' }) })],
  ['stock-of-orders', 'of no order', ({ holds }) => ({ holds: doubled(holds, { orderId: idOf('nobody') }) })],
  [
    'all-lines-or-none',
    'a line too few',
    ({ holds }) => ({ holds: holds.map((hold) => ({ ...hold, lines: hold.lines.slice(1) })) }),
  ],
  [
    'all-lines-or-none',
    'told of less',
    ({ orderEvents }) => ({
      orderEvents: orderEvents.map((row) =>
        row.event.type === 'OrderAwaitingPayment'
          ? { ...row, event: { ...row.event, lines: row.event.lines.slice(1) } }
          : row,
      ),
    }),
  ],
  ['orders-finished', 'waits for payment', cut('expired', 2)],
  ['orders-finished', 'is being paid', cut('paid', 3)],
  ['orders-finished', 'a timer of an ended order', () => ({ timers: [idOf('expired')] })],
  ['lawful-histories', 'paid without paying', withoutEvents('paid', 'OrderPaymentStarted')],
  [
    'lawful-histories',
    'after its end',
    ({ orderEvents }) => ({
      orderEvents: doubled(
        orderEvents,
        { orderId: idOf('expired'), version: 4 },
        (row) => row.event.type === 'OrderPaid',
      ),
    }),
  ],
  [
    'lawful-histories',
    'expired too early',
    ({ orderEvents }) => ({
      orderEvents: orderEvents.map((row) =>
        row.event.type === 'OrderExpired' ? { ...row, event: { ...row.event, at: new Date(0) } } : row,
      ),
    }),
  ],
];

const money: Case[] = [
  ['one-capture', 'captured by two payments', (shop) => ({ provider: doubled(shop.provider, { key: 'again' }) })],
  ['one-capture', 'captured twice', provider('paid', { captures: 2 })],
  ['captures-accounted', 'another amount', provider('paid', { amount: 1 })],
  ['captures-accounted', 'not given back', provider('cancelled', { refunded: 0 })],
  ['captures-accounted', 'given back for nothing', provider('paid', { refunded: 3_000 })],
  ['captures-accounted', 'of no order', provider('paid', { orderId: idOf('nobody') })],
  ['captures-accounted', 'never captured', provider('paid', { captures: 0, state: 'declined' })],
  ['captures-accounted', 'the order knows of no refund', withoutEvents('cancelled', 'OrderRefunded')],
  ['captures-accounted', 'of an expired order', provider('paid', { orderId: idOf('expired') })],
  ['authorisations-closed', 'of an expired order', provider('paid', { orderId: idOf('expired'), state: 'authorised' })],
  ['authorisations-closed', 'of a paid order', provider('paid', { state: 'authorised' })],
];

const acknowledgements: Case[] = [
  ['acknowledged-is-durable', 'a lost order', told('paid', { orderId: idOf('lost') })],
  ['acknowledged-is-durable', 'a lost payment', told('expired', { told: 'paid' })],
  ['acknowledged-is-durable', 'a lost cancellation', told('paid', { told: 'cancelled' })],
  ['acknowledged-is-durable', 'paid by nobody', told('paid', { told: 'declined' })],
  ['acknowledged-is-durable', 'cancelled by nobody', told('cancelled', { told: 'paid' })],
  ['acknowledged-is-durable', 'other lines', told('paid', { lines: [] })],
  ['acknowledged-is-durable', "somebody else's", told('paid', { customerId: idOf('other') })],
  ['acknowledged-is-durable', 'never held', withoutEvents('expired', 'OrderAwaitingPayment')],
  ['one-order-per-key', 'no such key', ({ placements }) => ({ placements: without(placements, first) })],
  ['one-order-per-key', 'an order of nobody', (shop) => withLog(shop, { orders: shop.log.orders.slice(1) })],
  ['answers-as-promised', 'an INTERNAL error', (shop) => withLog(shop, { violations: ['payOrder: INTERNAL'] })],
  ['views-equal-replay', 'a wrong view', ({ views }) => ({ views: { ...views, different: 1, examples: ['x'] } })],
  ['views-equal-replay', 'a view of nothing', ({ views }) => ({ views: { ...views, orphans: 1 } })],
  ['streams-complete', 'a gap', stream(({ changes }) => ({ changes: changes.filter(({ version }) => version !== 2) }))],
  ['streams-complete', 'going back', stream(({ changes }) => ({ changes: [...changes, ...changes] }))],
  ['streams-complete', 'an early end', stream(({ changes }) => ({ changes: changes.slice(0, 2) }))],
  [
    'streams-complete',
    'a later view',
    stream(({ changes }) => ({ changes: changes.map((each) => ({ ...each, status: 'EXPIRED' })) })),
  ],
  ['streams-complete', 'of no order', stream(() => ({ orderId: idOf('nobody') }))],
  ['streams-complete', 'nothing was told', stream(() => ({ changes: [], closedBy: undefined }))],
  ['drains-in-time', 'a slow end', (shop) => withInjuries(shop, { drains: [{ member: 'orders', drainMs: 10_001 }] })],
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

it.each([...outboxAndTopics, ...effects, ...stockAndOrders, ...money, ...acknowledgements, ...deadLetters])(
  '%s sees: %s',
  async (check, _what, damage) => {
    const shop = healthyShop();

    const findings = await runChecks({ ...shop, ...damage(shop) });

    expect(findings.filter(({ broken }) => broken.length > 0).map((finding) => finding.check)).toContain(check);
  },
);

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
  ['acknowledged-is-durable', 'a payment without an answer', told('paid', { told: 'placed', unanswered: 'pay' })],
  [
    'acknowledged-is-durable',
    'a cancellation without an answer',
    told('cancelled', { told: 'paid', unanswered: 'cancel' }),
  ],
  [
    'one-order-per-key',
    'an order without an answer',
    (shop) => withLog(shop, { orders: shop.log.orders.slice(1), unansweredPlacements: shop.log.orders.slice(0, 1) }),
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

it.each(forgiven)('%s forgives: %s', async (check, _what, damage) => {
  const shop = healthyShop();

  const findings = await runChecks({ ...shop, ...damage(shop) });

  expect(findings.find((finding) => finding.check === check)?.broken).toEqual([]);
});
