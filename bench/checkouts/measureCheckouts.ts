import { crowd, type Timing } from '#tools/measure/buyers.ts';
import { createProducts, logIn, registerCustomers } from '#tools/measure/customers.ts';
import { placeOrder } from '#tools/measure/placeOrder.ts';
import { ShopClient } from '#tools/measure/shopClient.ts';

const PRODUCTS = 50;
const STOCK = 1_000_000;
const ACCOUNTS = 20;
const ADMIN = 'admin@bazaar.example';

type Crowd = { buyers: number; seconds: number };

/** Customers who each place one order after the other, of one to three lines. Nobody pays: what is measured is placing. */
export async function measureCheckouts(url: string, adminPassword: string, shape: Crowd): Promise<Timing> {
  const client = new ShopClient(url);
  try {
    const admin = await logIn(client, ADMIN, adminPassword);
    const products = await createProducts(client, admin, PRODUCTS, STOCK);
    const customers = await registerCustomers(client, ACCOUNTS);
    const buy = async (buyer: number) => {
      const result = await placeOrder(client, customers[buyer % customers.length] ?? '', someLines(products));
      if (result.__typename !== 'OrderPlaced') throw new Error(`an order was refused: ${JSON.stringify(result)}`);
    };
    await crowd(shape, buy);
    return await crowd(shape, buy);
  } finally {
    await client.close();
  }
}

function someLines(products: readonly string[]) {
  const first = Math.floor(Math.random() * products.length);
  const count = 1 + Math.floor(Math.random() * 3);
  return Array.from({ length: count }, (_, index) => ({
    productId: products[(first + index) % products.length] ?? '',
    quantity: 1,
  }));
}
