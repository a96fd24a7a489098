import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { startRelay } from '#events/outbox/relay.ts';
import { openPlaces, type Places } from '#events/places.ts';
import { published } from '#events/testing/eventsUnderTest.ts';
import { openTransport } from '#events/transport/open.ts';
import type { Transport } from '#events/transport/transport.ts';
import { systemClock } from '#kernel/clock.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { makeMongoCoupons } from './adapters/mongoCoupons.ts';
import { makeMongoCustomers } from './adapters/mongoCustomers.ts';
import { makeMongoOrderReads } from './adapters/mongoOrderReads.ts';
import { makeMongoOrderStore } from './adapters/mongoOrderStore.ts';
import { makeMongoSales } from './adapters/mongoSales.ts';
import { newCode } from './adapters/newCode.ts';
import { type OrderModels, orderModels } from './adapters/orderModels.ts';
import { assembleOrders } from './assembleOrders.ts';
import { FakeStock } from './fakes/fakeStock.ts';
import { requestOf } from './fakes/orderStore.contract.ts';
import { followOrderEvents } from './followOrderEvents.ts';
import type { OrdersContext, ToldChange, Watched } from './ports.ts';
import { makeEraseCustomer } from './usecases/eraseCustomer.ts';

const MUG = randomUUID();
const HOLD_MS = 60_000;
const stock = new FakeStock({ [MUG]: { price: 1050, available: 10_000 } });
const { uri, prefix } = testMongo();
const scopes: ReturnType<typeof testScope>[] = [];

/** One of several replicas of the subgraph: everything is real but products. */
async function replica(): Promise<OrdersContext & { transport: Transport; models: OrderModels; places: Places }> {
  const scope = testScope('orders');
  scopes.push(scope);
  const { logger } = scope;
  const mongo = await openMongo({ uri, database: `${prefix}_orders`, appName: 'test', logger, timeoutMs: 5_000 });
  scope.onStop(() => mongo.close());
  const models = orderModels(mongo);
  await ensureCollections(models);
  const config = { MONGODB_URI: uri, DATABASE_PREFIX: prefix, TOPIC_PREFIX: '', STARTUP_TIMEOUT_MS: 5_000 };
  const transport = await openTransport(config, { name: 'orders', alone: true }, scope);
  await startRelay({ mongo, transport, name: 'orders' }, scope);
  const places = await openPlaces(mongo, scope);
  const clock = { ...systemClock, advance: () => Promise.reject(new Error('the clock stands')) };
  const orders = assembleOrders({
    store: makeMongoOrderStore({ mongo, models, outbox: makeOutbox(mongo) }),
    reads: makeMongoOrderReads(models),
    stock,
    clock,
    newId: randomUUID,
    holdMs: HOLD_MS,
    sales: makeMongoSales(models),
    currency: 'EUR',
    coupons: makeMongoCoupons(models),
    newCode,
    liveSince: new Date(Date.now() - 6 * 60_000),
    timeline: {
      sources: { STOCK: async () => [], PAYMENTS: async () => [], MESSAGES: async () => [] },
      places,
      onMissing: () => undefined,
    },
  });
  const eraseCustomer = makeEraseCustomer(makeMongoCustomers(models));
  await followOrderEvents({ ...orders, eraseCustomer, places }, transport, scope);
  const call = { caller: 'gateway', principal: { kind: 'anonymous' }, requestId: 'test-request' } as const;
  return { ...orders.context(call), transport, models, places };
}

let here: Awaited<ReturnType<typeof replica>>;
let there: Awaited<ReturnType<typeof replica>>;

beforeAll(async () => {
  [here, there] = [await replica(), await replica()];
});
afterAll(async () => {
  for (const scope of scopes.reverse()) await scope.stop();
});

const request = (change: object = {}) => requestOf({ lines: [{ productId: MUG, quantity: 2 }], ...change });

/** Statuses and versions until the stream ends. */
async function read(stream: AsyncIterable<Watched>): Promise<string[]> {
  const told: string[] = [];
  for await (const item of stream) {
    if (item instanceof Error) throw item;
    told.push(`${item.order.version} ${item.order.status}`);
  }
  return told;
}

async function nextOf(stream: AsyncIterator<Watched>): Promise<ToldChange> {
  const { done, value } = await stream.next();
  if (done || value instanceof Error) throw new Error('the stream has ended', { cause: value });
  return value;
}

const LIFE = ['1 PENDING', '2 AWAITING_PAYMENT', '3 PAYING', '4 PAID', '5 FULFILLING', '6 SHIPPED', '7 DELIVERED'];

async function payAndDeliver(orderId: string): Promise<void> {
  const paymentId = randomUUID();
  await here.beginPayment({ orderId, paymentId });
  await here.confirmPayment({ orderId, paymentId });
  for (const status of ['FULFILLING', 'SHIPPED', 'DELIVERED'] as const) {
    await here.updateOrderStatus({ orderId, status });
  }
}

describe('orders in two replicas', () => {
  it('tell every change in order, whichever replica serves the client and whenever it comes', async () => {
    const orders = await Promise.all(Array.from({ length: 12 }, () => here.placeOrder(request())));
    const changes = orders.map(({ id }) => payAndDeliver(id));
    const watching: Promise<string[]>[] = [];
    for (const { id } of orders) {
      // Clients come at different moments of the orders' lives.
      await setImmediate();
      for (const { watchOrder } of [here, there]) watching.push(watchOrder(id, () => true).then(read));
    }

    const told = await Promise.all(watching);
    await Promise.all(changes);

    for (const one of told) expect(one).toEqual(LIFE.slice(LIFE.length - one.length));
    expect(Math.max(...told.map(({ length }) => length))).toBeGreaterThan(1);
  });

  it('go on with a stream of many orders where another replica was broken off', async () => {
    const { id: one, customerId } = await here.placeOrder(request());
    const before = await here.watchOrders(customerId);
    const cursors = [(await nextOf(before)).cursor];
    const { id: two } = await here.placeOrder(request({ customerId, idempotencyKey: 'key-0002' }));
    for (const version of [1, 2]) {
      const change = await nextOf(before);
      expect([change.order.id, change.order.version]).toEqual([two, version]);
      cursors.push(change.cursor);
    }
    await before.return?.();
    await payAndDeliver(one);

    const fresh = await replica();
    for (const [index, cursor] of cursors.entries()) {
      const after = await fresh.watchOrders(customerId, cursor);
      const missed = index === 2 ? [] : [1, 2].slice(index).map((version) => [two, version]);
      const told = [];
      while (told.length < missed.length + 5) {
        const { order } = await nextOf(after);
        told.push([order.id, order.version]);
      }
      await after.return?.();
      expect(told.filter(([id]) => id === two)).toEqual(missed);
      expect(told.filter(([id]) => id === one)).toEqual([3, 4, 5, 6, 7].map((version) => [one, version]));
    }
  });

  it('make one order of one key, though both are asked at the same time', async () => {
    const wish = request();

    const placed = await Promise.all([here, there, here, there].map(({ placeOrder }) => placeOrder(wish)));

    expect(new Set(placed.map(({ id }) => id)).size).toBe(1);
    expect(placed.map(({ status }) => status)).toEqual(Array(4).fill('AWAITING_PAYMENT'));
  });

  it('finish an order whose replica could not: products comes back, and the stock is held', async () => {
    const wish = request();
    stock.isAway = true;
    await expect(here.placeOrder(wish)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    stock.isAway = false;

    await vi.waitFor(
      async () => {
        const { nodes } = await there.list({ customerId: wish.customerId, filter: undefined }, pageOf({ first: 1 }));
        expect(nodes).toMatchObject([{ status: 'AWAITING_PAYMENT', total: { amount: 2100 } }]);
      },
      { timeout: 15_000, interval: 50 },
    );
  });

  it('give the stock of a cancelled order back, and sell that of a paid one', async () => {
    const [cancelled, paid] = [await here.placeOrder(request()), await here.placeOrder(request())];
    await there.cancelOrder({
      orderId: cancelled.id,
      userId: cancelled.customerId,
      isAdmin: false,
      restock: false,
      reason: null,
    });
    await payAndDeliver(paid.id);

    await vi.waitFor(
      () => {
        expect(stock.released.has(cancelled.id)).toBe(true);
        expect(stock.committed.has(paid.id)).toBe(true);
      },
      { timeout: 10_000 },
    );
    expect(stock.released.has(paid.id)).toBe(false);
  });

  it('record refunds that payments tells, each once', async () => {
    const { id: orderId, customerId, total } = await here.placeOrder(request());
    const paymentId = randomUUID();
    await here.beginPayment({ orderId, paymentId });
    await here.confirmPayment({ orderId, paymentId });
    const now = new Date().toISOString();
    const tell = (sequence: number, refunded: number, all: number) => {
      const money = (amount: number) => ({ amount, currency: 'EUR' });
      const parts = { refundId: randomUUID(), refundAmount: money(refunded), refundedTotal: money(all) };
      const data = { paymentId, orderId, customerId, amount: total, ...parts, refundedAt: now };
      const value = JSON.stringify({ id: randomUUID(), type: 'PaymentRefunded', occurredAt: now, sequence, data });
      return here.transport.publish([{ topic: 'payments.v1', key: paymentId, value, headers: {} }]);
    };

    await tell(1, 500, 500);
    await tell(1, 500, 500);
    await tell(2, 1600, 2100);

    const later = new Date(Date.now() + 60_000);
    const { history } = await vi.waitFor(
      async () => {
        const order = await there.asOf(orderId, later);
        expect(order).toMatchObject({ status: 'PAID', paymentStatus: 'REFUNDED', refunded: { amount: 2100 } });
        return order ?? { history: [] };
      },
      { timeout: 10_000, interval: 50 },
    );
    expect(history.filter(({ type }) => type === 'OrderRefunded')).toHaveLength(2);
  });

  it('confirm a captured payment whose confirmation got lost', async () => {
    const order = await here.placeOrder(request());
    const paymentId = randomUUID();
    await here.beginPayment({ orderId: order.id, paymentId });
    const stream = await there.watchOrder(order.id, () => true);
    await stream.next();

    const { customerId, total } = order;
    const now = new Date().toISOString();
    const data = { paymentId, orderId: order.id, customerId, amount: total, status: 'SUCCEEDED', processedAt: now };
    const event = { id: randomUUID(), type: 'PaymentProcessed', occurredAt: now, sequence: 1, data };
    await here.transport.publish([{ topic: 'payments.v1', key: paymentId, value: JSON.stringify(event), headers: {} }]);

    expect((await stream.next()).value).toMatchObject({ order: { status: 'PAID' }, previousStatus: 'PAYING' });
    await stream.return?.();
  });

  it('forget the addresses of a customer whose account was deleted, and nothing else', async () => {
    const [gone, other] = [await here.placeOrder(request()), await here.placeOrder(request())];
    const now = new Date().toISOString();
    const data = { userId: gone.customerId };
    const event = { id: randomUUID(), type: 'UserDeleted', occurredAt: now, sequence: 1, data };
    await here.transport.publish([
      { topic: 'users.v1', key: gone.customerId, value: JSON.stringify(event), headers: {} },
    ]);

    // The loaders of one request remember what they read, so each look is a request of its own.
    const looking = makeMongoOrderReads(here.models);
    await vi.waitFor(
      async () => {
        const [erased, kept] = await looking.addresses([gone.id, other.id]);
        expect(erased).toBeUndefined();
        expect(kept).toMatchObject({ city: 'Cluj' });
      },
      { timeout: 10_000, interval: 20 },
    );
    expect(await looking.views([gone.id])).toMatchObject([{ status: 'AWAITING_PAYMENT', total: gone.total }]);
  });

  it('note where the log has the events that timelines tell of, those of stock and of messages too', async () => {
    const { id: orderId, customerId: userId } = await here.placeOrder(request());
    const occurredAt = new Date().toISOString();
    const messageOf = (topic: string, key: string, type: string, data: object) => {
      const value = JSON.stringify({ id: randomUUID(), type, occurredAt, sequence: 1, data });
      return { topic, key, value, headers: {} };
    };
    const lines = [{ productId: MUG, quantity: 2 }];
    await here.transport.publish([
      messageOf('reservations.v1', orderId, 'StockCommitted', { orderId, lines }),
      messageOf('notifications.v1', userId, 'NotificationAdded', { notificationId: randomUUID(), userId }),
    ]);
    const topics = ['orders.v1', 'reservations.v1', 'notifications.v1'];
    const logs = await Promise.all(topics.map((topic) => published(here.transport, topic)));

    await vi.waitFor(
      async () => {
        const messages = logs.flat().filter(({ key }) => key === orderId || key === userId);
        const read = messages.map(
          ({ value, topic, partition, offset }) => [JSON.parse(value).id, { topic, partition, offset }] as const,
        );
        expect(read).toHaveLength(4); // the order has two events of its own
        expect(await there.places.find(read.map(([id]) => id))).toEqual(new Map(read));
      },
      { timeout: 15_000, interval: 100 },
    );
  });
});
