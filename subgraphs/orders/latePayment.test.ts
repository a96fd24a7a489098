import { expect, it } from 'vitest';
import { MINUTE_MS, ordersUnderTest } from './ordersUnderTest.ts';
import type { OrderStore } from './ports.ts';

const PLACE =
  'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { order { id } } } }';
const BEGIN =
  'mutation ($id: ID!) { beginPayment(input: { orderId: $id, paymentId: "5f8d1a52-6f0c-4a1e-9d1b-000000000001" }) { status } }';
const STATUS = 'query ($id: ID!) { order(id: $id) { status } }';

type Orders = ReturnType<typeof ordersUnderTest>;

async function place(orders: Orders): Promise<string> {
  const shippingAddress = { name: 'Ana Pop', street: 'Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' };
  const input = { idempotencyKey: 'key-0001', lines: [{ productId: 'mug', quantity: 2 }], shippingAddress };
  const { data } = (await orders.query('u1', PLACE, { input })) as {
    data: { placeOrder: { order: { id: string } } };
  };
  return data.placeOrder.order.id;
}

/** Whoever records next is held up before it is written. @returns what lets it go on. */
function holdUpNext({ memory }: Orders): { reached: Promise<void>; goOn: () => void } {
  const [reached, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { append } = memory;
  memory.append = async (...asked: Parameters<OrderStore['append']>) => {
    memory.append = append;
    reached.resolve();
    await going.promise;
    return append(...asked);
  };
  return { reached: reached.promise, goOn: going.resolve };
}

it('a payment that was refused for being late does not begin after all, by a call that was under way before', async () => {
  const orders = ordersUnderTest({ shelf: { mug: { price: 1050, available: 500 } } });
  const id = await place(orders);
  await orders.clock.advance(15 * MINUTE_MS - 1);
  const { reached, goOn } = holdUpNext(orders);
  const inTime = orders.queryAsService('payments', BEGIN, { id });
  await reached;
  await orders.clock.advance(1);
  const late = await orders.queryAsService('payments', BEGIN, { id });
  goOn();

  expect(late.errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason: 'ORDER_EXPIRED' });
  expect((await inTime).errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason: 'ORDER_EXPIRED' });
  expect(await orders.query('u1', STATUS, { id })).toMatchObject({ data: { order: { status: 'EXPIRED' } } });
});
