import { describe, expect, it } from 'vitest';
import { MINUTE_MS, ordersUnderTest } from './ordersUnderTest.ts';

const admin = { userId: 'boss', roles: ['customer' as const, 'admin' as const] };
const shelf = () => ({ mug: { price: 1050, available: 500 } });
const PAYMENT = '5f8d1a52-6f0c-4a1e-9d1b-000000000001';

const PLACE =
  'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { order { id } } } }';
const ORDER = 'query ($id: ID!) { order(id: $id) { id status } }';
const CANCEL = /* GraphQL */ `mutation ($id: ID!) {
  cancelOrder(input: { orderId: $id }) {
    __typename
    ... on OrderCancelled { order { status } }
    ... on OrderNotFound { code param }
    ... on ActionNotAllowed { code status }
  }
}`;
const MOVE = /* GraphQL */ `mutation ($id: ID!, $status: OrderStatus!) {
  updateOrderStatus(input: { orderId: $id, status: $status }) {
    __typename
    ... on OrderStatusUpdated { order { status } }
    ... on ActionNotAllowed { code status }
  }
}`;
const step = (field: string) => /* GraphQL */ `mutation ($id: ID!, $paymentId: ID! = "${PAYMENT}") {
  ${field}(input: { orderId: $id, paymentId: $paymentId }) { id customerId status wakeAt total { amount } }
}`;
const EXPIRE = 'mutation ($id: ID!) { expireOrder(orderId: $id) { status wakeAt } }';
const ADVANCE = 'mutation ($seconds: Int!) { advanceClock(input: { seconds: $seconds }) { shopTime } }';

type Orders = ReturnType<typeof ordersUnderTest>;

async function place(orders: Orders, userId = 'u1', key = 'key-0001'): Promise<string> {
  const shippingAddress = { name: 'Ana Pop', street: 'Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' };
  const input = { idempotencyKey: key, lines: [{ productId: 'mug', quantity: 2 }], shippingAddress };
  const { data } = (await orders.query(userId, PLACE, { input })) as {
    data: { placeOrder: { order: { id: string } } };
  };
  return data.placeOrder.order.id;
}

async function placeAndPay(orders: Orders): Promise<string> {
  const id = await place(orders);
  await orders.queryAsService('payments', step('beginPayment'), { id });
  await orders.queryAsService('payments', step('confirmPayment'), { id });
  return id;
}

describe('reading an order', () => {
  it('shows it to its customer and to admins; to a stranger it does not exist', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);

    const [mine, admins, strangers, unknown] = await Promise.all([
      orders.query('u1', ORDER, { id }),
      orders.query(admin, ORDER, { id }),
      orders.query('u2', ORDER, { id }),
      orders.query('u2', ORDER, { id: 'no-such-order' }),
    ]);

    expect(mine.data).toEqual({ order: { id, status: 'AWAITING_PAYMENT' } });
    expect(admins).toEqual(mine);
    expect(strangers.data).toEqual({ order: null });
    expect(unknown).toEqual(strangers);
  });

  it('tells the whole story, and where it is sent', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    await placeAndPay(orders);

    const { data } = await orders.query(
      'u1',
      '{ myOrders { nodes { customer { id } paymentMethod shippingAddress { name city } history { type previousStatus status at } } } }',
    );

    const at = '2030-01-01T12:00:00.000Z';
    const history = [
      { type: 'OrderPlaced', previousStatus: null, status: 'PENDING', at },
      { type: 'OrderAwaitingPayment', previousStatus: 'PENDING', status: 'AWAITING_PAYMENT', at },
      { type: 'OrderPaymentStarted', previousStatus: 'AWAITING_PAYMENT', status: 'PAYING', at },
      { type: 'OrderPaid', previousStatus: 'PAYING', status: 'PAID', at },
    ];
    const shippingAddress = { name: 'Ana Pop', city: 'Cluj' };
    const order = { customer: { id: 'u1' }, paymentMethod: 'CARD', shippingAddress, history };
    expect(data).toEqual({ myOrders: { nodes: [order] } });
  });

  it('gives pages of orders, newest first', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const ids: string[] = [];
    for (const key of ['key-0001', 'key-0002', 'key-0003']) {
      ids.unshift(await place(orders, 'u1', key));
      await orders.clock.advance(1_000);
    }
    const page =
      'query ($after: String) { myOrders(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';

    const first = await orders.query('u1', page);
    const { endCursor } = (first.data as { myOrders: { pageInfo: { endCursor: string } } }).myOrders.pageInfo;
    const second = await orders.query('u1', page, { after: endCursor });

    expect(first.data).toMatchObject({
      myOrders: { nodes: ids.slice(0, 2).map((id) => ({ id })), pageInfo: { hasNextPage: true } },
    });
    expect(second.data).toMatchObject({ myOrders: { nodes: [{ id: ids[2] }], pageInfo: { hasNextPage: false } } });
  });

  it('refuses a page of more than 100', async () => {
    const { errors } = await ordersUnderTest().query('u1', '{ myOrders(first: 101) { nodes { id } } }');

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_PAGE' });
  });
});

describe('references from other subgraphs', () => {
  const ENTITIES = /* GraphQL */ `query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      __typename
      ... on Order { id status }
      ... on User { id orders { nodes { id } } }
    }
  }`;
  const order = (id: string) => ({ __typename: 'Order', id });

  it('resolve to the own orders; others and unknown ones are absent', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const [mine, hers] = [await place(orders), await place(orders, 'u2')];

    const representations = [order(mine), order(hers), order('no-such-order')];
    const { data, errors } = await orders.query('u1', ENTITIES, { representations });

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      _entities: [{ __typename: 'Order', id: mine, status: 'AWAITING_PAYMENT' }, null, null],
    });
  });

  it('are absent for a visitor', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });

    const { data } = await orders.query(null, ENTITIES, { representations: [order(await place(orders))] });

    expect(data).toEqual({ _entities: [null] });
  });

  it('cost one look-up for a whole list', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const ids = [await place(orders, 'u1', 'key-0001'), await place(orders, 'u1', 'key-0002')];
    const lookups: (readonly string[])[] = [];
    const views = orders.memory.views;
    orders.memory.views = (wanted) => {
      lookups.push(wanted);
      return views(wanted);
    };

    await orders.query('u1', ENTITIES, { representations: ids.map(order) });

    expect(lookups).toEqual([ids]);
  });

  it("lead from a user to the user's orders, for that user and admins", async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    const representations = [{ __typename: 'User', id: 'u1' }];

    const mine = await orders.query('u1', ENTITIES, { representations });
    const strangers = await orders.query('u2', ENTITIES, { representations });

    expect(mine.data).toEqual({ _entities: [{ __typename: 'User', id: 'u1', orders: { nodes: [{ id }] } }] });
    expect((await orders.query(admin, ENTITIES, { representations })).data).toEqual(mine.data);
    expect(strangers.data).toEqual({ _entities: [{ __typename: 'User', id: 'u1', orders: null }] });
  });
});

describe('paying', () => {
  it('is for payments alone', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);

    const byCustomer = await orders.query('u1', step('beginPayment'), { id });
    const byOther = await orders.queryAsService('products', step('confirmPayment'), { id });
    const expiry = await orders.queryAsService('payments', EXPIRE, { id });

    for (const { errors } of [byCustomer, byOther, expiry]) {
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SERVICE_ONLY' });
    }
  });

  it('goes from PAYING to PAID, each step repeatable', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);

    for (const [field, status] of [
      ['beginPayment', 'PAYING'],
      ['beginPayment', 'PAYING'],
      ['confirmPayment', 'PAID'],
      ['confirmPayment', 'PAID'],
    ] as const) {
      const { data } = await orders.queryAsService('payments', step(field), { id });
      expect(data).toEqual({ [field]: { id, customerId: 'u1', status, wakeAt: null, total: { amount: 2100 } } });
    }
  });

  it('is refused to a second payment while one runs', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.queryAsService('payments', step('beginPayment'), { id });

    const { errors } = await orders.queryAsService('payments', step('beginPayment'), { id, paymentId: 'another' });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason: 'PAYMENT_RUNNING' });
  });

  it('is refused at the deadline', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.clock.advance(15 * MINUTE_MS);

    const { errors } = await orders.queryAsService('payments', step('beginPayment'), { id });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason: 'ORDER_EXPIRED' });
  });

  it('tells payments what there is to pay, and null for an unknown order', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    const PAYABLE =
      'query ($id: ID!) { payableOrder(orderId: $id) { customerId status total { amount currency } wakeAt } }';

    const known = await orders.queryAsService('payments', PAYABLE, { id });
    const unknown = await orders.queryAsService('payments', PAYABLE, { id: 'no-such-order' });

    const total = { amount: 2100, currency: 'EUR' };
    const wakeAt = '2030-01-01T12:15:00.000Z';
    expect(known.data).toEqual({ payableOrder: { customerId: 'u1', status: 'AWAITING_PAYMENT', total, wakeAt } });
    expect(unknown.data).toEqual({ payableOrder: null });
  });

  it('sells the stock once it is done', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await placeAndPay(orders);

    await orders.deliver();

    expect([...orders.stock.committed]).toEqual([id]);
    expect([...orders.stock.released]).toEqual([]);
  });
});

describe('expireOrder', () => {
  it('does nothing early, and says when to come again', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });

    const { data } = await orders.queryAsService('expiration', EXPIRE, { id: await place(orders) });

    expect(data).toEqual({ expireOrder: { status: 'AWAITING_PAYMENT', wakeAt: '2030-01-01T12:15:00.000Z' } });
  });

  it('expires an unpaid order at its deadline and gives the stock back', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.query(admin, ADVANCE, { seconds: 15 * 60 });

    const { data } = await orders.queryAsService('expiration', EXPIRE, { id });
    await orders.deliver();

    expect(data).toEqual({ expireOrder: { status: 'EXPIRED', wakeAt: null } });
    expect([...orders.stock.released]).toEqual([id]);
  });

  it('waits for a payment that runs, and comes back when it failed', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.queryAsService('payments', step('beginPayment'), { id });
    await orders.clock.advance(20 * MINUTE_MS);

    const paying = await orders.queryAsService('expiration', EXPIRE, { id });
    await orders.queryAsService('payments', step('failPayment'), { id });
    const failed = await orders.queryAsService('expiration', EXPIRE, { id });

    expect(paying.data).toEqual({ expireOrder: { status: 'PAYING', wakeAt: null } });
    expect(failed.data).toMatchObject({ expireOrder: { status: 'EXPIRED' } });
  });
});

describe('cancelOrder', () => {
  it('gives the stock of an unpaid order back', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);

    const { data } = await orders.query('u1', CANCEL, { id });
    await orders.deliver();

    expect(data).toEqual({ cancelOrder: { __typename: 'OrderCancelled', order: { status: 'CANCELLED' } } });
    expect([...orders.stock.released]).toEqual([id]);
  });

  it('names the payment to refund, and keeps what was sold out of the stock', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await placeAndPay(orders);

    await orders.query(admin, CANCEL, { id });
    await orders.deliver();

    expect(orders.memory.written.at(-1)).toMatchObject({
      type: 'OrderCancelled',
      data: { cancelledBy: 'admin', paymentId: PAYMENT },
    });
    expect([...orders.stock.released]).toEqual([]);
  });

  it('is refused while a payment is being captured', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.queryAsService('payments', step('beginPayment'), { id });

    const { data } = await orders.query('u1', CANCEL, { id });

    const refusal = { __typename: 'ActionNotAllowed', code: 'ACTION_NOT_ALLOWED', status: 'PAYING' };
    expect(data).toEqual({ cancelOrder: refusal });
  });

  it("answers for someone else's order as for an unknown one", async () => {
    const orders = ordersUnderTest({ shelf: shelf() });

    const strangers = await orders.query('u2', CANCEL, { id: await place(orders) });
    const unknown = await orders.query('u2', CANCEL, { id: 'no-such-order' });

    const notFound = { __typename: 'OrderNotFound', code: 'ORDER_NOT_FOUND', param: 'orderId' };
    expect(strangers.data).toEqual({ cancelOrder: notFound });
    expect(unknown).toEqual(strangers);
  });
});

describe('updateOrderStatus', () => {
  it('moves a paid order along, step by step', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await placeAndPay(orders);

    for (const status of ['FULFILLING', 'SHIPPED', 'DELIVERED']) {
      const { data } = await orders.query(admin, MOVE, { id, status });
      expect(data).toEqual({ updateOrderStatus: { __typename: 'OrderStatusUpdated', order: { status } } });
    }
  });

  it('refuses other steps and says where the order is', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await placeAndPay(orders);

    const skipping = await orders.query(admin, MOVE, { id, status: 'DELIVERED' });
    const nonsense = await orders.query(admin, MOVE, { id, status: 'PAID' });

    expect(skipping.data).toMatchObject({ updateOrderStatus: { code: 'ACTION_NOT_ALLOWED', status: 'PAID' } });
    expect(nonsense.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reasons: [{ param: 'status' }] });
  });

  it('is for admins', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });

    const { errors } = await orders.query('u1', MOVE, { id: await placeAndPay(orders), status: 'FULFILLING' });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ADMIN_REQUIRED' });
  });
});

describe('advanceClock', () => {
  it('moves the time of the shop', async () => {
    const orders = ordersUnderTest();

    const { data } = await orders.query(admin, ADVANCE, { seconds: 90 });

    expect(data).toEqual({ advanceClock: { shopTime: '2030-01-01T12:01:30.000Z' } });
    expect((await orders.query(null, '{ shopTime }')).data).toEqual({ shopTime: '2030-01-01T12:01:30.000Z' });
  });

  it('is for admins, outside production, and goes only forward', async () => {
    const orders = ordersUnderTest();

    const customers = await orders.query('u1', ADVANCE, { seconds: 1 });
    const backwards = await orders.query(admin, ADVANCE, { seconds: -1 });
    const production = await ordersUnderTest({ isClockFixed: true }).query(admin, ADVANCE, { seconds: 1 });

    expect(customers.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect(backwards.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(production.errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason: 'CLOCK_FIXED' });
  });
});
