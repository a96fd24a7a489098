import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '#kernel/errors.ts';
import { createProducts, logIn, registerCustomers } from '../measure/customers.ts';
import { placeOrder } from '../measure/placeOrder.ts';
import { ShopClient } from '../measure/shopClient.ts';
import { pay } from '../proveOversell/orderApi.ts';
import { Balanced } from './balanced.ts';

/** Without it a few customers use a small machine up. */
const THINKING_MS = 100;
const STOCK = 100_000;

const BROWSE = '{ products(first: 5) { nodes { id name price { amount } } } }';
const READ = 'query Order($id: ID!) { order(id: $id) { id status items { quantity product { name } } } }';

export type Uptime = {
  readonly requests: number;
  /** How often a gateway did not answer, and another one was asked. */
  readonly moved: number;
  readonly orders: number;
  /** What they bought. */
  readonly productId: string;
  /** What was answered in place of what was asked for, one line each. */
  readonly failed: readonly string[];
};

type Wanted = {
  /** GraphQL of each gateway. */
  readonly urls: readonly string[];
  readonly adminPassword: string;
  readonly customers: number;
  /** When it fires the customers leave. */
  readonly signal: AbortSignal;
  readonly tell?: (uptime: Uptime) => void;
};

/**
 * Customers look around, order, pay and look at their order, again and again, whatever is restarted meanwhile. It adds a product
 * and accounts to the shop.
 *
 * @throws Error when the shop does not let them begin.
 */
export async function shopSteadily({ urls, adminPassword, customers, signal, tell }: Wanted): Promise<Uptime> {
  const clients = urls.map((url) => new ShopClient(url));
  try {
    const [first] = clients;
    if (!first) throw new Error('there is no gateway');
    const admin = await logIn(first, 'admin@bazaar.example', adminPassword);
    const [productId = ''] = await createProducts(first, admin, 1, STOCK);
    const tokens = await registerCustomers(first, customers);
    const gateways = new Balanced(clients);
    const failed: string[] = [];
    let orders = 0;
    const uptime = (): Uptime => ({ ...gateways.counts, orders, productId, failed });
    const shop = async (token: string) => {
      for (; !signal.aborted; await pause(THINKING_MS)) {
        await visit(gateways, token, productId).then(
          () => (orders += 1),
          (error: unknown) => failed.push(messageOf(error)),
        );
        tell?.(uptime());
      }
    };
    await Promise.all(tokens.map(shop));
    return uptime();
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

async function visit(client: Balanced, token: string, productId: string): Promise<void> {
  await client.askPatiently(BROWSE, {});
  const placed = await placeOrder(client, token, [{ productId, quantity: 1 }]);
  if (placed.__typename !== 'OrderPlaced') throw new Error(`an order was not placed: ${placed.__typename}`);
  await pay({ client, token }, placed.order.id);
  await client.askPatiently(READ, { id: placed.order.id }, token);
}
