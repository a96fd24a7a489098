import { describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import type { TimelineFact } from './domain/timeline.ts';
import { ordersUnderTest } from './ordersUnderTest.ts';
import { step } from './placedOrdersUnderTest.ts';
import type { TimelineSources } from './ports.ts';

const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { order { id } } } }`;
const TIMELINE = `query ($id: ID!) {
  order(id: $id) { timelineIncomplete timeline { id kind type title service by causedBy eventId topic partition offset requestId } }
}`;
const MOVE = `mutation ($items: [UpdateOrderStatusInput!]!) {
  updateOrderStatuses(input: { items: $items }) {
    results { outcome { ... on OrderStatusUpdated { order { timeline { type } } } } }
  }
}`;
const LIST = '{ myOrders(first: 20) { nodes { timeline { title } } } }';
const shippingAddress = { name: 'Ana Pop', street: 'Str. Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' };
const admin = { userId: 'boss', roles: ['admin' as const] };

const held = (orderId: string): TimelineFact => ({
  orderId,
  id: `stock:${orderId}:StockHeld`,
  kind: 'STOCK',
  service: 'products',
  type: 'StockHeld',
  at: null,
  recordedAt: new Date(),
  by: null,
  amount: null,
  units: 2,
  reason: null,
  attempts: null,
  recipientId: null,
  eventId: 'stock-event',
  topic: 'reservations.v1',
  partition: null,
  offset: null,
  requestId: null,
  causationId: `order:${orderId}:1`,
});

type Entry = Record<string, unknown>;
type Moved = { updateOrderStatuses: { results: { outcome: { order: { timeline: Entry[] } } }[] } };
type Told = { order: { timeline: Entry[]; timelineIncomplete: string[] } | null };

function shop(sources: Partial<TimelineSources> = {}) {
  const missing: string[] = [];
  const asked: (readonly string[])[] = [];
  const quiet = async () => [];
  const STOCK = async (ids: readonly string[]) => {
    asked.push(ids);
    return ids.map(held);
  };
  const place = { topic: 'reservations.v1', partition: 2, offset: '40' };
  const timeline = {
    sources: { STOCK, PAYMENTS: quiet, MESSAGES: quiet, ...sources },
    places: { find: async () => new Map([['stock-event', place]]) },
    onMissing: (source: string) => void missing.push(source),
  };
  const orders = ordersUnderTest({ shelf: { mug: { price: 1050, available: 50 } }, timeline });
  const order = async (customer: string, key = 'key-0001') => {
    const input = { idempotencyKey: key, lines: [{ productId: 'mug', quantity: 2 }], shippingAddress };
    const { data } = await orders.query(customer, PLACE, { input });
    return (data as { placeOrder: { order: { id: string } } }).placeOrder.order.id;
  };
  const told = async (user: Parameters<typeof orders.query>[0], id: string) =>
    ((await orders.query(user, TIMELINE, { id })).data as Told).order;
  return { ...orders, order, told, missing, asked };
}

describe('Order.timeline', () => {
  it('tells an admin everything, with causes and places', async () => {
    const { order, told } = shop();
    const id = await order('ana');

    const story = await told(admin, id);

    expect(story?.timelineIncomplete).toEqual([]);
    expect(story?.timeline.map(({ type, causedBy }) => [type, causedBy])).toEqual([
      ['OrderPlaced', null],
      ['StockHeld', `order:${id}:1`],
      ['OrderAwaitingPayment', `stock:${id}:StockHeld`],
    ]);
    expect(story?.timeline[0]).toMatchObject({ requestId: 'test-request', topic: 'orders.v1', by: 'CUSTOMER' });
    expect(story?.timeline[1]).toMatchObject({
      title: '2 units are held for the order',
      service: 'products',
      topic: 'reservations.v1',
      partition: 2,
      offset: '40',
      requestId: 'test-request',
    });
  });

  it('tells its customer the same story without what is the shop’s, and a stranger nothing', async () => {
    const { order, told } = shop();
    const id = await order('ana');

    const story = await told('ana', id);

    expect(story?.timeline.map(({ title }) => title)).toEqual([
      'The order was placed',
      '2 units are held for the order',
      'The order waits for its payment',
    ]);
    for (const entry of story?.timeline ?? []) {
      expect(entry).toMatchObject({ eventId: null, topic: null, partition: null, offset: null, requestId: null });
    }
    expect(await told('eve', id)).toBeNull();
  });

  it('says who did not answer, and tells what the others know', async () => {
    const away = () => Promise.reject(new AppError('UNAVAILABLE', 'SERVICE_UNREACHABLE', 'away'));
    const { order, told, missing } = shop({ PAYMENTS: away, MESSAGES: away });

    const story = await told('ana', await order('ana'));

    expect(story?.timelineIncomplete).toEqual(['MESSAGES', 'PAYMENTS']);
    expect(story?.timeline).toHaveLength(3);
    expect(missing.sort()).toEqual(['MESSAGES', 'PAYMENTS']);
  });

  it('asks each service once for a page of orders', async () => {
    const { order, query, asked } = shop();
    for (let index = 0; index < 20; index += 1) await order('ana', `key-00${index + 10}`);

    const { data } = await query('ana', LIST);

    expect((data as { myOrders: { nodes: unknown[] } }).myOrders.nodes).toHaveLength(20);
    expect(asked.map(({ length }) => length)).toEqual([20]);
  });

  it('ends where the order does, also where one answer has it at two versions', async () => {
    const { order, query, queryAsService, asked } = shop();
    const orderId = await order('ana');
    for (const field of ['beginPayment', 'confirmPayment']) {
      await queryAsService('payments', step(field), { id: orderId });
    }
    const items = [
      { orderId, status: 'FULFILLING' },
      { orderId, status: 'SHIPPED' },
    ];

    const { data } = await query(admin, MOVE, { items });

    const lists = (data as Moved).updateOrderStatuses.results.map(({ outcome }) => outcome.order.timeline);
    const paid = ['OrderPlaced', 'StockHeld', 'OrderAwaitingPayment', 'OrderPaymentStarted', 'OrderPaid'];
    expect(lists.map((entries) => entries.map(({ type }) => type))).toEqual([
      [...paid, 'OrderFulfilling'],
      [...paid, 'OrderFulfilling', 'OrderShipped'],
    ]);
    expect(asked).toEqual([[orderId]]);
  });
});
