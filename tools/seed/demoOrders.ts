import { AppError } from '#kernel/errors.ts';
import type { Ask, Member } from './graphqlClient.ts';

export const DEMO_ACCOUNTS = {
  admin: 'admin@bazaar.example',
  alice: 'alice@bazaar.example',
  bob: 'bob@bazaar.example',
} as const;

const LOGIN = `mutation ($input: LoginInput!) {
  login(input: $input) { __typename ... on Session { accessToken } ... on UserError { message } }
}`;
const PRODUCTS = `query { products(filter: { inStock: true }, sort: NAME, first: 4) { nodes { id } } }`;
const PLACE = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) { __typename ... on OrderPlaced { order { id status } } ... on UserError { message } }
}`;
const PAY = `mutation ($input: PayOrderInput!) {
  payOrder(input: $input) { __typename ... on UserError { message } }
}`;
const ADVANCE = `mutation ($input: UpdateOrderStatusInput!) {
  updateOrderStatus(input: $input) { __typename ... on UserError { message } }
}`;

/** What an admin does to a paid order until it has arrived. */
const FULFILMENT: readonly string[] = ['FULFILLING', 'SHIPPED', 'DELIVERED'];

const address = { street: 'Strada Lungă 1', city: 'Brașov', postalCode: '500035', country: 'RO' };

/**
 * Two finished orders, made as anybody would make them: placed and paid by Alice and Bob, delivered by the admin.
 * A repeat after a crash goes on where it stopped, because the keys are fixed.
 *
 * @throws AppError REFUSED (DEMO_ORDER_FAILED, OPERATION_FAILED), UNAVAILABLE (SHOP_UNREACHABLE).
 */
export async function makeDemoOrders(ask: Ask, password: string): Promise<void> {
  const admin = await login(ask, DEMO_ACCOUNTS.admin, password);
  const products = (await ask(PRODUCTS))['nodes'] as { id: string }[];
  const [first, second, third, fourth] = products.map(({ id }) => id);
  await makeOrder(ask, {
    buyer: 'alice',
    name: 'Alice',
    lines: lineOf(first, 1).concat(lineOf(second, 2)),
    admin,
    password,
  });
  await makeOrder(ask, {
    buyer: 'bob',
    name: 'Bob',
    lines: lineOf(third, 1).concat(lineOf(fourth, 1)),
    admin,
    password,
  });
}

const lineOf = (productId: string | undefined, quantity: number) => (productId ? [{ productId, quantity }] : []);

type DemoOrder = {
  buyer: 'alice' | 'bob';
  name: string;
  lines: { productId: string; quantity: number }[];
  admin: string;
  password: string;
};

async function makeOrder(ask: Ask, { buyer, name, lines, admin, password }: DemoOrder): Promise<void> {
  const token = await login(ask, DEMO_ACCOUNTS[buyer], password);
  const key = `demo-order-of-${buyer}`;
  const placing = { idempotencyKey: key, lines, shippingAddress: { name, ...address } };
  const placed = await ask(PLACE, { input: placing }, token);
  const { id: orderId, status } = expectMember(placed, 'OrderPlaced')['order'] as { id: string; status: string };
  if (status === 'PENDING' || status === 'AWAITING_PAYMENT') {
    const paying = { orderId, paymentToken: 'tok_success', idempotencyKey: key };
    expectMember(await ask(PAY, { input: paying }, token), 'PaymentSucceeded');
  }
  // -1 for an order that is just paid, so that all steps follow.
  const done = FULFILMENT.indexOf(status);
  for (const step of FULFILMENT.slice(done + 1)) {
    expectMember(await ask(ADVANCE, { input: { orderId, status: step } }, admin), 'OrderStatusUpdated');
  }
}

async function login(ask: Ask, email: string, password: string): Promise<string> {
  const session = await ask(LOGIN, { input: { email, password } });
  return String(expectMember(session, 'Session')['accessToken']);
}

function expectMember(result: Member, typename: string): Member {
  if (result['__typename'] === typename) return result;
  const message = `demo data: expected ${typename}, got ${result['__typename']} (${result['message'] ?? ''})`;
  throw new AppError('REFUSED', 'DEMO_ORDER_FAILED', message);
}
