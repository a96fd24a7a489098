import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PortName, portOffsets, subgraphNames } from '#subgraphs/directory.ts';
import { testKafka } from '#testing/kafka.ts';
import { testMongo } from '#testing/mongo.ts';
import { DEMO_PASSWORD, freePortBase, type Shop, startShop } from '#testing/shop.ts';
import { createProducts, logIn, registerCustomers } from '#tools/measure/customers.ts';
import { ShopClient } from '#tools/measure/shopClient.ts';
import { type Books, openBooks } from '#tools/proveOversell/books.ts';
import { shopSteadily, type Uptime } from '#tools/proveUptime/shopSteadily.ts';
import { order, type PayResult, pay, statusesOf, watchOrder } from '#tools/smoke/orders.ts';
import { Person } from '#tools/smoke/person.ts';
import { runStory } from '#tools/smoke/runStory.ts';

const START_MS = 120_000;
const STORY_MS = 120_000;
/** Units that are paid for are booked as sold by an event. */
const SETTLED_MS = 10_000;

let first: Shop;
let second: Shop;
const database = testMongo();

beforeAll(async () => {
  const [one, other] = [await freePortBase(), await freePortBase()];
  const both = (name: PortName) => [one, other].map((base) => addressOf(name, base));
  const shared = {
    KAFKA_BROKERS: testKafka().brokers,
    TOPIC_PREFIX: `t${randomBytes(4).toString('hex')}.`,
    MONGODB_URI: database.uri,
    DATABASE_PREFIX: database.prefix,
    SUBGRAPH_URLS: subgraphNames.flatMap((name) => both(name).map((url) => `${name}=${url}`)).join(','),
    ...Object.fromEntries(subgraphNames.map((name) => [`${name.toUpperCase()}_URL`, both(name).join(',')])),
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

const addressOf = (name: PortName, base: number) => `http://127.0.0.1:${base + portOffsets[name]}/graphql`;

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
    const { leave } = letCustomersShop();
    const told: string[] = [];

    await runStory({
      url: second.url,
      mailUrl: first.mailUrl,
      adminPassword: DEMO_PASSWORD,
      races: 5,
      print: (line) => void told.push(line),
    }).catch((error: unknown) => {
      throw new Error(told.join('\n'), { cause: error });
    });

    const { orders, productId, failed } = await leave();
    expect(orders).toBeGreaterThan(5);
    // The story lets a quarter of an hour pass at once, which an order under way does not outlive.
    expect(failed.filter((failure) => !/ORDER_EXPIRED|OrderNotPayable/.test(failure))).toEqual([]);
    const books = await openBooks(database.uri, database.prefix);
    await expect.poll(() => isWellBooked(books, productId), { timeout: SETTLED_MS }).toBe(true);
    await books.close();
  });

  it('are restarted one after the other, and no customer notices', { timeout: STORY_MS }, async () => {
    const { leave } = letCustomersShop();
    for (const shop of [second, first]) {
      await shop.stop();
      await shop.start();
    }

    const { orders, moved, failed } = await leave();
    expect(failed).toEqual([]);
    expect(Math.min(orders, moved)).toBeGreaterThan(0);
  });
});

const adminToken = (client: ShopClient) => logIn(client, 'admin@bazaar.example', DEMO_PASSWORD);

/** Two customers, who come through both gateways until they `leave`. */
function letCustomersShop(): { leave(): Promise<Uptime> } {
  const over = new AbortController();
  const urls = [first.url, second.url];
  const shopping = shopSteadily({ urls, adminPassword: DEMO_PASSWORD, customers: 2, signal: over.signal });
  return {
    leave: () => {
      over.abort();
      return shopping;
    },
  };
}

/** Whether its units that are held and sold are those of its reservations. */
async function isWellBooked(books: Books, productId: string): Promise<boolean> {
  const stock = (await books.stock([productId])).get(productId);
  const [held, sold] = [await books.reserved([productId], 'HELD'), await books.reserved([productId], 'COMMITTED')];
  return stock?.held === held.get(productId) && stock?.sold === sold.get(productId);
}
