import { AppError } from '#kernel/errors.ts';
import { demoProductId } from '#subgraphs/products/seed.ts';
import type { Ask, Member } from './graphqlClient.ts';

export const DEMO_ACCOUNTS = {
  admin: 'admin@bazaar.example',
  alice: 'alice@bazaar.example',
  bob: 'bob@bazaar.example',
} as const;

const LOGIN = `mutation ($input: LoginInput!) {
  login(input: $input) { __typename ... on Session { accessToken } ... on UserError { message } }
}`;
const PLACE = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) { __typename ... on OrderPlaced { order { id status } } ... on UserError { message } }
}`;
const PAY = `mutation ($input: PayOrderInput!) {
  payOrder(input: $input) { __typename ... on UserError { message } }
}`;
const ADVANCE = `mutation ($input: UpdateOrderStatusInput!) {
  updateOrderStatus(input: $input) { __typename ... on UserError { message } }
}`;

const UNPAID: readonly string[] = ['PENDING', 'AWAITING_PAYMENT', 'PAYING'];
/** The way of a paid order; after PAID an admin takes each step. */
const FULFILMENT: readonly string[] = ['PAID', 'FULFILLING', 'SHIPPED', 'DELIVERED'];

const address = { street: 'Strada Lungă 1', city: 'Brașov', postalCode: '500035', country: 'RO' };

/**
 * Two finished orders, made as anybody would make them: placed and paid by Alice and Bob, delivered by the admin.
 * A repeat after a crash goes on where it stopped, because the keys are fixed.
 *
 * @throws AppError REFUSED (DEMO_ORDER_FAILED, OPERATION_FAILED), UNAVAILABLE (SHOP_UNREACHABLE).
 */
export async function makeDemoOrders(ask: Ask, password: string): Promise<void> {
  const admin = await login(ask, DEMO_ACCOUNTS.admin, password);
  await makeOrder(ask, {
    buyer: 'alice',
    name: 'Alice Example',
    skus: ['LAMP-DESK-01', 'COFFEE-GRINDER-01'],
    admin,
    password,
  });
  await makeOrder(ask, { buyer: 'bob', name: 'Bob Example', skus: ['KITCHEN-KETTLE-01'], admin, password });
}

type DemoOrder = {
  buyer: 'alice' | 'bob';
  name: string;
  skus: readonly string[];
  admin: string;
  password: string;
};

async function makeOrder(ask: Ask, { buyer, name, skus, admin, password }: DemoOrder): Promise<void> {
  const token = await login(ask, DEMO_ACCOUNTS[buyer], password);
  const key = `demo-order-of-${buyer}`;
  const lines = skus.map((sku) => ({ productId: demoProductId(sku), quantity: 1 }));
  const placing = { idempotencyKey: key, lines, shippingAddress: { name, ...address } };
  const placed = await ask(PLACE, { input: placing }, token);
  const { id: orderId, status } = expectMember(placed, 'OrderPlaced')['order'] as { id: string; status: string };
  if (UNPAID.includes(status)) {
    const paying = { orderId, paymentToken: 'tok_success', idempotencyKey: key };
    expectMember(await ask(PAY, { input: paying }, token), 'PaymentSucceeded');
  } else if (!FULFILMENT.includes(status)) return; // somebody has played with it: it is theirs now
  for (const step of FULFILMENT.slice(FULFILMENT.indexOf(status) + 1)) {
    if (step !== 'PAID')
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
