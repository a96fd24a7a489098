import { discountOf } from './discount.ts';
import type { Failure, FrozenCoupon, HeldLine, Money } from './orderEvents.ts';

type Priced = Pick<HeldLine, 'quantity' | 'unitPrice'>;

export const lineTotalOf = ({ quantity, unitPrice }: Priced): Money => ({
  amount: quantity * unitPrice.amount,
  currency: unitPrice.currency,
});

/** subtotal = Σ unit price × quantity; total = subtotal − discount; 0 ≤ discount ≤ subtotal. */
export type Totals = { readonly subtotal: Money; readonly discount: Money; readonly total: Money };

/**
 * What the lines cost with the coupon: the one sum behind quotes and orders. `currency` is the shop's, which all lines
 * have (see `unsellableIn`). A minimum that the lines don't reach is the caller's to refuse.
 */
export function totalsOf(lines: readonly Priced[], currency: string, coupon?: FrozenCoupon): Totals {
  const subtotal = subtotalOf(lines);
  const discount = coupon ? discountOf(coupon.reduction, subtotal) : 0;
  const money = (amount: number): Money => ({ amount, currency });
  return { subtotal: money(subtotal), discount: money(discount), total: money(subtotal - discount) };
}

/** Why the lines have no sum: another currency than the shop's, or a sum beyond 2⁵³ − 1. Null when they have one. */
export function unsellableIn(lines: readonly Priced[], currency: string): Failure | null {
  const foreign = lines.findIndex(({ unitPrice }) => unitPrice.currency !== currency);
  if (foreign >= 0) return unsellable(foreign, `it is not sold in ${currency}`);
  const tooMuch = lines.findIndex((_, index) => !Number.isSafeInteger(subtotalOf(lines.slice(0, index + 1))));
  return tooMuch >= 0 ? unsellable(tooMuch, 'the order would cost more than the shop can count') : null;
}

const subtotalOf = (lines: readonly Priced[]): number => lines.reduce((sum, line) => sum + lineTotalOf(line).amount, 0);

const unsellable = (index: number, message: string): Failure => ({
  reason: 'PRODUCT_UNAVAILABLE',
  message,
  param: `lines.${index}`,
});
