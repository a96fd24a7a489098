import type { Principal, Role } from '#kernel/auth/principal.ts';
import { MINUTE_MS, ordersUnderTest } from '../ordersUnderTest.ts';

const FIELDS = '{ cursor gap previousStatus order { id status history { status } } }';
export const WATCH_MINE = `subscription ($after: String) { myOrdersChanged(after: $after) ${FIELDS} }`;
export const WATCH_ALL = `subscription ($after: String) { ordersChanged(after: $after) ${FIELDS} }`;
const PLACE =
  'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { order { id } } } }';
const CANCEL = 'mutation ($id: ID!) { cancelOrder(input: { orderId: $id }) { __typename } }';
const PAYMENT = '5f8d1a52-6f0c-4a1e-9d1b-000000000001';
const BEGIN = `mutation ($id: ID!) { beginPayment(input: { orderId: $id, paymentId: "${PAYMENT}" }) { status } }`;

export type Orders = ReturnType<typeof ordersUnderTest>;
type Instance = Pick<Orders, 'subscribe'>;
export type Change = {
  cursor: string;
  gap: boolean;
  previousStatus: string | null;
  order: { id: string; status: string; history: { status: string }[] };
};

export const user = (userId: string, ...roles: Role[]): Principal => ({
  kind: 'user',
  userId,
  roles,
  sessionId: 's1',
  expiresAt: new Date('2999-01-01'),
});
export const shop = () => ordersUnderTest({ shelf: { mug: { price: 1050, available: 50_000 } } });
export const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

let keys = 0;
export async function place(orders: Orders, userId = 'u1'): Promise<string> {
  keys += 1;
  const shippingAddress = { name: 'Ana Pop', street: 'Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' };
  const input = { idempotencyKey: `key-${keys + 1_000}`, lines: [{ productId: 'mug', quantity: 2 }], shippingAddress };
  const { data } = (await orders.query(userId, PLACE, { input })) as {
    data: { placeOrder: { order: { id: string } } };
  };
  return data.placeOrder.order.id;
}

export const begin = (orders: Orders, id: string) => orders.queryAsService('payments', BEGIN, { id });
export const cancel = (orders: Orders, id: string, userId = 'u1') => orders.query(userId, CANCEL, { id });

export async function watch(at: Instance, after?: string, as = user('u1'), text = WATCH_MINE) {
  const stream = await at.subscribe(as, text, { after });
  if (!('next' in stream)) throw new Error(JSON.stringify(stream));
  const nextOrEnd = async (): Promise<Change | undefined> => {
    const message = await stream.next();
    return message && (Object.values(message.data)[0] as Change);
  };
  const next = async (): Promise<Change> => {
    const change = await nextOrEnd();
    if (!change) throw new Error('the stream has ended');
    return change;
  };
  const take = async (count: number) => {
    const taken: Change[] = [];
    while (taken.length < count) taken.push(await next());
    return taken;
  };
  return { next, nextOrEnd, take, stop: stream.stop };
}

/** Which order, and after how many of its events. */
export const told = ({ order }: Change) => [order.id, order.history.length] as const;
