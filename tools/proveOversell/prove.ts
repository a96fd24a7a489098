import { setTimeout as pause } from 'node:timers/promises';
import { createProducts, logIn, registerCustomers } from '../measure/customers.ts';
import { ShopClient } from '../measure/shopClient.ts';
import { audit } from './audit.ts';
import { type Books, openBooks } from './books.ts';
import type { ProvedShop } from './openShop.ts';
import { type Buyer, passTime, readOrder } from './orderApi.ts';
import { at, type Ordered, type Rush, rush } from './rush.ts';
import { awaitNothingHeld, sellTheRest } from './sellTheRest.ts';

const PRODUCTS = 20;
const STOCK = 50;
const CHECKOUTS = 500;
const ACCOUNTS = 25;
const LOOK_MS = 100;
/** A minute more than the longest hold that the shop is set to by default. */
const HOLD_SECONDS = 16 * 60;
const PATIENCE_MS = 120_000;

type Tell = (line: string) => void;

/**
 * Sells 1,000 units of 20 products to 500 customers who all come at once: every unit, and not one more.
 *
 * @throws Error with the first thing that is not so.
 */
export async function prove(shop: ProvedShop, tell: Tell): Promise<Rush> {
  const clients = shop.urls.map((url) => new ShopClient(url));
  const books = await openBooks(shop.mongodbUri, shop.databasePrefix);
  try {
    const first = at(clients, 0);
    const admin = { client: first, token: await logIn(first, 'admin@bazaar.example', shop.adminPassword) };
    const productIds = await createProducts(first, admin.token, PRODUCTS, STOCK);
    tell(`${ACCOUNTS} customers register`);
    const tokens = await registerCustomers(first, ACCOUNTS);
    const buyers = tokens.flatMap((token) => clients.map((client): Buyer => ({ client, token })));
    const scene = { buyers, productIds, count: CHECKOUTS };
    const rushed = await watched(books, productIds, () =>
      rush(scene, (answered) => tell(`${answered} checkouts answered`)),
    );
    await awaitAll(rushed.orders, 'paid', 'PAID');
    tell('what was left behind expires');
    await passTime(admin, HOLD_SECONDS);
    await awaitAll(rushed.orders, 'left', 'EXPIRED');
    await awaitNothingHeld(scene);
    tell('what is left is sold');
    const rest = await watched(books, productIds, () => sellTheRest(scene));
    await awaitAll(rest, 'paid', 'PAID');
    tell('the books are checked');
    await audit({ productIds, stocked: STOCK, orders: [...rushed.orders, ...rest], books });
    return rushed;
  } finally {
    await Promise.all([...clients.map((client) => client.close()), books.close()]);
  }
}

/** Meanwhile the stock has to add up, whenever it is looked at. */
async function watched<Result>(
  books: Books,
  productIds: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const done = new AbortController();
  const watching = (async () => {
    for (; !done.signal.aborted; await pause(LOOK_MS)) await books.stock(productIds);
  })();
  try {
    const [result] = await Promise.all([work().finally(() => done.abort()), watching]);
    return result;
  } finally {
    done.abort();
  }
}

/** A payment may still be decided, and a timer may be behind. */
async function awaitAll(orders: readonly Ordered[], fate: Ordered['fate'], status: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (const { buyer, orderId } of orders.filter((order) => order.fate === fate)) {
    for (;;) {
      const seen = await readOrder(buyer, orderId);
      if (seen.status === status) break;
      if (Date.now() > deadline) throw new Error(`order ${orderId} stays ${seen.status}, and should be ${status}`);
      await pause(LOOK_MS);
    }
  }
}
