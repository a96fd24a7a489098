import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '#kernel/errors.ts';
import type { ServiceClient } from '#kernel/serviceClient.ts';
import { ordersUnderTest } from '#subgraphs/orders/ordersUnderTest.ts';
import { ordersContract } from '../fakes/ordersContract.ts';
import { makeOrders } from './ordersClient.ts';

const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { order { id } } } }`;
const shippingAddress = { name: 'Ana Pop', street: 'Str. Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' };
const input = { idempotencyKey: 'key-0001', lines: [{ productId: 'mug', quantity: 2 }], shippingAddress };

// The real subgraph, reached without a network.
ordersContract(() => {
  const subgraph = ordersUnderTest({ shelf: { mug: { price: 1050, available: 5 } } });
  const call: ServiceClient = async (operation, variables) => {
    const { data, errors } = await subgraph.queryAsService('payments', operation, variables as Record<string, unknown>);
    const [error] = errors ?? [];
    if (!error) return data as never;
    throw new AppError(error.extensions?.['code'] as ErrorCode, String(error.extensions?.['reason']), error.message);
  };
  return {
    orders: makeOrders(call),
    place: async (customerId) => {
      const { data } = await subgraph.query(customerId, PLACE, { input });
      return (data as { placeOrder: { order: { id: string } } }).placeOrder.order.id;
    },
    expire: () => subgraph.clock.advance(16 * 60_000),
  };
});

describe('an order that does not answer', () => {
  it.each(['UNAVAILABLE', 'CONFLICT', 'INTERNAL'] as const)('has refused nothing: %s', async (code) => {
    const orders = makeOrders(() => Promise.reject(new AppError(code, 'ANY', 'any')));

    await expect(orders.begin('o1', 'pay1')).rejects.toMatchObject({ code });
  });
});
