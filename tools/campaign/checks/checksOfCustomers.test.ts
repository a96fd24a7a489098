import type { Evidence } from './evidence.ts';
import {
  type Case,
  changed,
  type Damage,
  first,
  isOf,
  itForgives,
  itSees,
  withInjuries,
  withLog,
  without,
  withoutEvents,
} from './testing/damage.ts';
import { idOf } from './testing/healthyShop.ts';

const told =
  (name: string, change: object): Damage =>
  (shop) =>
    withLog(shop, { orders: changed(shop.log.orders, isOf(name), change) });

const stream =
  (change: (stream: Evidence['log']['streams'][number]) => object): Damage =>
  (shop) =>
    withLog(shop, { streams: shop.log.streams.map((each) => ({ ...each, ...change(each) })) });

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
  [
    'streams-complete',
    'the last change was not told',
    stream(({ changes }) => ({ changes: changes.slice(0, 2), closedBy: undefined })),
  ],
  ['streams-complete', 'given up, though all was told', stream(() => ({ closedBy: 'lost' }))],
  ['drains-in-time', 'a slow end', (shop) => withInjuries(shop, { drains: [{ member: 'orders', drainMs: 10_001 }] })],
];

itSees(acknowledgements);

const forgiven: Case[] = [
  ['streams-complete', 'open to the end', stream(() => ({ closedBy: undefined }))],
  [
    'streams-complete',
    'a customer who had seen enough',
    stream(({ changes }) => ({ changes: changes.slice(0, 2), closedBy: 'customer' })),
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
];

itForgives(forgiven);
