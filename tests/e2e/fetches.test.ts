import { createServer, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Profiled, profiled } from '#testing/profile.ts';
import { DEMO_PASSWORD, freePortBase, type Shop, startShop } from '#testing/shop.ts';
import { login } from '#tools/smoke/accounts.ts';
import { expectOutcome } from '#tools/smoke/failure.ts';
import { order, pay } from '#tools/smoke/orders.ts';
import { Person } from '#tools/smoke/person.ts';

const SUBGRAPHS = { users: 1, products: 2, orders: 3, payments: 4, notifications: 5 } as const;
const ORDERS = 100;
const WINDOW_MS = 600;
const QUIET_WITHIN_MS = 90_000;

type Case = {
  readonly what: string;
  readonly query: string;
  /** Requests of the gateway, by subgraph. */
  readonly fetches: Readonly<Record<string, number>>;
  /** A page below each item of a list has bounds of its own, and is read on its own. */
  readonly pages?: readonly string[];
  /** What must be in the answer, and how often at least: else nothing was joined. */
  readonly joined: readonly [pattern: RegExp, times: number];
};

const CASES: readonly Case[] = [
  {
    what: 'orders, customers, products, payments',
    query: `{
      orders(first: 100) {
        nodes { id customer { id name } items { quantity product { id name } } payments { id status } }
      }
    }`,
    fetches: { orders: 1, users: 1, products: 1, payments: 1 },
    joined: [/"customer":{"id":"[^"]+","name":/g, ORDERS],
  },
  {
    // Orders asks the others itself, once for the whole page.
    what: 'orders and what happened to them',
    query: '{ orders(first: 20) { nodes { id timeline { title causedBy } timelineIncomplete } } }',
    fetches: { orders: 1 },
    joined: [/units are held for the order/g, 20],
  },
  {
    what: 'people, their orders, what they sell',
    query:
      '{ users(first: 100) { nodes { name products(first: 5) { nodes { name } } orders(first: 5) { nodes { id } } } } }',
    fetches: { users: 1, products: 1, orders: 1 },
    pages: ['products', 'order_views'],
    joined: [/"products":{"nodes":/g, 3],
  },
  {
    what: 'products, sellers, stock movements',
    query: `{
      products(first: 20) { nodes { name seller { name } stockMovements(first: 5) { nodes { delta by { name } } } } }
    }`,
    fetches: { products: 1, users: 1 },
    pages: ['stock_adjustments'],
    joined: [/"by":{"name":/g, 10],
  },
  {
    what: 'payments, orders, customers, products',
    query:
      '{ payments(first: 100) { nodes { status order { status customer { name } items { product { name } } } } } }',
    fetches: { payments: 1, orders: 1, users: 1, products: 1 },
    joined: [/"order":{"status":/g, ORDERS / 2],
  },
  {
    what: 'the inbox, its orders, their payments',
    query: '{ notifications(first: 100) { edges { node { title order { status payments { status } } } } } }',
    fetches: { notifications: 1, orders: 1, payments: 1 },
    joined: [/"order":{"status":/g, 10],
  },
  {
    what: 'mails and whom they went to',
    query: '{ mails(first: 100) { nodes { template user { name } } } }',
    fetches: { notifications: 1, users: 1 },
    joined: [/"user":{"name":/g, 10],
  },
  {
    what: 'products and what goes with them',
    query: '{ products(first: 20) { nodes { name related(first: 5) { name seller { name } } } } }',
    fetches: { products: 1 },
    joined: [/"related":\[/g, 10],
  },
];

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
  await placeAHundred();
  await quiet();
}, 240_000);
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

/** Reads of the services' own rounds, which come whether anybody asks or not. */
const BACKGROUND = /_inbox$|^leases$|^clock|^outbox(_bells)?$|^embedded_log|offsets|^timers$|^deliveries$/;

async function readsDuring(work: () => Promise<unknown>): Promise<Profiled[]> {
  const connection = await mongoose.createConnection(`mongodb://127.0.0.1:${base + 30}/?replicaSet=bazaar`).asPromise();
  const databases = Object.keys(SUBGRAPHS).map((name) => connection.useDb(`bazaar_${name}`));
  const seen: Profiled[] = [];
  const inAll = databases.reduce<() => Promise<unknown>>(
    (inner, database) => async () => void seen.push(...(await profiled(database, inner))),
    work,
  );
  await inAll();
  await connection.close();
  return seen.filter(
    ({ command, collection }) => /^{"(find|aggregate|count)"/.test(command) && !BACKGROUND.test(collection),
  );
}

/** Waits until what was ordered has been handled everywhere: what is read afterwards was asked for. */
async function quiet(): Promise<void> {
  const deadline = Date.now() + QUIET_WITHIN_MS;
  for (;;) {
    const reads = await readsDuring(() => pause(WINDOW_MS));
    if (reads.length === 0) return;
    if (Date.now() > deadline) throw new Error(`never quiet: ${JSON.stringify(reads.slice(0, 3))}`);
  }
}

describe('one fetch for each subgraph, one query for each collection:', () => {
  it.each(CASES)('$what', { timeout: 60_000 }, async ({ query, fetches, pages = [], joined: [pattern, times] }) => {
    const admin = await signedIn('admin');
    asked.clear();
    let answer = '';

    const reads = await readsDuring(async () => {
      answer = JSON.stringify(await admin.ask(query));
    });

    expect(answer.match(pattern)?.length ?? 0).toBeGreaterThanOrEqual(times);
    expect(Object.fromEntries(asked)).toEqual(fetches);
    const repeated = [...Map.groupBy(reads, ({ collection }) => collection)]
      .filter(([, all]) => all.length > 1)
      .filter(([collection]) => !pages.includes(collection));
    expect(repeated.map(([collection, all]) => [collection, all.map(({ command }) => command.slice(0, 200))])).toEqual(
      [],
    );
    expect(reads).not.toEqual([]);
  });
});
