import type { Finding } from '../types.ts';
import type { Evidence, Hold, StockedProduct } from './evidence.ts';
import { Look } from './finding.ts';

/** V4: nothing is below 0, available + held + sold = stocked, and what is held and sold is what reservations say. */
export function stockEquation({ products, holds, log }: Pick<Evidence, 'products' | 'holds' | 'log'>): Finding {
  const look = new Look('V4', 'stock-equation');
  const held = unitsOf(holds, 'HELD');
  const sold = unitsOf(holds, 'COMMITTED');
  const stocked = new Map<string, number>();
  for (const { productId, units } of log.stocked ?? []) stocked.set(productId, (stocked.get(productId) ?? 0) + units);
  for (const product of products) {
    const { id } = product;
    look.at(imbalanceOf(product));
    look.at(
      product.held !== (held.get(id) ?? 0) &&
        `product ${id}: ${product.held} held, reservations hold ${held.get(id) ?? 0}`,
    );
    look.at(
      product.sold !== (sold.get(id) ?? 0) &&
        `product ${id}: ${product.sold} sold, reservations sold ${sold.get(id) ?? 0}`,
    );
    const put = stocked.get(id);
    // An answer to the operator may have been lost, so there may be more.
    look.at(
      put !== undefined &&
        product.stocked < put &&
        `product ${id}: ${product.stocked} stocked, though ${put} were put in`,
    );
  }
  return look.finding();
}

/** What is wrong with a product's numbers by themselves; undefined when nothing is. */
export function imbalanceOf({ id, available, held, sold, stocked }: StockedProduct): string | undefined {
  if (available >= 0 && held >= 0 && sold >= 0 && available + held + sold === stocked) return undefined;
  return `product ${id}: available ${available} + held ${held} + sold ${sold} is not stocked ${stocked}, or one is below 0`;
}

function unitsOf(holds: readonly Hold[], status: Hold['status']): Map<string, number> {
  const units = new Map<string, number>();
  for (const { productId, quantity } of holds.filter((hold) => hold.status === status).flatMap(({ lines }) => lines))
    units.set(productId, (units.get(productId) ?? 0) + quantity);
  return units;
}
