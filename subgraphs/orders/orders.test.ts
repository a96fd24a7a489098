import { describe, expect, it } from 'vitest';
import { ordersUnderTest } from './ordersUnderTest.ts';
import { PAYMENT, place, placeAndPay, shelf, step } from './placedOrdersUnderTest.ts';

const admin = { userId: 'boss', roles: ['customer' as const, 'admin' as const] };
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
