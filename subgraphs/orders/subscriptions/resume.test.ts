import { describe, expect, it } from 'vitest';
import type { Principal } from '#kernel/auth/principal.ts';
import { ordersUnderTest } from '../ordersUnderTest.ts';

const WATCH = /* GraphQL */ `subscription ($id: ID!, $after: String) {
  orderStatusChanged(orderId: $id, after: $after) { cursor previousStatus order { status } }
}`;
const PLACE =
  'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { order { id } } } }';
const PAYMENT = '5f8d1a52-6f0c-4a1e-9d1b-000000000001';

type Orders = ReturnType<typeof ordersUnderTest>;
type Change = { cursor: string; previousStatus: string | null; order: { status: string } };

const user = (userId: string): Principal => ({
  kind: 'user',
  userId,
  roles: [],
  sessionId: 's1',
  expiresAt: new Date('2999-01-01'),
});

async function place(orders: Orders): Promise<string> {
  const shippingAddress = { name: 'Ana Pop', street: 'Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' };
  const input = { idempotencyKey: 'key-0001', lines: [{ productId: 'mug', quantity: 2 }], shippingAddress };
  const { data } = (await orders.query('u1', PLACE, { input })) as {
    data: { placeOrder: { order: { id: string } } };
  };
  return data.placeOrder.order.id;
}

const step = (orders: Orders, field: string, orderId: string) =>
  orders.queryAsService('payments', `mutation ($input: PaymentStepInput!) { ${field}(input: $input) { status } }`, {
    input: { orderId, paymentId: PAYMENT },
  });

async function watch(orders: Orders, id: string, after?: string, as = user('u1')) {
  const stream = await orders.subscribe(as, WATCH, { id, after });
  if (!('next' in stream)) throw new Error(JSON.stringify(stream));
  const next = async (): Promise<Change | undefined> => (await stream.next())?.data.orderStatusChanged;
  return { next, status: async () => (await next())?.order.status, stop: stream.stop };
}

const shop = () => ordersUnderTest({ shelf: { mug: { price: 1050, available: 500 } } });

describe('a stream that was broken off', () => {
  it('goes on behind the last change that was seen: nothing is missing, nothing comes twice', async () => {
    const orders = shop();
    const id = await place(orders);
    const before = await watch(orders, id);
    const seen = await before.next();
    await before.stop();
    await step(orders, 'beginPayment', id);
    await step(orders, 'confirmPayment', id);

    const after = await watch(orders, id, seen?.cursor);
    await orders.deliver();
    await orders.query('u1', 'mutation ($id: ID!) { cancelOrder(input: { orderId: $id }) { __typename } }', { id });
    await orders.deliver();

    const told = [await after.next(), await after.next(), await after.next()];
    expect(told.map((change) => change?.order.status)).toEqual(['PAYING', 'PAID', 'CANCELLED']);
    expect(told.map((change) => change?.previousStatus)).toEqual(['AWAITING_PAYMENT', 'PAYING', 'PAID']);
    expect(await after.next()).toBeUndefined();
  });

  it('ends at once when its end was seen, and tells the end to who has not', async () => {
    const orders = shop();
    const id = await place(orders);
    await orders.query('u1', 'mutation ($id: ID!) { cancelOrder(input: { orderId: $id }) { __typename } }', { id });
    const first = await watch(orders, id);
    const end = await first.next();

    const again = await watch(orders, id, end?.cursor);
    const late = await watch(orders, id, '2');

    expect(await again.next()).toBeUndefined();
    expect([await late.status(), await late.status()]).toEqual(['CANCELLED', undefined]);
  });

  it.each(['0', '99', 'x', ''])('is not taken up at %j', async (after) => {
    const orders = shop();
    const id = await place(orders);

    const refused = await orders.subscribe(user('u1'), WATCH, { id, after });

    expect(refused).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', reasons: [{ param: 'after' }] } }],
    });
  });

  it('is nobody else’s, whatever the cursor', async () => {
    const orders = shop();
    const id = await place(orders);

    const refused = await orders.subscribe(user('u2'), WATCH, { id, after: '1' });

    expect(refused).toMatchObject({ errors: [{ extensions: { reason: 'ORDER_NOT_FOUND' } }] });
  });
});
