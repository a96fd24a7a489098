import { describe, expect, it } from 'vitest';
import type { Principal } from '#kernel/auth/principal.ts';
import { MINUTE_MS, ordersUnderTest } from './ordersUnderTest.ts';
import type { Sales } from './ports.ts';

const admin = { userId: 'boss', roles: ['admin' as const] };
const shelf = () => ({ mug: { price: 1050, available: 500 } });
const PLACE =
  'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { order { id } } } }';
const ORDERS = /* GraphQL */ `query ($filter: OrderFilter, $first: Int) {
  orders(filter: $filter, first: $first) { totalCount nodes { id status customer { id } } pageInfo { hasNextPage } }
}`;
const MOVE_ALL = /* GraphQL */ `mutation ($items: [UpdateOrderStatusInput!]!) {
  updateOrderStatuses(input: { items: $items }) {
    results {
      orderId
      settled
      outcome {
        __typename
        ... on OrderStatusUpdated { order { status } }
        ... on ActionNotAllowed { status }
      }
    }
  }
}`;
const REPORT = /* GraphQL */ `query ($from: DateTime!, $to: DateTime!, $first: Int! = 10) {
  salesReport(from: $from, to: $to) {
    total { ...Figures }
    days { day figures { ...Figures } }
    topProducts(first: $first) { product { id } name units amount { amount currency } }
  }
}
fragment Figures on SalesFigures {
  orders units subtotal { amount } discount { amount } revenue { amount } refunded { amount } net { amount currency }
}`;
const AS_OF = 'query ($id: ID!, $asOf: DateTime!) { order(id: $id, asOf: $asOf) { status history { type } } }';

type Orders = ReturnType<typeof ordersUnderTest>;

async function place(orders: Orders, userId = 'u1', key = 'key-0001'): Promise<string> {
  const shippingAddress = { name: 'Ana Pop', street: 'Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' };
  const input = { idempotencyKey: key, lines: [{ productId: 'mug', quantity: 2 }], shippingAddress };
  const { data } = (await orders.query(userId, PLACE, { input })) as {
    data: { placeOrder: { order: { id: string } } };
  };
  return data.placeOrder.order.id;
}

async function pay(orders: Orders, id: string): Promise<void> {
  const input = { orderId: id, paymentId: crypto.randomUUID() };
  for (const field of ['beginPayment', 'confirmPayment']) {
    await orders.queryAsService(
      'payments',
      `mutation ($input: PaymentStepInput!) { ${field}(input: $input) { status } }`,
      { input },
    );
  }
}

describe('what only admins may do', () => {
  it.each([
    ['orders', ORDERS, {}],
    ['salesReport', REPORT, { from: '2030-01-01T00:00:00Z', to: '2030-01-02T00:00:00Z' }],
    ['updateOrderStatuses', MOVE_ALL, { items: [{ orderId: 'o1', status: 'SHIPPED' }] }],
  ])('%s is refused to customers and visitors', async (_field, document, variables) => {
    const orders = ordersUnderTest();

    const [customer, visitor] = [
      await orders.query('u1', document, variables),
      await orders.query(null, document, variables),
    ];

    expect(customer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ADMIN_REQUIRED' });
    expect(visitor.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'SIGN_IN_REQUIRED' });
  });

  it('ordersChanged is refused to customers, and tells admins of every order', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const user = (roles: readonly ('customer' | 'admin')[]): Principal => ({
      kind: 'user',
      userId: 'boss',
      roles,
      sessionId: 's1',
      expiresAt: new Date('2999-01-01'),
    });
    const WATCH = 'subscription { ordersChanged { previousStatus order { id status } } }';

    const refused = await orders.subscribe(user(['customer']), WATCH);
    const early = await place(orders, 'u1', 'key-0009');
    await orders.deliver();
    const stream = await orders.subscribe(user(['admin']), WATCH);
    const ids = [await place(orders, 'u1'), await place(orders, 'u2')];
    await orders.deliver();

    expect(refused).toMatchObject({ errors: [{ extensions: { reason: 'ADMIN_REQUIRED' } }] });
    if (!('next' in stream)) throw new Error('refused');
    const state = await stream.next();
    expect(state.data.ordersChanged.order).toEqual({ id: early, status: 'AWAITING_PAYMENT' });
    const seen = [await stream.next(), await stream.next(), await stream.next(), await stream.next()];
    expect(seen.map((message) => message.data.ordersChanged.order)).toEqual(
      ids.flatMap((id) => [
        { id, status: 'PENDING' },
        { id, status: 'AWAITING_PAYMENT' },
      ]),
    );
  });
});

describe('orders', () => {
  it('lists those of all customers, by what is asked', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const mine = await place(orders, 'u1');
    const theirs = await place(orders, 'u2');
    await pay(orders, theirs);

    const all = await orders.query(admin, ORDERS, { first: 1 });
    const paid = await orders.query(admin, ORDERS, { filter: { status: { eq: 'PAID' } } });
    const either = await orders.query(admin, ORDERS, {
      filter: { or: [{ customerId: { eq: 'u1' } }, { total: { gt: 999_999 } }] },
    });

    expect(all.data).toMatchObject({ orders: { totalCount: 2, pageInfo: { hasNextPage: true } } });
    expect(paid.data).toEqual({
      orders: {
        totalCount: 1,
        nodes: [{ id: theirs, status: 'PAID', customer: { id: 'u2' } }],
        pageInfo: { hasNextPage: false },
      },
    });
    expect(either.data).toMatchObject({ orders: { nodes: [{ id: mine }] } });
  });

  it.each([
    [{ first: 0 }, 'INVALID_PAGE', 'first'],
    [{ first: 101 }, 'INVALID_PAGE', 'first'],
  ])('refuses %j', async (variables, reason, param) => {
    const { errors } = await ordersUnderTest().query(admin, ORDERS, variables);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason, reasons: [{ param }] });
  });
});

describe('updateOrderStatuses', () => {
  it('settles each item by itself, those of one order in turn', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const [paid, unpaid] = [await place(orders, 'u1'), await place(orders, 'u2')];
    await pay(orders, paid);
    const items = [
      { orderId: paid, status: 'FULFILLING' },
      { orderId: unpaid, status: 'SHIPPED' },
      { orderId: 'no-such-order', status: 'SHIPPED' },
      { orderId: paid, status: 'SHIPPED' },
    ];

    const { data, errors } = await orders.query(admin, MOVE_ALL, { items });

    const updated = (status: string) => ({ __typename: 'OrderStatusUpdated', order: { status } });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      updateOrderStatuses: {
        results: [
          // By the time it is shown the same order has moved on: what is shown is the step's own result.
          { orderId: paid, settled: 'FULFILLED', outcome: updated('FULFILLING') },
          {
            orderId: unpaid,
            settled: 'REJECTED',
            outcome: { __typename: 'ActionNotAllowed', status: 'AWAITING_PAYMENT' },
          },
          { orderId: 'no-such-order', settled: 'REJECTED', outcome: { __typename: 'OrderNotFound' } },
          { orderId: paid, settled: 'FULFILLED', outcome: updated('SHIPPED') },
        ],
      },
    });
  });

  it('names every bad item at once', async () => {
    const items = [
      { orderId: 'o1', status: 'PAID' },
      { orderId: 'o2', status: 'SHIPPED' },
      { orderId: 'o3', status: 'PENDING' },
    ];

    const { errors } = await ordersUnderTest().query(admin, MOVE_ALL, { items });

    expect(errors?.[0]?.extensions).toMatchObject({
      reason: 'INVALID_INPUT',
      reasons: [{ param: 'items.0.status' }, { param: 'items.2.status' }],
    });
  });
});

describe('order as of an instant', () => {
  it('is the order as it stood then', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.clock.advance(5 * MINUTE_MS);
    await pay(orders, id);

    const at = async (asOf: string) => (await orders.query('u1', AS_OF, { id, asOf })).data;

    expect(await at('2030-01-01T11:59:59.999Z')).toEqual({ order: null });
    expect(await at('2030-01-01T12:04:59.999Z')).toEqual({
      order: { status: 'AWAITING_PAYMENT', history: [{ type: 'OrderPlaced' }, { type: 'OrderAwaitingPayment' }] },
    });
    expect(await at('2030-01-01T12:05:00Z')).toMatchObject({ order: { status: 'PAID' } });
  });

  it('does not exist for a stranger', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);

    const { data } = await orders.query('u2', AS_OF, { id, asOf: '2031-01-01T00:00:00Z' });

    expect(data).toEqual({ order: null });
  });
});

describe('salesReport', () => {
  const day = { orders: 2, units: 5, subtotal: 5_250, discount: 250, refunded: 6_000 };
  const sales: Sales = {
    days: async () => [
      { ...day, day: new Date('2030-01-01T00:00:00Z') },
      { ...day, orders: 1, refunded: 0, day: new Date('2030-01-03T00:00:00Z') },
    ],
    topProducts: async (_period, first) => [{ productId: 'mug', name: 'Mug', units: 5, amount: 5_250 }].slice(0, first),
  };

  it('adds up, and what went back may be more than what came in', async () => {
    const period = { from: '2030-01-01T00:00:00Z', to: '2030-02-01T00:00:00Z' };

    const { data } = await ordersUnderTest({ sales }).query(admin, REPORT, period);

    expect(data).toMatchObject({
      salesReport: {
        total: {
          orders: 3,
          units: 10,
          subtotal: { amount: 10_500 },
          discount: { amount: 500 },
          revenue: { amount: 10_000 },
          refunded: { amount: 6_000 },
          net: { amount: 4_000 },
        },
        days: [
          { day: '2030-01-01T00:00:00.000Z', figures: { net: { amount: -1_000, currency: 'EUR' } } },
          { day: '2030-01-03T00:00:00.000Z', figures: { orders: 1 } },
        ],
        topProducts: [{ product: { id: 'mug' }, name: 'Mug', units: 5, amount: { amount: 5_250, currency: 'EUR' } }],
      },
    });
  });

  it('is empty, in the currency of the shop, where nothing was sold', async () => {
    const period = { from: '2030-01-01T00:00:00Z', to: '2030-02-01T00:00:00Z' };

    const { data } = await ordersUnderTest().query(admin, REPORT, period);

    expect(data).toMatchObject({
      salesReport: { total: { orders: 0, net: { amount: 0, currency: 'EUR' } }, days: [], topProducts: [] },
    });
  });

  it.each([
    [{ from: '2030-01-02T00:00:00Z', to: '2030-01-02T00:00:00Z' }, 'to'],
    [{ from: '2030-01-02T00:00:00Z', to: '2031-01-04T00:00:00Z' }, 'to'],
    [{ from: '2030-01-01T00:00:00Z', to: '2030-01-02T00:00:00Z', first: 0 }, 'first'],
  ])('refuses %j', async (variables, param) => {
    const { errors } = await ordersUnderTest().query(admin, REPORT, variables);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reasons: [{ param }] });
  });
});

describe('holdVerdicts', () => {
  const VERDICTS = 'query ($ids: [ID!]!) { holdVerdicts(orderIds: $ids) }';

  it('says what is to become of the stock of each order', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const [waiting, paid, cancelled, refunded] = [
      await place(orders, 'u1', 'key-0001'),
      await place(orders, 'u1', 'key-0002'),
      await place(orders, 'u1', 'key-0003'),
      await place(orders, 'u1', 'key-0004'),
    ];
    for (const id of [paid, refunded]) await pay(orders, id);
    for (const id of [cancelled, refunded]) {
      await orders.query('u1', 'mutation ($id: ID!) { cancelOrder(input: { orderId: $id }) { __typename } }', { id });
    }
    const ids = ['never-recorded', waiting, paid, cancelled, refunded];

    const { data } = await orders.queryAsService('products', VERDICTS, { ids });

    expect(data).toEqual({ holdVerdicts: ['RELEASE', 'KEEP', 'COMMIT', 'RELEASE', 'COMMIT'] });
  });

  it('is for products alone', async () => {
    const { errors } = await ordersUnderTest().queryAsService('payments', VERDICTS, { ids: [] });

    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'SERVICE_ONLY' });
  });
});
