import { describe, expect, it } from 'vitest';
import type { Principal, Role } from '#kernel/auth/principal.ts';
import { ordersUnderTest } from '../ordersUnderTest.ts';

const WATCH = /* GraphQL */ `subscription ($id: ID!) {
  orderStatusChanged(orderId: $id) { previousStatus at order { id status total { amount } history { status } } }
}`;
const WATCH_MINE = 'subscription { myOrdersChanged { previousStatus order { id status } } }';
const PLACE =
  'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { order { id } } } }';
const CANCEL = 'mutation ($id: ID!) { cancelOrder(input: { orderId: $id }) { __typename } }';
const PAYMENT = '5f8d1a52-6f0c-4a1e-9d1b-000000000001';
const step = (field: string) =>
  `mutation ($id: ID!) { ${field}(input: { orderId: $id, paymentId: "${PAYMENT}" }) { status } }`;

const user = (userId: string, ...roles: Role[]): Principal => ({
  kind: 'user',
  userId,
  roles,
  sessionId: 's1',
  expiresAt: new Date('2999-01-01'),
});
const shelf = () => ({ mug: { price: 1050, available: 5_000 } });

type Orders = ReturnType<typeof ordersUnderTest>;

async function place(orders: Orders, userId = 'u1', key = 'key-0001'): Promise<string> {
  const shippingAddress = { name: 'Ana Pop', street: 'Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' };
  const input = { idempotencyKey: key, lines: [{ productId: 'mug', quantity: 2 }], shippingAddress };
  const { data } = (await orders.query(userId, PLACE, { input })) as {
    data: { placeOrder: { order: { id: string } } };
  };
  return data.placeOrder.order.id;
}

const pay = async (orders: Orders, id: string, ...fields: string[]) => {
  for (const field of fields) await orders.queryAsService('payments', step(field), { id });
};

async function watch(orders: Orders, principal: Principal, id: string) {
  const stream = await orders.subscribe(principal, WATCH, { id });
  if (!('next' in stream)) throw new Error(`refused: ${JSON.stringify(stream)}`);
  return { ...stream, status: async () => (await stream.next())?.data.orderStatusChanged.order.status };
}

describe('orderStatusChanged', () => {
  it('tells the state now, then every change in order, and ends with a final status', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    const stream = await watch(orders, user('u1'), id);

    const first = await stream.next();
    await pay(orders, id, 'beginPayment', 'confirmPayment');
    await orders.query('u1', CANCEL, { id });
    await orders.deliver();

    expect(first.data.orderStatusChanged).toMatchObject({
      previousStatus: null,
      order: { status: 'AWAITING_PAYMENT' },
    });
    expect((await stream.next()).data.orderStatusChanged).toMatchObject({
      previousStatus: 'AWAITING_PAYMENT',
      at: '2030-01-01T12:00:00.000Z',
    });
    expect([await stream.status(), await stream.status()]).toEqual(['PAID', 'CANCELLED']);
    expect(await stream.next()).toBeUndefined();
  });

  it('shows the order as each change left it, whatever has happened since', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    const stream = await watch(orders, user('u1'), id);
    await stream.next();
    await pay(orders, id, 'beginPayment', 'confirmPayment');

    await orders.deliver();

    const history = ['PENDING', 'AWAITING_PAYMENT', 'PAYING'].map((status) => ({ status }));
    expect((await stream.next()).data.orderStatusChanged.order).toMatchObject({ status: 'PAYING', history });
  });

  it('drops what the first message already shows', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    const stream = await watch(orders, user('u1'), id);
    await pay(orders, id, 'beginPayment');

    await orders.deliver();

    expect([await stream.status(), await stream.status()]).toEqual(['AWAITING_PAYMENT', 'PAYING']);
  });

  it('misses no change that happens while the first message is being made', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.deliver();
    const { view } = orders.memory;
    let isFirst = true;
    // The order is read as it was before the payment began, and the change is told before the reader gets it.
    orders.memory.view = async (orderId) => {
      const before = await view(orderId);
      if (!isFirst) return before;
      isFirst = false;
      await pay(orders, id, 'beginPayment');
      await orders.deliver();
      return before;
    };

    const stream = await watch(orders, user('u1'), id);

    expect([await stream.status(), await stream.status()]).toEqual(['AWAITING_PAYMENT', 'PAYING']);
  });

  it('tells a redelivered event once', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    const stream = await watch(orders, user('u1'), id);
    await stream.next();
    await pay(orders, id, 'beginPayment');
    await orders.deliver();
    await orders.deliverAgain();
    await pay(orders, id, 'confirmPayment');
    await orders.deliver();

    expect([await stream.status(), await stream.status()]).toEqual(['PAYING', 'PAID']);
  });

  it('of an order that has ended is one message', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.query('u1', CANCEL, { id });

    const stream = await watch(orders, user('u1'), id);

    expect(await stream.status()).toBe('CANCELLED');
    expect(await stream.next()).toBeUndefined();
  });

  it('is open to admins; a stranger gets the same error as for an unknown order', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);

    const strangers = await orders.subscribe(user('u2'), WATCH, { id });
    const unknown = await orders.subscribe(user('u2'), WATCH, { id: 'no-such-order' });
    const visitors = await orders.subscribe({ kind: 'anonymous' }, WATCH, { id });

    expect(await (await watch(orders, user('boss', 'admin'), id)).status()).toBe('AWAITING_PAYMENT');
    expect(strangers).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND', reason: 'ORDER_NOT_FOUND' } }] });
    expect(unknown).toEqual(strangers);
    expect(visitors).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('ends with an error, instead of leaving a change out, when that can not be read', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.deliver();
    const stream = await watch(orders, user('u1'), id);
    await stream.next();
    orders.memory.changes = () => Promise.reject(new Error('the database is away'));
    await pay(orders, id, 'beginPayment');

    await expect(orders.deliver()).rejects.toThrow('the database is away');

    const last = await stream.next();
    expect(last.errors[0].extensions).toMatchObject({ reason: 'STREAM_INTERRUPTED', retryable: true });
    expect(await stream.next()).toBeUndefined();
  });

  it('ends for a client that leaves while nothing happens', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const stream = await watch(orders, user('u1'), await place(orders));
    await stream.next();
    const pending = stream.next();

    await stream.stop();

    expect(await pending).toBeUndefined();
  });
});

describe('myOrdersChanged', () => {
  it("tells what goes on now, then every change of the caller's orders, and of nobody else's", async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const early = await place(orders, 'u1', 'key-0001');
    const gone = await place(orders, 'u1', 'key-0004');
    await orders.query('u1', CANCEL, { id: gone });
    await orders.deliver();
    const stream = await orders.subscribe(user('u1'), WATCH_MINE);
    if (!('next' in stream)) throw new Error('refused');
    const next = async () => (await stream.next()).data.myOrdersChanged;

    expect(await next()).toEqual({ previousStatus: null, order: { id: early, status: 'AWAITING_PAYMENT' } });
    await place(orders, 'u2', 'key-0002');
    const late = await place(orders, 'u1', 'key-0003');
    await orders.query('u1', CANCEL, { id: early });
    await orders.deliver();

    expect([await next(), await next(), await next()]).toEqual([
      { previousStatus: null, order: { id: late, status: 'PENDING' } },
      { previousStatus: 'PENDING', order: { id: late, status: 'AWAITING_PAYMENT' } },
      { previousStatus: 'AWAITING_PAYMENT', order: { id: early, status: 'CANCELLED' } },
    ]);
  });

  it('tells nothing again that its beginning has shown', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const stream = await orders.subscribe(user('u1'), WATCH_MINE);
    if (!('next' in stream)) throw new Error('refused');
    const id = await place(orders, 'u1', 'key-0001');
    const second = await orders.subscribe(user('u1'), WATCH_MINE);
    if (!('next' in second)) throw new Error('refused');
    await orders.deliver();
    await orders.query('u1', CANCEL, { id });
    await orders.deliver();

    const told = [await second.next(), await second.next()].map(({ data }) => data.myOrdersChanged.order.status);

    expect(told).toEqual(['AWAITING_PAYMENT', 'CANCELLED']);
  });

  it('ends a client that reads too slowly with an error it can act on', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const stream = await orders.subscribe(user('u1'), WATCH_MINE);
    if (!('next' in stream)) throw new Error('refused');

    for (let index = 0; index < 51; index += 1) await place(orders, 'u1', `key-${1_000 + index}`);
    await orders.deliver();

    const last = await stream.next();
    expect(last.errors[0].extensions).toMatchObject({ reason: 'SUBSCRIBER_TOO_SLOW', retryable: true });
    expect(await stream.next()).toBeUndefined();
  });
});

describe('one process with many subscribers', () => {
  it('reads an event once for all of them, and not at all for nobody', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.deliver();
    const read: number[] = [];
    const { changes } = orders.memory;
    orders.memory.changes = (wanted) => {
      read.push(wanted.length);
      return changes(wanted);
    };
    const streams = await Promise.all([1, 2, 3].map(() => watch(orders, user('u1'), id)));
    for (const stream of streams) await stream.next();

    await pay(orders, id, 'beginPayment');
    await orders.deliver();
    expect(await Promise.all(streams.map((stream) => stream.status()))).toEqual(['PAYING', 'PAYING', 'PAYING']);
    await Promise.all(streams.map((stream) => stream.stop()));
    await pay(orders, id, 'confirmPayment');
    await orders.deliver();

    expect(read).toEqual([1]);
  });
});
