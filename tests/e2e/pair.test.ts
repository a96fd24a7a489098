import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageOf } from '#kernel/errors.ts';
import { portOffsets, subgraphNames } from '#subgraphs/directory.ts';
import { testKafka } from '#testing/kafka.ts';
import { testMongo } from '#testing/mongo.ts';
import { DEMO_PASSWORD, freePortBase, type Shop, startShop } from '#testing/shop.ts';
import { createProducts, logIn, registerCustomers } from '#tools/measure/customers.ts';
import { type Line, placeOrder } from '#tools/measure/placeOrder.ts';
import { ShopClient } from '#tools/measure/shopClient.ts';
import { type Books, openBooks } from '#tools/proveOversell/books.ts';
import { type Buyer, pay as payOrder } from '#tools/proveOversell/orderApi.ts';
import { order, type PayResult, pay, statusesOf, watchOrder } from '#tools/smoke/orders.ts';
import { Person } from '#tools/smoke/person.ts';
import { runStory } from '#tools/smoke/runStory.ts';

const START_MS = 120_000;
const STORY_MS = 120_000;
const STOCK = 50_000;
/** Without it two customers use this machine up. */
const THINKING_MS = 100;
/** Units that are paid for are booked as sold by an event. */
const SETTLED_MS = 10_000;

let first: Shop;
let second: Shop;
const database = testMongo();

beforeAll(async () => {
  const [one, other] = [await freePortBase(), await freePortBase()];
  const shared = {
    KAFKA_BROKERS: testKafka().brokers,
    TOPIC_PREFIX: `t${randomBytes(4).toString('hex')}.`,
    MONGODB_URI: database.uri,
    DATABASE_PREFIX: database.prefix,
    SUBGRAPH_URLS: subgraphNames.flatMap((name) => [one, other].map((base) => addressOf(name, base))).join(','),
    STOP_DELAY_MS: '2500',
  };
  first = await startShop({ ...shared, PORT_BASE: String(one) });
  const stores = {
    KEYS_DIR: join(first.dataDir, 'keys'),
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(one + portOffsets.smtp),
  };
  second = await startShop({ ...shared, ...stores, PORT_BASE: String(other) }, ['--no-seed']);
}, START_MS);

const addressOf = (name: keyof typeof portOffsets, base: number) =>
  `${name}=http://127.0.0.1:${base + portOffsets[name]}/graphql`;

afterAll(async () => {
  await second?.dispose();
  await first?.dispose();
});

/** Each subgraph, its relay, each worker and the gateway twice, on the same databases and topics. */
describe('two of everything on Kafka', () => {
  it('tell the same changes through both gateways', async () => {
    const client = new ShopClient(first.url);
    const [token = ''] = await registerCustomers(client, 1);
    const [productId = ''] = await createProducts(client, await adminToken(client), 1, 1);
    const [here, there] = [first, second].map(({ url }) => new Person(url, token));
    if (!here || !there) throw new Error('two shops make two people');
    const { id } = await order(here, randomUUID(), [{ productId, quantity: 1 }]);
    const streams = [here, there].map((person) => watchOrder(person, id));
    await Promise.all(streams.map((stream) => stream.until('the state of the order', (seen) => seen.length > 0)));

    const paid: PayResult = await pay(there, {
      orderId: id,
      paymentToken: 'tok_success',
      idempotencyKey: randomUUID(),
    });

    expect(paid.__typename).toBe('PaymentSucceeded');
    await Promise.all(streams.map((stream) => stream.until('PAID', (seen) => statusesOf(seen).includes('PAID'))));
    for (const { seen } of streams) expect(statusesOf(seen)).toEqual(['AWAITING_PAYMENT', 'PAYING', 'PAID']);
    await Promise.all([here.leave(), there.leave(), client.close()]);
  });

  it('live through the whole story while customers order through both', { timeout: STORY_MS }, async () => {
    const shopping = await letCustomersShop([first, second]);
    const told: string[] = [];

    await runStory({
      url: second.url,
      mailUrl: first.mailUrl,
      adminPassword: DEMO_PASSWORD,
      races: 20,
      print: (line) => void told.push(line),
    }).catch((error: unknown) => {
      throw new Error(told.join('\n'), { cause: error });
    });

    expect(Math.min(...(await shopping.end()))).toBeGreaterThan(5);
    const books = await openBooks(database.uri, database.prefix);
    await expect.poll(() => misbooked(books, shopping.productIds), { timeout: SETTLED_MS }).toEqual([]);
    await books.close();
  });

  it('are restarted one after the other, and no order fails at the other one', { timeout: STORY_MS }, async () => {
    for (const [leaving, staying] of [
      [second, first],
      [first, second],
    ] as const) {
      const shopping = await letCustomersShop([staying]);
      await leaving.stop();
      await leaving.start();
      expect(Math.min(...(await shopping.end()))).toBeGreaterThan(0);
    }
  });
});

const adminToken = (client: ShopClient) => logIn(client, 'admin@bazaar.example', DEMO_PASSWORD);

/** `end` says how many orders each customer has paid. */
type Shopping = { readonly productIds: readonly string[]; end(): Promise<number[]> };

/** A customer at each gateway, who orders and pays again and again until the `end`. Any other failure ends the test. */
async function letCustomersShop(shops: readonly Shop[]): Promise<Shopping> {
  const clients = shops.map(({ url }) => new ShopClient(url));
  const [one] = clients;
  if (!one) throw new Error('a shop has a gateway');
  const productIds = await createProducts(one, await adminToken(one), 2, STOCK);
  const tokens = await registerCustomers(one, clients.length);
  const lines = productIds.map((productId) => ({ productId, quantity: 1 }));
  let isOpen = true;
  const shop = async (client: ShopClient, token = '') => {
    let bought = 0;
    for (; isOpen; await pause(THINKING_MS)) if (await buy({ client, token }, lines)) bought += 1;
    return bought;
  };
  const customers = Promise.all(clients.map((client, number) => shop(client, tokens[number])));
  return {
    productIds,
    end: async () => {
      isOpen = false;
      const bought = await customers;
      await Promise.all(clients.map((client) => client.close()));
      return bought;
    },
  };
}

/** Products whose units held and sold are not those of their reservations. */
async function misbooked(books: Books, productIds: readonly string[]): Promise<string[]> {
  const stock = await books.stock(productIds);
  const held = await books.reserved(productIds, 'HELD');
  const sold = await books.reserved(productIds, 'COMMITTED');
  return productIds.filter((id) => stock.get(id)?.held !== held.get(id) || stock.get(id)?.sold !== sold.get(id));
}

/** The story lets a quarter of an hour pass at once, which an order under way does not outlive. */
async function buy(buyer: Buyer, lines: readonly Line[]): Promise<boolean> {
  try {
    const placed = await placeOrder(buyer.client, buyer.token, lines);
    if (placed.__typename !== 'OrderPlaced') throw new Error(`not placed: ${placed.__typename}`);
    await payOrder(buyer, placed.order.id);
    return true;
  } catch (error) {
    if (/ORDER_EXPIRED|OrderNotPayable/.test(messageOf(error))) return false;
    throw error;
  }
}
