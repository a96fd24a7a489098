import mongoose from 'mongoose';
import { DEMO_PASSWORD, freePortBase, startShop } from '#testing/shop.ts';
import { createProducts, logIn, registerCustomers } from '#tools/measure/customers.ts';
import type { Line } from '#tools/measure/placeOrder.ts';
import { ShopClient } from '#tools/measure/shopClient.ts';

const ADMIN = 'admin@bazaar.example';
const PRODUCTS = 50;
const STOCK = 1_000_000;
const ACCOUNTS = 50;
const MOST_LINES = 3;
const PREFIX = 'bazaar';

/** A shop of its own, with customers and more stock than anybody buys. */
export type TriedShop = {
  readonly portBase: number;
  readonly client: ShopClient;
  readonly mongo: mongoose.mongo.MongoClient;
  readonly databasePrefix: string;
  /** The access token of the customer whose turn it is. */
  customerAt(index: number): string;
  /** One to three lines. */
  linesAt(index: number): readonly Line[];
};

export type Servers = { readonly mongodbUri: string; readonly brokers: string | undefined };

/** `parts` stops it and removes its data. */
export async function openTriedShop(
  { mongodbUri, brokers }: Servers,
  processes: boolean,
  parts: AsyncDisposableStack,
): Promise<TriedShop> {
  const portBase = await freePortBase();
  const env = { MONGODB_URI: mongodbUri, DATABASE_PREFIX: PREFIX, PORT_BASE: String(portBase), LOG_LEVEL: 'warn' };
  const shop = await startShop(
    { ...env, ...(brokers !== undefined && { KAFKA_BROKERS: brokers }) },
    processes ? ['--processes'] : [],
  );
  parts.defer(shop.dispose);
  const client = new ShopClient(shop.url);
  parts.defer(() => client.close());
  const mongo = await new mongoose.mongo.MongoClient(mongodbUri, { appName: 'bazaar-bench' }).connect();
  parts.defer(() => mongo.close());
  const admin = await logIn(client, ADMIN, DEMO_PASSWORD);
  const products = await createProducts(client, admin, PRODUCTS, STOCK);
  const customers = await registerCustomers(client, ACCOUNTS);
  return {
    portBase,
    client,
    mongo,
    databasePrefix: PREFIX,
    customerAt: (index) => customers[index % customers.length] ?? '',
    linesAt: (index) => linesOf(products, index),
  };
}

const linesOf = (products: readonly string[], index: number): Line[] =>
  Array.from({ length: 1 + (index % MOST_LINES) }, (_, line) => {
    return { productId: products[(index * MOST_LINES + line) % products.length] ?? '', quantity: 1 };
  });
