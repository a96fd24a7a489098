import type { Books } from './books.ts';
import { readOrder, readShelves, type SeenOrder } from './orderApi.ts';
import { at, type Ordered } from './rush.ts';

const AT_ONCE = 25;
const EXPECTED: Readonly<Record<Ordered['fate'], string>> = { paid: 'PAID', cancelled: 'CANCELLED', left: 'EXPIRED' };

type Audited = {
  readonly productIds: readonly string[];
  readonly stocked: number;
  readonly orders: readonly Ordered[];
  readonly books: Books;
};

/**
 * Whether every unit was sold, and not one more: as buyers see it (their orders, the shelves), and as the database has it.
 *
 * @throws Error with the first thing that is not so.
 */
export async function audit({ productIds, stocked, orders, books }: Audited): Promise<void> {
  const seen = await ordersAsSeen(orders);
  const sold = unitsIn(seen.filter(({ status }) => status === 'PAID'));
  const shelves = await readShelves(at(orders, 0).buyer.client, productIds);
  const [stock, held, committed] = [
    await books.stock(productIds),
    await books.reserved(productIds, 'HELD'),
    await books.reserved(productIds, 'COMMITTED'),
  ];
  for (const { id, available, held: shown } of shelves) {
    const units = sold.get(id) ?? 0;
    expectSame(
      `what buyers see of ${id}`,
      { available, held: shown, sold: units },
      { available: 0, held: 0, sold: stocked },
    );
    expectSame(`the stock of ${id}`, stock.get(id), { available: 0, held: 0, sold: units, stocked });
    expectSame(`holds of ${id} that no order has`, held.get(id), 0);
    expectSame(`sold reservations of ${id}`, committed.get(id), units);
  }
}

async function ordersAsSeen(orders: readonly Ordered[]): Promise<SeenOrder[]> {
  const seen: SeenOrder[] = [];
  for (let first = 0; first < orders.length; first += AT_ONCE) {
    const some = orders.slice(first, first + AT_ONCE);
    const read = await Promise.all(some.map(({ buyer, orderId }) => readOrder(buyer, orderId)));
    for (const [index, { orderId, fate }] of some.entries())
      expectSame(`order ${orderId}`, read[index]?.status, EXPECTED[fate]);
    seen.push(...read);
  }
  return seen;
}

function unitsIn(orders: readonly SeenOrder[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { product, quantity } of orders.flatMap(({ items }) => items))
    units.set(product.id, (units.get(product.id) ?? 0) + quantity);
  return units;
}

function expectSame(what: string, got: unknown, expected: unknown): void {
  const [one, other] = [sorted(got), sorted(expected)];
  if (one !== other) throw new Error(`${what}: expected ${other}, got ${one}`);
}

const sorted = (value: unknown): string | undefined =>
  JSON.stringify(value, value && typeof value === 'object' ? Object.keys(value).sort() : undefined);
