import type { ordersUnderTest } from './ordersUnderTest.ts';

/** Orders that a test begins with. */
export const shelf = () => ({ mug: { price: 1050, available: 500 } });

export const PAYMENT = '5f8d1a52-6f0c-4a1e-9d1b-000000000001';

const PLACE =
  'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { order { id } } } }';

export const step = (field: string) => /* GraphQL */ `mutation ($id: ID!, $paymentId: ID! = "${PAYMENT}") {
  ${field}(input: { orderId: $id, paymentId: $paymentId }) { id customerId status wakeAt total { amount } }
}`;

type Orders = ReturnType<typeof ordersUnderTest>;

export async function place(orders: Orders, userId = 'u1', key = 'key-0001'): Promise<string> {
  const shippingAddress = { name: 'Ana Pop', street: 'Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' };
  const input = { idempotencyKey: key, lines: [{ productId: 'mug', quantity: 2 }], shippingAddress };
  const { data } = (await orders.query(userId, PLACE, { input })) as {
    data: { placeOrder: { order: { id: string } } };
  };
  return data.placeOrder.order.id;
}

export async function placeAndPay(orders: Orders): Promise<string> {
  const id = await place(orders);
  await orders.queryAsService('payments', step('beginPayment'), { id });
  await orders.queryAsService('payments', step('confirmPayment'), { id });
  return id;
}
