import type { Evidence } from './evidence.ts';
import {
  type Case,
  changed,
  type Damage,
  doubled,
  first,
  isOf,
  itForgives,
  itSees,
  withInjuries,
  withoutEvents,
} from './testing/damage.ts';
import { idOf, minute } from './testing/healthyShop.ts';

const stock =
  (change: Partial<Evidence['products'][number]>): Damage =>
  ({ products }) => ({
    products: changed(products, first, change),
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

/** The message that tells of the expired order's end comes then; a minute after its start it was placed, for 15. */
const expiredAt =
  (minutes: number, seconds: number): Damage =>
  ({ messages, orderEvents }) => {
    const placed = orderEvents.find((row) => row.orderId === idOf('expired') && row.event.type === 'OrderPlaced');
    const at = new Map([
      [placed?.id, minute(1)],
      [
        orderEvents.find(({ event }) => event.type === 'OrderExpired')?.id,
        new Date(minute(minutes).getTime() + seconds * 1_000),
      ],
    ]);
    return { messages: messages.map((message) => ({ ...message, at: at.get(message.event?.id) ?? message.at })) };
  };
const brokenAtDeadline = { kind: 'kill', target: 'orders', at: 16 * 60_000, healedAt: 16 * 60_000 + 2_000 };

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
  ['orders-end-in-time', 'an order that ends late', expiredAt(16, 61)],
  [
    'orders-end-in-time',
    'late for longer than what was broken explains',
    (shop) => ({ ...expiredAt(16, 70)(shop), ...withInjuries(shop, { faults: [brokenAtDeadline] }) }),
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
    'expired while it was being paid',
    ({ orderEvents }) => ({
      orderEvents: orderEvents.map((row) =>
        row.orderId === idOf('paid') && row.event.type === 'OrderPaid'
          ? { ...row, event: { type: 'OrderExpired', at: minute(16) } }
          : row,
      ),
    }),
  ],
  [
    'lawful-histories',
    'paying begun too late',
    ({ orderEvents }) => ({
      orderEvents: orderEvents.map((row) =>
        row.event.type === 'OrderPaymentStarted' ? { ...row, event: { ...row.event, at: minute(15) } } : row,
      ),
    }),
  ],
  [
    'lawful-histories',
    'money back that was never paid',
    ({ orderEvents }) => ({
      orderEvents: orderEvents.flatMap((row) => {
        if (row.orderId !== idOf('cancelled') || row.version < 3) return [row];
        const version = row.version - 2;
        return version < 3 ? [] : [{ ...row, version }];
      }),
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

itSees([...stockAndOrders, ...money]);

itForgives([
  ['orders-end-in-time', 'an end within a minute', expiredAt(16, 60)],
  [
    'orders-end-in-time',
    'a repeat of what was told in time',
    ({ messages }) => ({
      messages: doubled(messages, { at: minute(600) }, ({ event }) => event?.type === 'OrderExpired'),
    }),
  ],
  [
    'orders-end-in-time',
    'late by what was broken',
    (shop) => ({ ...expiredAt(16, 69)(shop), ...withInjuries(shop, { faults: [brokenAtDeadline] }) }),
  ],
]);
