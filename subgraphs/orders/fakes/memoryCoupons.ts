import { AppError } from '#kernel/errors.ts';
import { connectionOf } from '#kernel/graphql/page.ts';
import { matches } from '#testing/matchesFilter.ts';
import type { Coupons, Creation } from '../couponPorts.ts';
import { type Coupon, couponRejected, isAlreadyUsed, isUsedUp } from '../domain/coupon.ts';

type Use = { code: string; customerId: string; isGivenBack: boolean };

const valuesOf = ({ code, reduction, createdAt }: Coupon) => ({ code, kind: reduction.kind, createdAt });

/** Coupons and their uses without a database. */
export class MemoryCoupons implements Coupons {
  readonly #coupons = new Map<string, Coupon>();
  readonly #creations = new Map<string, Creation & { code: string }>();
  readonly #uses = new Map<string, Use>();

  byCode: Coupons['byCode'] = async (codes) => codes.map((code) => this.#coupons.get(code));

  usedBy: Coupons['usedBy'] = async (code, customerId) => this.#usesOf(code, customerId);

  createdWith: Coupons['createdWith'] = async (key) => {
    const creation = this.#creations.get(key);
    const coupon = creation && this.#coupons.get(creation.code);
    return coupon && { coupon, inputHash: creation.inputHash };
  };

  create: Coupons['create'] = async (coupon, creation) => {
    if (this.#coupons.has(coupon.code)) {
      throw new AppError('CONFLICT', 'COUPON_CODE_TAKEN', 'there is one already', {
        reasons: [{ param: 'code', message: 'is taken' }],
      });
    }
    this.#coupons.set(coupon.code, coupon);
    if (creation) this.#creations.set(creation.key, { ...creation, code: coupon.code });
    return coupon;
  };

  change: Coupons['change'] = async (code, version, change) => {
    const before = this.#coupons.get(code);
    if (before?.version !== version) throw new AppError('CONFLICT', 'VERSION_CONFLICT', 'it has just changed');
    const after = { ...before, ...change, version: version + 1 };
    this.#coupons.set(code, after);
    return after;
  };

  list: Coupons['list'] = async (filter, page) => {
    const { isActive, ...rest } = { isActive: undefined, ...filter };
    const all = [...this.#coupons.values()]
      .filter((coupon) => isActive == null || coupon.isActive === isActive)
      .filter((coupon) => matches(rest, valuesOf(coupon)))
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.code < b.code ? 1 : -1));
    const start = page.cursor === undefined ? 0 : all.findIndex(({ code }) => code === page.cursor) + 1;
    const rows = all.slice(start, start + page.size).map((node) => ({ cursor: node.code, node }));
    return { ...connectionOf(page, rows, all.length > start + page.size), count: async () => all.length };
  };

  redeem(coupon: Coupon, { orderId, customerId }: { orderId: string; customerId: string }): void {
    const now = this.#coupons.get(coupon.code);
    if (now?.version !== coupon.version) throw new AppError('CONFLICT', 'COUPON_CHANGED', 'it has just changed');
    if (isUsedUp(now)) throw couponRejected('USED_UP');
    if (isAlreadyUsed(now, this.#usesOf(now.code, customerId))) throw couponRejected('ALREADY_USED');
    this.#uses.set(orderId, { code: now.code, customerId, isGivenBack: false });
    this.#coupons.set(now.code, { ...now, used: now.used + 1 });
  }

  giveBack(orderId: string): void {
    const use = this.#uses.get(orderId);
    const coupon = use && this.#coupons.get(use.code);
    if (!coupon || use.isGivenBack) return;
    use.isGivenBack = true;
    this.#coupons.set(coupon.code, { ...coupon, used: coupon.used - 1 });
  }

  #usesOf(code: string, customerId: string): number {
    return [...this.#uses.values()].filter(
      (use) => use.code === code && use.customerId === customerId && !use.isGivenBack,
    ).length;
  }
}
