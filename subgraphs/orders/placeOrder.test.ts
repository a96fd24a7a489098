import { describe, expect, it } from 'vitest';
import { MINUTE_MS, ordersUnderTest } from './ordersUnderTest.ts';

const PLACE = /* GraphQL */ `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on OrderPlaced {
      order { id status total { amount currency formatted } expiresAt items { product { id } name quantity lineTotal { amount } } }
    }
    ... on BeingCheckedOut { code message param retryAfter }
    ... on OutOfStock { code param available }
    ... on ProductUnavailable { code param }
  }
}`;
const MY_ORDERS = /* GraphQL */ `query ($filter: OrderFilter) {
  myOrders(filter: $filter) { nodes { id status failureReason } }
}`;

const shippingAddress = { name: 'Ana Pop', street: 'Str. Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' };
const wish = (change: object = {}) => ({
  input: { idempotencyKey: 'key-0001', lines: [{ productId: 'mug', quantity: 2 }], shippingAddress, ...change },
});
const shelf = () => ({ mug: { price: 1050, available: 5 }, hat: { price: 1, available: 1 } });
type Placed = { data: { placeOrder: { order: { id: string; status: string } } } };

describe('placeOrder', () => {
  it('holds the stock at prices of the catalogue, for 15 minutes', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });

    const { data } = await orders.query('u1', PLACE, wish());

    expect(data).toMatchObject({
      placeOrder: {
        order: {
          status: 'AWAITING_PAYMENT',
          total: { amount: 2100, currency: 'EUR', formatted: '€21.00' },
          expiresAt: '2030-01-01T12:15:00.000Z',
          items: [{ product: { id: 'mug' }, name: 'Product mug', quantity: 2, lineTotal: { amount: 2100 } }],
        },
      },
    });
  });

  it('gives the same order for the same key, for ever', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });

    const first = await orders.query('u1', PLACE, wish());
    await orders.clock.advance(60 * MINUTE_MS);
    const repeat = await orders.query('u1', PLACE, wish());

    expect(repeat).toEqual(first);
    expect(orders.memory.written).toHaveLength(2);
  });

  it('refuses a key that stands for an order with other lines', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    await orders.query('u1', PLACE, wish());

    const { errors } = await orders.query('u1', PLACE, wish({ lines: [{ productId: 'mug', quantity: 1 }] }));

    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'IDEMPOTENCY_KEY_REUSED',
      reasons: [{ param: 'idempotencyKey' }],
    });
  });

  it('keeps the keys of different people apart', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });

    const mine = (await orders.query('u1', PLACE, wish())) as Placed;
    const hers = (await orders.query('u2', PLACE, wish())) as Placed;

    expect(hers.data.placeOrder.order.id).not.toBe(mine.data.placeOrder.order.id);
  });

  it('makes one order of two requests with one key at the same time', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });

    const [one, other] = await Promise.all([orders.query('u1', PLACE, wish()), orders.query('u1', PLACE, wish())]);

    expect(one.errors).toBeUndefined();
    expect(other).toEqual(one);
    expect(orders.memory.written).toHaveLength(2);
  });

  it('tells a buyer who comes too late when to try again', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const last = { lines: [{ productId: 'hat', quantity: 1 }] };
    await orders.query('u1', PLACE, wish(last));

    const { data } = await orders.query('u2', PLACE, wish(last));

    expect(data).toEqual({
      placeOrder: {
        __typename: 'BeingCheckedOut',
        code: 'BEING_CHECKED_OUT',
        message: 'come back later',
        param: 'lines.0',
        retryAfter: '2030-01-01T12:15:00.000Z',
      },
    });
  });

  it('says how many units there are, and which product is not sold', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });

    const many = await orders.query('u1', PLACE, wish({ lines: [{ productId: 'mug', quantity: 6 }] }));
    const unknown = await orders.query('u1', PLACE, wish({ lines: [{ productId: 'nothing', quantity: 1 }] }));

    expect(many.data).toMatchObject({ placeOrder: { code: 'OUT_OF_STOCK', param: 'lines.0', available: 5 } });
    expect(unknown.data).toEqual({
      placeOrder: { __typename: 'ProductUnavailable', code: 'PRODUCT_UNAVAILABLE', param: 'lines.0' },
    });
  });

  it('lets the key of a refused order go: the same request may succeed later', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const many = wish({ lines: [{ productId: 'mug', quantity: 6 }] });
    await orders.query('u1', PLACE, many);
    orders.stock.put('mug', 1);

    const retry = await orders.query('u1', PLACE, many);
    const listed = await orders.query('u1', MY_ORDERS);

    expect(retry.data).toMatchObject({ placeOrder: { order: { status: 'AWAITING_PAYMENT' } } });
    expect(listed.data).toMatchObject({ myOrders: { nodes: [{ status: 'AWAITING_PAYMENT' }] } });
  });

  it('shows a failed order on request only, with its reason', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    await orders.query('u1', PLACE, wish({ lines: [{ productId: 'mug', quantity: 6 }] }));

    const usual = await orders.query('u1', MY_ORDERS);
    const failed = await orders.query('u1', MY_ORDERS, { filter: { status: { in: ['FAILED'] } } });

    expect(usual.data).toEqual({ myOrders: { nodes: [] } });
    expect(failed.data).toMatchObject({ myOrders: { nodes: [{ status: 'FAILED', failureReason: 'OUT_OF_STOCK' }] } });
  });

  it('refuses a visitor', async () => {
    const { errors } = await ordersUnderTest({ shelf: shelf() }).query(null, PLACE, wish());

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'SIGN_IN_REQUIRED' });
  });

  it('names everything that is wrong with the input at once', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const twice = [
      { productId: 'mug', quantity: 0 },
      { productId: 'mug', quantity: 1 },
    ];
    const bad = wish({ idempotencyKey: 'short', lines: twice, shippingAddress: { ...shippingAddress, country: 'ro' } });

    const { errors } = await orders.query('u1', PLACE, bad);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_INPUT' });
    for (const param of ['idempotencyKey', 'lines.0.quantity', 'shippingAddress.country']) {
      expect(errors?.[0]?.extensions).toMatchObject({
        reasons: expect.arrayContaining([expect.objectContaining({ param })]),
      });
    }
  });

  it.each([
    ['only of spaces', '          '],
    ['with a control character', 'key-\u00000001'],
    ['with a line break', 'key\n00001'],
  ])('takes no key %s', async (_what, idempotencyKey) => {
    const { errors } = await ordersUnderTest({ shelf: shelf() }).query('u1', PLACE, wish({ idempotencyKey }));

    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reasons: [{ param: 'idempotencyKey' }],
    });
  });

  it('takes each product once', async () => {
    const line = { productId: 'mug', quantity: 1 };

    const { errors } = await ordersUnderTest({ shelf: shelf() }).query('u1', PLACE, wish({ lines: [line, line] }));

    expect(errors?.[0]?.extensions).toMatchObject({ reasons: [{ param: 'lines.1' }] });
  });
});

describe('placeOrder while products is away', () => {
  it('says so, and a repeat goes on with the same order', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    orders.stock.isAway = true;
    const first = await orders.query('u1', PLACE, wish());
    const listed = await orders.query('u1', MY_ORDERS);
    orders.stock.isAway = false;
    const repeat = (await orders.query('u1', PLACE, wish())) as Placed;

    expect(first.errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    expect(listed.data).toMatchObject({ myOrders: { nodes: [{ status: 'PENDING' }] } });
    expect(repeat.data.placeOrder.order).toMatchObject({ status: 'AWAITING_PAYMENT' });
    const after = await orders.query('u1', MY_ORDERS);
    expect(after.data).toMatchObject({ myOrders: { nodes: [{ id: repeat.data.placeOrder.order.id }] } });
  });

  it("is finished by orders' own consumer", async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    orders.stock.isAway = true;
    await orders.query('u1', PLACE, wish());
    await expect(orders.deliver()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    orders.stock.isAway = false;

    await orders.deliver();

    const { data } = await orders.query('u1', MY_ORDERS);
    expect(data).toMatchObject({ myOrders: { nodes: [{ status: 'AWAITING_PAYMENT' }] } });
  });

  it('gives the refusal that the consumer met to whoever repeats the request', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const many = wish({ lines: [{ productId: 'mug', quantity: 6 }] });
    orders.stock.isAway = true;
    await orders.query('u1', PLACE, many);
    orders.stock.isAway = false;
    await orders.deliver();

    const repeat = await orders.query('u1', PLACE, many);

    expect(repeat.data).toMatchObject({ placeOrder: { code: 'OUT_OF_STOCK', available: 5 } });
  });

  it('expires the order when its time comes, and the key is free again', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    orders.stock.isAway = true;
    await orders.query('u1', PLACE, wish());
    await orders.clock.advance(15 * MINUTE_MS);
    orders.stock.isAway = false;
    await orders.deliver();
    const listed = await orders.query('u1', MY_ORDERS);

    const repeat = (await orders.query('u1', PLACE, wish())) as Placed;

    expect(listed.data).toMatchObject({ myOrders: { nodes: [{ status: 'EXPIRED' }] } });
    expect(repeat.data.placeOrder.order.status).toBe('AWAITING_PAYMENT');
  });
});
