import { setTimeout as pause } from 'node:timers/promises';
import { placeOrder } from '../measure/placeOrder.ts';
import { type Buyer, pay, readShelves } from './orderApi.ts';
import { at, type Ordered } from './rush.ts';

const PATIENCE_MS = 120_000;
const POLL_MS = 250;
const AT_ONCE = 5;

type Scene = { readonly buyers: readonly Buyer[]; readonly productIds: readonly string[] };

/** Waits until nothing is held: whatever was cancelled, left or paid has reached the shelves. @throws Error with what is. */
export async function awaitNothingHeld({ buyers, productIds }: Scene): Promise<void> {
  const { client } = at(buyers, 0);
  for (const deadline = Date.now() + PATIENCE_MS; ; await pause(POLL_MS)) {
    const held = (await readShelves(client, productIds)).filter((shelf) => shelf.held > 0);
    if (held.length === 0) return;
    if (Date.now() > deadline) throw new Error(`units stay held by nobody: ${JSON.stringify(held)}`);
  }
}

/** Buys what is sellable until nothing is, and finds that nobody gets a unit more. */
export async function sellTheRest(scene: Scene): Promise<Ordered[]> {
  const { buyers, productIds } = scene;
  const orders: Ordered[] = [];
  const shelves = await readShelves(at(buyers, 0).client, productIds);
  const sell = async (productId: string, quantity: number, turn: number) => {
    const buyer = at(buyers, turn);
    const result = await placeOrder(buyer.client, buyer.token, [{ productId, quantity }]);
    if (result.__typename !== 'OrderPlaced')
      throw new Error(`${quantity} sellable units of ${productId} were refused: ${JSON.stringify(result)}`);
    orders.push({ buyer, orderId: result.order.id, fate: 'paid' });
    await pay(buyer, result.order.id);
  };
  for (const { id, available } of shelves)
    await Promise.all(portions(available).map((quantity, turn) => sell(id, quantity, turn)));
  await awaitNothingHeld(scene);
  await Promise.all(productIds.map((id, turn) => requireNoneLeft(at(buyers, turn), id)));
  return orders;
}

const portions = (units: number): number[] =>
  Array.from({ length: Math.ceil(units / AT_ONCE) }, (_, index) => Math.min(AT_ONCE, units - index * AT_ONCE));

async function requireNoneLeft({ client, token }: Buyer, productId: string): Promise<void> {
  const result = await placeOrder(client, token, [{ productId, quantity: 1 }]);
  if (result.__typename !== 'OutOfStock')
    throw new Error(`a unit more of ${productId} than there is: ${JSON.stringify(result)}`);
}
