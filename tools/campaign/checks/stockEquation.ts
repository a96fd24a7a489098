import type { Finding } from '../types.ts';
import type { Evidence, Hold, StockedProduct } from './evidence.ts';
import { Look } from './finding.ts';

type Sources = Pick<Evidence, 'products' | 'holds' | 'log' | 'injuries'>;

/** V4: nothing is below 0, available + held + sold = stocked, and what is held and sold is what reservations say. */
export function stockEquation({ products, holds, log, injuries }: Sources): Finding {
  const look = new Look('V4', 'stock-equation');
  const held = unitsOf(linesOf(holds, 'HELD'));
  const sold = unitsOf(linesOf(holds, 'COMMITTED'));
  const put = unitsOf((log.stocked ?? []).map(({ productId, units }) => ({ productId, quantity: units })));
  const differs = (id: string, what: string, is: number, expected = 0) =>
    is !== expected && `product ${id}: ${is} ${what}, by its reservations ${expected}`;
  for (const product of products) {
    const { id, stocked } = product;
    look.at(imbalanceOf(product));
    look.at(differs(id, 'held', product.held, held.get(id)));
    look.at(differs(id, 'sold', product.sold, sold.get(id)));
    // An answer to the operator may have been lost, so there may be more.
    const least = put.get(id) ?? 0;
    look.at(stocked < least && `product ${id}: ${stocked} stocked, though ${least} were put in`);
  }
  const { looks, broken } = injuries.stock;
  for (let number = broken.length; number < looks; number += 1) look.at(undefined);
  for (const each of broken) look.at(each);
  return look.finding();
}

/** What is wrong with a product's numbers by themselves; undefined when nothing is. */
export function imbalanceOf({ id, available, held, sold, stocked }: StockedProduct): string | undefined {
  const isBalanced = Math.min(available, held, sold) >= 0 && available + held + sold === stocked;
  if (isBalanced) return undefined;
  return `product ${id}: ${available} available, ${held} held and ${sold} sold of ${stocked}`;
}

const linesOf = (holds: readonly Hold[], status: Hold['status']) =>
  holds.filter((hold) => hold.status === status).flatMap(({ lines }) => lines);

function unitsOf(lines: Hold['lines']): Map<string, number> {
  const units = new Map<string, number>();
  for (const { productId, quantity } of lines) units.set(productId, (units.get(productId) ?? 0) + quantity);
  return units;
}
