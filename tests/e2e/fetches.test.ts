import { createServer, type Server } from 'node:http';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profiled } from '#testing/profile.ts';
import { DEMO_PASSWORD, freePortBase, type Shop, startShop } from '#testing/shop.ts';
import { login } from '#tools/smoke/accounts.ts';
import { expectOutcome } from '#tools/smoke/failure.ts';
import { order, pay } from '#tools/smoke/orders.ts';
import { Person } from '#tools/smoke/person.ts';

const SUBGRAPHS = { users: 1, products: 2, orders: 3, payments: 4, notifications: 5 } as const;
const ORDERS = 100;
const HUNDRED = /* GraphQL */ `query Hundred {
  orders(first: 100) {
    nodes {
      id
      customer { id name }
      items { quantity product { id name } }
      payments { id status }
    }
  }
}`;
type Hundred = {
  orders: { nodes: { customer: { name: string }; items: { product: { name: string } }[]; payments: unknown[] }[] };
};

let shop: Shop;
let base: number;
const proxies: Server[] = [];
const asked = new Map<string, number>();

/** Stands before a subgraph and counts what the gateway asks of it. */
async function countingProxy(name: string, target: number): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === 'POST') asked.set(name, (asked.get(name) ?? 0) + 1);
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(`http://127.0.0.1:${target}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(request.method === 'POST' && { body: Buffer.concat(chunks) }),
    }).catch(() => undefined); // not listening yet
    response.writeHead(answer?.status ?? 503, { 'content-type': 'application/json' });
    response.end(answer ? Buffer.from(await answer.arrayBuffer()) : '{}');
  });
  proxies.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/graphql`;
}

beforeAll(async () => {
  base = await freePortBase();
  const urls: string[] = [];
  for (const [name, offset] of Object.entries(SUBGRAPHS)) {
    urls.push(`${name}=${await countingProxy(name, base + offset)}`);
  }
  shop = await startShop({ PORT_BASE: String(base), SUBGRAPH_URLS: urls.join(',') });
}, 120_000);
afterAll(async () => {
  for (const proxy of proxies) proxy.close();
  await shop?.dispose();
});

async function signedIn(name: string): Promise<Person> {
  const session = expectOutcome(await login(new Person(shop.url), `${name}@bazaar.example`, DEMO_PASSWORD), 'Session');
  return new Person(shop.url, session.accessToken);
}

async function placeAHundred(): Promise<void> {
  const [alice, bob, admin] = [await signedIn('alice'), await signedIn('bob'), await signedIn('admin')];
  const { products } = await admin.ask<{ products: { nodes: { id: string }[] } }>(
    'query { products(first: 10, filter: { inStock: true }) { nodes { id } } }',
  );
  const RESTOCK = 'mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename } }';
  for (const { id: productId } of products.nodes) {
    await admin.ask(RESTOCK, {
      input: { productId, delta: 500, reason: 'for the test', idempotencyKey: `restock-${productId}` },
    });
  }
  for (let index = 0; index < ORDERS; index += 1) {
    const customer = [alice, bob, admin][index % 3] ?? alice;
    const lines = [0, 1].map((line) => ({ productId: products.nodes[(index + line) % 10]?.id ?? '', quantity: 1 }));
    const placed = await order(customer, `hundred-${index}`, lines);
    if (index % 2 === 0) {
      await pay(customer, { orderId: placed.id, paymentToken: 'tok_success', idempotencyKey: `hundred-${index}` });
    }
  }
}

/** Collections that the operation reads; others are polled in the background. */
const READ = ['order_views', 'users', 'products', 'payments', 'refunds', 'product_images'];

it('a hundred orders with all that belongs to them cost one fetch for each subgraph and one query for each collection', {
  timeout: 180_000,
}, async () => {
  await placeAHundred();
  const admin = await signedIn('admin');
  const connection = await mongoose.createConnection(`mongodb://127.0.0.1:${base + 30}/?replicaSet=bazaar`).asPromise();
  const databases = Object.keys(SUBGRAPHS).map((name) => connection.useDb(`bazaar_${name}`));
  asked.clear();
  let answer: Hundred | undefined;

  const work = async () => {
    answer = await admin.ask<Hundred>(HUNDRED);
  };
  const queries: { collection: string }[] = [];
  await databases.reduce<() => Promise<void>>(
    (inner, database) => async () => void queries.push(...(await profiled(database, inner))),
    work,
  )();
  await connection.close();

  expect(answer?.orders.nodes).toHaveLength(ORDERS);
  for (const { customer, items } of answer?.orders.nodes ?? []) {
    expect(customer.name).toBeTruthy();
    expect(items.every(({ product }) => product.name)).toBe(true);
  }
  expect(Object.fromEntries(asked)).toEqual({ orders: 1, users: 1, products: 1, payments: 1 });
  const counts = Map.groupBy(
    queries.filter(({ collection }) => READ.includes(collection)),
    ({ collection }) => collection,
  );
  expect([...counts].filter(([, all]) => all.length > 1)).toEqual([]);
  expect(counts.has('order_views')).toBe(true);
});
