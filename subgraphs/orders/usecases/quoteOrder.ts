import type { Coupons, LineQuote, Quote, QuotedLine, QuoteProblem, QuoteRequest } from '../couponPorts.ts';
import type { Coupon } from '../domain/coupon.ts';
import { codeOf, frozen, isAlreadyUsed, minimumRejectionOf, rejectionOf } from '../domain/coupon.ts';
import type { CouponRejection, HeldLine } from '../domain/orderEvents.ts';
import { totalsOf, unsellableIn } from '../domain/total.ts';
import type { Stock } from '../ports.ts';

type Deps = {
  stock: Pick<Stock, 'quote'>;
  coupons: Pick<Coupons, 'byCode' | 'usedBy'>;
  now: () => Date;
  currency: string;
};

/**
 * What an order of these lines would cost now, by the rules of an order; nothing is held or redeemed.
 *
 * @throws AppError UNAVAILABLE when products does not answer.
 */
export const makeQuoteOrder =
  ({ stock, coupons, now, currency }: Deps) =>
  async ({ customerId, lines: wanted, couponCode }: QuoteRequest): Promise<Quote> => {
    const code = couponCode === null ? null : codeOf(couponCode);
    const [quotes, [coupon]] = await Promise.all([stock.quote(wanted), coupons.byCode(code === null ? [] : [code])]);
    const lines = quotes.map((line) => ({ ...line, problem: problemOf(line, currency) }));
    const priced = pricedOf(lines, currency);
    const subtotal = priced && totalsOf(priced, currency).subtotal.amount;
    const usedByCustomer = coupon ? await coupons.usedBy(coupon.code, customerId) : 0;
    const couponRejection = code === null ? null : verdictOn(coupon, { now: now(), usedByCustomer, subtotal });
    const accepted = coupon && !couponRejection ? frozen(coupon) : undefined;
    return {
      lines,
      totals: priced && totalsOf(priced, currency, accepted),
      coupon: accepted ?? null,
      couponRejection,
    };
  };

function problemOf({ isSold, unitPrice, available, held, quantity }: LineQuote, currency: string): QuoteProblem | null {
  if (!isSold || unitPrice?.currency !== currency) return 'PRODUCT_UNAVAILABLE';
  if (available >= quantity) return null;
  return available + held >= quantity ? 'BEING_CHECKED_OUT' : 'OUT_OF_STOCK';
}

/** Null when a line has no price, or the lines no sum. */
function pricedOf(lines: readonly QuotedLine[], currency: string): Pick<HeldLine, 'quantity' | 'unitPrice'>[] | null {
  const priced = lines.flatMap(({ quantity, unitPrice }) => (unitPrice ? [{ quantity, unitPrice }] : []));
  return priced.length < lines.length || unsellableIn(priced, currency) ? null : priced;
}

type Circumstances = { now: Date; usedByCustomer: number; subtotal: number | null };

function verdictOn(coupon: Coupon | undefined, { now, usedByCustomer, subtotal }: Circumstances) {
  if (!coupon) return 'UNKNOWN';
  const rejection: CouponRejection | null = rejectionOf(coupon, now);
  if (rejection) return rejection;
  if (isAlreadyUsed(coupon, usedByCustomer)) return 'ALREADY_USED';
  return subtotal === null ? null : minimumRejectionOf(coupon, subtotal);
}
