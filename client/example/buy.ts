import {
  LogInDocument,
  OrderStatusChangedDocument,
  PayOrderDocument,
  PlaceOrderDocument,
  ProductsDocument,
} from '../documents.generated.ts';
import type { ShopClient } from '../shopClient.ts';

type Customer = { readonly email: string; readonly password: string };

type Purchase = {
  readonly orderId: string;
  /** Each state of the order that was seen, oldest first. */
  readonly statuses: readonly string[];
};

/**
 * The whole way of a customer: signs in, looks what there is, orders one of it, pays and follows the order until it is paid.
 *
 * @throws Error with what the shop answers when it isn't that.
 */
export async function buy(shop: ShopClient, customer: Customer, tell: (line: string) => void): Promise<Purchase> {
  await signIn(shop, customer);
  tell(`signed in as ${customer.email}`);

  const { products } = await shop.request(ProductsDocument, { first: 1, filter: { inStock: true } });
  const product = products?.nodes[0];
  if (!product) throw new Error('everything is sold out');
  tell(`${product.name} costs ${product.price.formatted}, ${product.availability.available} in stock`);

  const orderId = await place(shop, product.id);
  tell(`order ${orderId} is placed`);
  return { orderId, statuses: await payAndFollow(shop, orderId, tell) };
}

async function signIn(shop: ShopClient, customer: Customer): Promise<void> {
  const { login } = await shop.request(LogInDocument, { input: customer });
  if (login.__typename !== 'Session') throw new Error(`${login.code}: ${login.message}`);
  await shop.use(login);
}

async function place(shop: ShopClient, productId: string): Promise<string> {
  const { placeOrder } = await shop.request(PlaceOrderDocument, {
    input: {
      // Should the answer be lost, the same key gives the same order.
      idempotencyKey: crypto.randomUUID(),
      lines: [{ productId, quantity: 1 }],
      shippingAddress: {
        name: 'Ana Pop',
        street: 'Strada Lungă 1',
        city: 'Brașov',
        postalCode: '500035',
        country: 'RO',
      },
    },
  });
  if (placeOrder.__typename === 'OrderPlaced') return placeOrder.order.id;
  throw new Error(`${placeOrder.code}: ${placeOrder.message}`);
}

async function pay(shop: ShopClient, orderId: string): Promise<void> {
  const input = { orderId, paymentToken: 'tok_success', idempotencyKey: orderId };
  const { payOrder } = await shop.request(PayOrderDocument, { input });
  // The stream of the order tells when the money is there.
  if (payOrder.__typename === 'PaymentSucceeded' || payOrder.__typename === 'PaymentPending') return;
  throw new Error(`${payOrder.code}: ${payOrder.message}`);
}

/** Every state of the order up to PAID, in order, whatever happens to the connection meanwhile. */
async function payAndFollow(shop: ShopClient, orderId: string, tell: (line: string) => void): Promise<string[]> {
  const statuses: string[] = [];
  const onInterrupted = ({ message }: Error) => tell(`(${message}: going on by itself)`);
  for await (const { data } of shop.subscribe(OrderStatusChangedDocument, { orderId }, { onInterrupted })) {
    if (!data) continue;
    const { status } = data.orderStatusChanged.order;
    statuses.push(status);
    tell(`the order is ${status}`);
    if (status === 'AWAITING_PAYMENT') await pay(shop, orderId);
    if (status === 'PAID') break;
  }
  return statuses;
}
