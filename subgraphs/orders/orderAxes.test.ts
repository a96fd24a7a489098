import { describe, expect, it } from 'vitest';
import { MINUTE_MS, ordersUnderTest } from './ordersUnderTest.ts';

const PAYMENT = '5f8d1a52-6f0c-4a1e-9d1b-000000000001';
const admin = { userId: 'boss', roles: ['admin' as const] };
const PLACE =
  'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { order { id } } } }';
const ORDER = /* GraphQL */ `query ($id: ID!) {
  order(id: $id) {
    status paymentStatus fulfilmentStatus refunded { amount }
    availableActions { action allowed reason { code message } }
    history { type previousStatus status at by reason amount { amount } }
  }
}`;
const CANCEL = /* GraphQL */ `mutation ($input: CancelOrderInput!) {
  cancelOrder(input: $input) {
    __typename
    ... on OrderCancelled { order { status paymentStatus } }
    ... on ActionNotAllowed { code status reason message }
  }
}`;
const MOVE = /* GraphQL */ `mutation ($id: ID!, $status: OrderStatus!) {
  updateOrderStatus(input: { orderId: $id, status: $status }) { __typename ... on ActionNotAllowed { reason } }
}`;
const step = (field: string) => /* GraphQL */ `mutation ($id: ID!, $paymentId: ID! = "${PAYMENT}") {
  ${field}(input: { orderId: $id, paymentId: $paymentId }) { id }
}`;

type Orders = ReturnType<typeof ordersUnderTest>;
type Seen = {
  availableActions: { action: string; allowed: boolean; reason: { code: string } | null }[];
  history: { type: string }[];
};

const address = { name: 'Ana Pop', street: 'Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' };
const open = () => ordersUnderTest({ shelf: { mug: { price: 1050, available: 5 } } });

async function place(orders: Orders, key = 'key-0001', user: string | typeof admin = 'u1'): Promise<string> {
  const input = {
    idempotencyKey: key,
    lines: [{ productId: 'mug', quantity: 2 }],
    shippingAddress: address,
  };
  const { data } = (await orders.query(user, PLACE, { input })) as { data: { placeOrder: { order: { id: string } } } };
  return data.placeOrder.order.id;
}

async function placeAndPay(orders: Orders, key?: string): Promise<string> {
  const id = await place(orders, key);
  await orders.queryAsService('payments', step('beginPayment'), { id });
  await orders.queryAsService('payments', step('confirmPayment'), { id });
  return id;
}

const seen = async (orders: Orders, id: string, user: string | typeof admin = 'u1') =>
  ((await orders.query(user, ORDER, { id })) as { data: { order: Seen } }).data.order;
const allowed = async (...args: Parameters<typeof seen>) =>
  (await seen(...args)).availableActions.flatMap(({ action, allowed: isAllowed }) => (isAllowed ? [action] : []));
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const refund = (orders: Orders, orderId: string, refundId: string, amount: number, refundedTotal: number) =>
  orders.recordRefund({
    orderId,
    paymentId: PAYMENT,
    amount: eur(2100),
    refundId,
    refundAmount: eur(amount),
    refundedTotal: eur(refundedTotal),
  });

describe('availableActions', () => {
  it('says for the caller what is possible now, and why the rest is not', async () => {
    const orders = open();
    const id = await place(orders);

    expect((await seen(orders, id)).availableActions).toEqual([
      { action: 'PAY', allowed: true, reason: null },
      { action: 'CANCEL', allowed: true, reason: null },
      ...['START_FULFILMENT', 'SHIP', 'DELIVER', 'REFUND'].map((action) => ({
        action,
        allowed: false,
        reason: { code: 'ADMINS_ONLY', message: 'only admins may do this' },
      })),
    ]);
    expect(await allowed(orders, id, admin)).toEqual(['CANCEL']);
  });

  it('offers nothing while a payment is being decided', async () => {
    const orders = open();
    const id = await place(orders);
    await orders.queryAsService('payments', step('beginPayment'), { id });

    expect(await allowed(orders, id)).toEqual([]);
    const { data } = await orders.query('u1', CANCEL, { input: { orderId: id } });
    expect(data).toMatchObject({ cancelOrder: { code: 'ACTION_NOT_ALLOWED', reason: 'PAYMENT_RUNNING' } });
  });

  it('ends paying at the deadline, though nobody has expired the order yet', async () => {
    const orders = open();
    const id = await place(orders);
    await orders.clock.advance(15 * MINUTE_MS);

    expect(await allowed(orders, id)).toEqual(['CANCEL']);
  });

  it('goes along with the order', async () => {
    const orders = open();
    const id = await placeAndPay(orders);

    expect(await allowed(orders, id, admin)).toEqual(['CANCEL', 'START_FULFILMENT', 'REFUND']);
    await orders.query(admin, MOVE, { id, status: 'FULFILLING' });
    expect(await allowed(orders, id, admin)).toEqual(['CANCEL', 'SHIP', 'REFUND']);
    await orders.query(admin, MOVE, { id, status: 'SHIPPED' });
    expect(await allowed(orders, id, admin)).toEqual(['DELIVER', 'REFUND']);
    const { data } = await orders.query(admin, MOVE, { id, status: 'FULFILLING' });
    expect(data).toMatchObject({ updateOrderStatus: { reason: 'ALREADY_STARTED' } });
  });
});

describe('an order on its three axes', () => {
  it('moves its money and its goods apart from each other', async () => {
    const orders = open();
    const axes = async (id: string) => {
      const { status, paymentStatus, fulfilmentStatus } = { ...(await seen(orders, id)) } as Record<string, unknown>;
      return [status, paymentStatus, fulfilmentStatus];
    };
    const id = await place(orders);
    expect(await axes(id)).toEqual(['AWAITING_PAYMENT', 'UNPAID', 'UNFULFILLED']);
    await orders.queryAsService('payments', step('beginPayment'), { id });
    expect(await axes(id)).toEqual(['PAYING', 'PENDING', 'UNFULFILLED']);
    await orders.queryAsService('payments', step('confirmPayment'), { id });
    expect(await axes(id)).toEqual(['PAID', 'PAID', 'UNFULFILLED']);
    await orders.query(admin, MOVE, { id, status: 'FULFILLING' });
    await refund(orders, id, 'r1', 100, 100);
    expect(await axes(id)).toEqual(['FULFILLING', 'PARTIALLY_REFUNDED', 'PREPARING']);
    await orders.query(admin, MOVE, { id, status: 'SHIPPED' });
    await refund(orders, id, 'r2', 2000, 2100);
    expect(await axes(id)).toEqual(['SHIPPED', 'REFUNDED', 'SHIPPED']);
    await orders.query(admin, MOVE, { id, status: 'DELIVERED' });
    expect(await axes(id)).toEqual(['DELIVERED', 'REFUNDED', 'DELIVERED']);
  });

  it('counts each refund once, however often it is told, and tells the others', async () => {
    const orders = open();
    const id = await placeAndPay(orders);

    await refund(orders, id, 'r1', 100, 100);
    await refund(orders, id, 'r1', 100, 100);

    expect(await seen(orders, id)).toMatchObject({ status: 'PAID', refunded: { amount: 100 } });
    const told = orders.memory.written.filter(({ type }) => type === 'OrderRefunded');
    expect(told).toMatchObject([{ data: { amount: eur(100), refundedTotal: eur(100), previousStatus: 'PAID' } }]);
  });

  it('takes a refund without parts, as it was told in earlier days, for all of it', async () => {
    const orders = open();
    const id = await placeAndPay(orders);

    await orders.recordRefund({ orderId: id, paymentId: PAYMENT, amount: eur(2100) });
    await orders.recordRefund({ orderId: id, paymentId: PAYMENT, amount: eur(2100) });

    expect(await seen(orders, id)).toMatchObject({ paymentStatus: 'REFUNDED', refunded: { amount: 2100 } });
  });
});

describe('history', () => {
  it('says who did what, why, and for how much', async () => {
    const orders = open();
    const id = await placeAndPay(orders);
    await orders.query(admin, MOVE, { id, status: 'FULFILLING' });
    await orders.query(admin, CANCEL, { input: { orderId: id, reason: ' Broken on the shelf ' } });
    await refund(orders, id, 'r1', 2100, 2100);

    const { history } = await seen(orders, id);

    const at = expect.any(String);
    const quiet = { reason: null, amount: null, at };
    const entry = (type: string, by: string, previousStatus: string | null, status: string, more: object = {}) => ({
      ...quiet,
      ...{ type, by, previousStatus, status },
      ...more,
    });
    expect(history).toEqual([
      entry('OrderPlaced', 'CUSTOMER', null, 'PENDING'),
      entry('OrderAwaitingPayment', 'SYSTEM', 'PENDING', 'AWAITING_PAYMENT', { amount: { amount: 2100 } }),
      entry('OrderPaymentStarted', 'CUSTOMER', 'AWAITING_PAYMENT', 'PAYING'),
      entry('OrderPaid', 'SYSTEM', 'PAYING', 'PAID', { amount: { amount: 2100 } }),
      entry('OrderFulfilling', 'ADMIN', 'PAID', 'FULFILLING'),
      entry('OrderCancelled', 'ADMIN', 'FULFILLING', 'CANCELLED', { reason: 'Broken on the shelf' }),
      entry('OrderRefunded', 'SYSTEM', 'CANCELLED', 'CANCELLED', { amount: { amount: 2100 } }),
    ]);
  });
});

describe('cancelOrder with restock', () => {
  it('puts what was sold back into stock, once', async () => {
    const orders = open();
    const id = await placeAndPay(orders);

    await orders.query(admin, CANCEL, { input: { orderId: id, restock: true } });
    await orders.deliver();
    await orders.deliverAgain();

    expect(orders.stock.takenBack.has(id)).toBe(true);
    expect(orders.stock.released.has(id)).toBe(false);
    expect(orders.memory.written.at(-1)).toMatchObject({ data: { restock: true, paymentId: PAYMENT } });
  });

  it('leaves what was sold out of stock unless it is asked for', async () => {
    const orders = open();
    const id = await placeAndPay(orders);

    await orders.query(admin, CANCEL, { input: { orderId: id } });
    await orders.deliver();

    expect(orders.stock.takenBack.size + orders.stock.released.size).toBe(0);
  });

  it('can not be asked for afterwards: whoever does hears so, and repeats what was asked in vain no more', async () => {
    const orders = open();
    const [plain, restocked] = [await placeAndPay(orders), await placeAndPay(orders, 'key-0002')];
    const cancel = async (orderId: string, restock: boolean) =>
      (await orders.query(admin, CANCEL, { input: { orderId, restock } })).data;
    await cancel(plain, false);
    await cancel(restocked, true);

    const done = { cancelOrder: { order: { status: 'CANCELLED' } } };
    expect(await cancel(plain, true)).toMatchObject({
      cancelOrder: { code: 'ACTION_NOT_ALLOWED', reason: 'ORDER_CANCELLED' },
    });
    expect(await cancel(plain, false)).toMatchObject(done);
    expect(await cancel(restocked, true)).toMatchObject(done);
    expect(await cancel(restocked, false)).toMatchObject(done);
  });

  it('releases what was only held', async () => {
    const orders = open();
    const id = await place(orders);

    const ask = () => orders.query(admin, CANCEL, { input: { orderId: id, restock: true } });
    const first = await ask();
    await orders.deliver();

    expect(await ask()).toEqual(first);
    expect(orders.stock.takenBack.size).toBe(0);
    expect(orders.stock.released.has(id)).toBe(true);
  });

  it('is refused to customers, and possible for an admin who ordered something', async () => {
    const orders = open();
    const mine = await place(orders, 'key-0002', admin);
    const id = await placeAndPay(orders);

    const customer = await orders.query('u1', CANCEL, { input: { orderId: id, restock: true } });
    const own = await orders.query(admin, CANCEL, { input: { orderId: mine, restock: true } });

    expect(customer.data).toMatchObject({ cancelOrder: { code: 'ACTION_NOT_ALLOWED', reason: 'ADMINS_ONLY' } });
    expect(await seen(orders, id)).toMatchObject({ status: 'PAID' });
    expect(own.data).toMatchObject({ cancelOrder: { order: { status: 'CANCELLED' } } });
  });

  it('looks at its input', async () => {
    const { errors } = await open().query('u1', CANCEL, { input: { orderId: '', reason: 'a\nb' } });

    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reasons: [{ param: 'orderId' }, { param: 'reason' }],
    });
  });
});
