import { createHash } from 'node:crypto';
import type { OrderEvent } from '#subgraphs/orders/domain/orderEvents.ts';
import { eventOf } from '../eventOf.ts';
import type { Evidence, RecordedEvent, SentRow, TopicMessage } from '../evidence.ts';

const customerId = idOf('customer');
const [plenty, rare] = [idOf('plenty'), idOf('rare')];
const lines = [
  { productId: plenty, quantity: 2 },
  { productId: rare, quantity: 1 },
];
const PRICE = 1_000;
const total = { amount: 3 * PRICE, currency: 'EUR' };
export const minute = (count: number) => new Date(Date.UTC(2030, 0, 1, 12, count));
const deadline = minute(15);

/** The same name has the same id in every test. */
export function idOf(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const placed: OrderEvent = {
  type: 'OrderPlaced',
  at: minute(0),
  customerId,
  lines,
  paymentMethod: 'CARD',
  expiresAt: deadline,
};
const held: OrderEvent = {
  type: 'OrderAwaitingPayment',
  at: minute(0),
  lines: lines.map((line) => ({ ...line, name: 'A thing', unitPrice: { amount: PRICE, currency: 'EUR' } })),
  total,
};
const paying = (paymentId: string): OrderEvent[] => [
  { type: 'OrderPaymentStarted', at: minute(1), paymentId },
  { type: 'OrderPaid', at: minute(1), paymentId },
];

/** Three orders: one that was paid, one that expired, and one that was paid, cancelled and refunded. */
const lives: Readonly<Record<string, readonly OrderEvent[]>> = {
  paid: [placed, held, ...paying(idOf('payment of paid'))],
  expired: [placed, held, { type: 'OrderExpired', at: minute(16) }],
  cancelled: [
    placed,
    held,
    ...paying(idOf('payment of cancelled')),
    { type: 'OrderCancelled', at: minute(2), cancelledBy: 'customer', paymentId: idOf('payment of cancelled') },
    {
      type: 'OrderRefunded',
      at: minute(3),
      paymentId: idOf('payment of cancelled'),
      amount: total,
      refundedTotal: total,
    },
  ],
};

/** Writes events as services do: into an outbox, and on their topic. What people are told of is noted apart. */
class Scribe {
  readonly outbox: SentRow[] = [];
  readonly messages: TopicMessage[] = [];
  readonly notable: string[] = [];
  readonly #sequences = new Map<string, number>();

  tell(service: string, topic: string, key: string, type: string, data: Record<string, unknown>): string {
    const sequence = (this.#sequences.get(`${topic} ${key}`) ?? 0) + 1;
    this.#sequences.set(`${topic} ${key}`, sequence);
    const id = idOf(`${topic} ${key} ${sequence}`);
    const value = JSON.stringify({ id, type, sequence, occurredAt: minute(sequence).toISOString(), data });
    this.outbox.push({ service, id, topic, key, sequence, value, isPending: false });
    this.messages.push(messageOn(topic, key, value, this.messages.length));
    if (NOTICED.includes(type)) this.notable.push(id);
    return id;
  }
}

/** A message as it lies on its topic; the offset grows with `offset`. */
export function messageOn(topic: string, key: string, value: string, offset: number): TopicMessage {
  const partition = key.charCodeAt(0) % 4;
  return { topic, partition, offset, key, value, headers: {}, at: minute(offset), event: eventOf(value) };
}

const NOTICED = [
  'UserRegistered',
  'OrderAwaitingPayment',
  'OrderPaid',
  'OrderExpired',
  'OrderCancelled',
  'PaymentProcessed',
  'PaymentRefunded',
];

/** The order's events as they are recorded, and the messages that tell of them, of its stock and of its payment. */
function live(scribe: Scribe, name: string, events: readonly OrderEvent[]): RecordedEvent[] {
  const orderId = idOf(name);
  const recorded = events.map((event, index) => {
    const data = { orderId, customerId, ...(event.type === 'OrderPaid' && { lines }) };
    return { id: scribe.tell('orders', 'orders.v1', orderId, event.type, data), orderId, version: index + 1, event };
  });
  const isSold = name !== 'expired';
  scribe.tell('products', 'reservations.v1', orderId, 'StockHeld', { orderId });
  scribe.tell('products', 'reservations.v1', orderId, isSold ? 'StockCommitted' : 'StockReleased', { orderId });
  if (isSold) scribe.tell('payments', 'payments.v1', idOf(`payment of ${name}`), 'PaymentProcessed', { orderId });
  return recorded;
}

/** What a shop has left behind in which nothing went wrong. */
export function healthyShop(): Evidence {
  const scribe = new Scribe();
  scribe.tell('users', 'users.v1', customerId, 'UserRegistered', { userId: customerId });
  const orderEvents = Object.entries(lives).flatMap(([name, events]) => live(scribe, name, events));
  scribe.tell('payments', 'payments.v1', idOf('payment of cancelled'), 'PaymentRefunded', {});
  const { notable, outbox, messages } = scribe;
  const notifications = notable.map((eventId) => ({ id: idOf(`notification of ${eventId}`), eventId }));
  for (const { id: notificationId } of notifications)
    scribe.tell('notifications', 'notifications.v1', customerId, 'NotificationAdded', { notificationId });
  const sent = notable.map((mailId) => scribe.tell('email', 'mails.v1', mailId, 'MailSent', { mailId }));
  const sold = orderEvents.filter(({ event }) => event.type === 'OrderPaid');
  return {
    log: logOf(),
    outbox,
    messages,
    orderEvents,
    views: { orders: 3, equal: 3, different: 0, examples: [], orphans: 0 },
    placements: Object.keys(lives).map((name) => ({ id: `${customerId}:key of ${name}`, orderId: idOf(name) })),
    products: [
      { id: plenty, available: 96, held: 0, sold: 4, stocked: 100 },
      { id: rare, available: 0, held: 0, sold: 2, stocked: 2 },
    ],
    holds: Object.keys(lives).map((name) => holdOf(name)),
    pairs: [`${plenty}:${rare}`, `${rare}:${plenty}`].map((id) => ({ id, count: 2 })),
    notifications,
    mailRows: notable.map((id) => ({ id, state: 'sent', reason: undefined })),
    inbox: [
      ...sold.map(({ id }) => `products:${id}`),
      ...notable.map((id) => `email:${id}`),
      ...sent.map((id) => `notifications:${id}`),
    ],
    timers: [],
    mails: notable.map((id, at) => ({ at, messageId: `<${id}@shop.example>`, to: 'ana@example.org', subject: 'News' })),
    provider: [paymentOf('paid', 0), paymentOf('cancelled', total.amount)],
    injuries: {
      poison: [],
      secondCopies: [],
      faults: [],
      startedAt: minute(0),
      drains: [{ member: 'orders', drainMs: 700 }],
      stock: { looks: 4, broken: [] },
    },
  };
}

const holdOf = (name: string): Evidence['holds'][number] => ({
  orderId: idOf(name),
  status: name === 'expired' ? 'RELEASED' : 'COMMITTED',
  lines,
});

const paymentOf = (name: string, refunded: number) => {
  const amount = total.amount;
  return {
    key: `${idOf(name)}:1`,
    orderId: idOf(name),
    amount,
    state: 'captured',
    captures: 1,
    refunded,
    at: 0,
  } as const;
};

function logOf(): Evidence['log'] {
  const told = { paid: 'paid', expired: 'placed', cancelled: 'cancelled' } as const;
  const orders = Object.entries(told).map(([name, is]) => {
    return { orderId: idOf(name), customerId, idempotencyKey: `key of ${name}`, lines, placedAt: 0, told: is };
  });
  const seen = ['PENDING', 'AWAITING_PAYMENT', 'EXPIRED'].map((status, index) => ({ version: index + 1, status }));
  const streams = [{ orderId: idOf('expired'), changes: seen, closedBy: 'shop' as const }];
  const stocked = [
    { productId: plenty, units: 100 },
    { productId: rare, units: 2 },
  ];
  return { orders, streams, stocked, violations: [], unansweredPlacements: [] };
}
