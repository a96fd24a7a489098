import { AppError } from '#kernel/errors.ts';
import type { HeldLine, Money } from './orderEvents.ts';

export const lineTotalOf = ({ quantity, unitPrice }: Omit<HeldLine, 'name' | 'productId'>): Money => ({
  amount: quantity * unitPrice.amount,
  currency: unitPrice.currency,
});

/**
 * Σ unit price × quantity.
 *
 * @throws AppError INTERNAL (BAD_PRICES) for no lines, several currencies, or a sum beyond 2⁵³ − 1.
 */
export function totalOf(lines: readonly HeldLine[]): Money {
  const currency = lines[0]?.unitPrice.currency;
  const amount = lines.reduce((sum, line) => sum + lineTotalOf(line).amount, 0);
  const isMixed = lines.some(({ unitPrice }) => unitPrice.currency !== currency);
  if (currency === undefined || isMixed || !Number.isSafeInteger(amount)) {
    throw new AppError('INTERNAL', 'BAD_PRICES', 'the lines have no sum in one currency');
  }
  return { amount, currency };
}
