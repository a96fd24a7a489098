import { AppError } from '#kernel/errors.ts';
import type { Shelf } from './stock.ts';

type Line = { readonly index: number; readonly now: Date };

/** Why so many units can't be held, or undefined when they can. */
export function refusalOf(shelf: Shelf | undefined, quantity: number, line: Line): AppError | undefined {
  if (!shelf?.isSold) return refuse(line, 'PRODUCT_UNAVAILABLE', 'this product is not sold');
  if (quantity <= shelf.available) return undefined;
  const { name, available, held } = shelf;
  if (quantity <= available + held) {
    const message = `${name} is being checked out by someone else, please come back later`;
    return refuse(line, 'BEING_CHECKED_OUT', message, { retryAfter: retryAfter(shelf, line) });
  }
  const message = available === 0 ? `${name} is out of stock` : `only ${available} of ${name} are left`;
  return refuse(line, 'OUT_OF_STOCK', message, { available });
}

/** A hold that is over in time is given back any moment; one that ended while we looked, already was. */
const retryAfter = ({ firstHoldEnds }: Shelf, { now }: Line): Date =>
  firstHoldEnds && firstHoldEnds > now ? firstHoldEnds : now;

function refuse({ index }: Line, reason: string, message: string, details: Record<string, unknown> = {}): AppError {
  return new AppError('REFUSED', reason, message, { reasons: [{ message, param: `lines.${index}` }], details });
}
