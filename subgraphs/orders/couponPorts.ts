import type { FilterInput } from '#kernel/graphql/filter.ts';
import type { Connection, Page } from '#kernel/graphql/page.ts';
import type { Coupon, CouponLimits } from './domain/coupon.ts';
import type { CouponRejection, Reduction, WantedLine } from './domain/orderEvents.ts';
import type { Totals } from './domain/total.ts';

/** What a creation with an idempotency key is remembered by. */
export type Creation = { readonly key: string; readonly inputHash: string };

export type CouponChange = Partial<CouponLimits & Pick<Coupon, 'description' | 'isActive'>>;

/** A page, and how many match in all, for whoever asks. */
export type CouponList = Connection<Coupon> & { count(): Promise<number> };

export type Coupons = {
  /** In the order of `codes`, undefined for unknown ones. */
  byCode(codes: readonly string[]): Promise<(Coupon | undefined)[]>;
  /** How many of the customer's orders use it now. */
  usedBy(code: string, customerId: string): Promise<number>;
  createdWith(key: string): Promise<{ coupon: Coupon; inputHash: string } | undefined>;
  /** @throws AppError CONFLICT (COUPON_CODE_TAKEN). */
  create(coupon: Coupon, creation: Creation | undefined): Promise<Coupon>;
  /** @throws AppError CONFLICT (VERSION_CONFLICT) when `version` is no longer the latest. */
  change(code: string, version: number, change: CouponChange): Promise<Coupon>;
  /** Newest first. @throws AppError BAD_USER_INPUT. */
  list(filter: FilterInput | undefined, page: Page): Promise<CouponList>;
};

export type NewCoupon = CouponLimits & {
  readonly adminId: string;
  /** Null: one is made up. */
  readonly code: string | null;
  readonly description: string;
  readonly reduction: Reduction;
  readonly idempotencyKey: string | null;
  /** Equal for equal inputs; the key is not part of it. */
  readonly inputHash: string;
};

export type CouponActions = {
  createCoupon(request: NewCoupon): Promise<Coupon>;
  updateCoupon(code: string, change: CouponChange): Promise<Coupon>;
};

/** What products says of a line now. Name and price are null for a product that does not exist. */
export type LineQuote = WantedLine & {
  readonly name: string | null;
  readonly unitPrice: { readonly amount: number; readonly currency: string } | null;
  readonly available: number;
  readonly held: number;
  readonly isSold: boolean;
};

export type QuoteProblem = 'PRODUCT_UNAVAILABLE' | 'OUT_OF_STOCK' | 'BEING_CHECKED_OUT';
export type QuotedLine = LineQuote & { readonly problem: QuoteProblem | null };

export type Quote = {
  readonly lines: readonly QuotedLine[];
  /** Null where a line has no price. */
  readonly totals: Totals | null;
  readonly coupon: { readonly code: string; readonly description: string } | null;
  readonly couponRejection: CouponRejection | null;
};

export type QuoteRequest = {
  readonly customerId: string;
  readonly lines: readonly WantedLine[];
  /** As it was typed; null for none. */
  readonly couponCode: string | null;
};
