import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageOf } from '#kernel/graphql/page.ts';
import type { Coupons } from '../couponPorts.ts';
import type { Coupon } from '../domain/coupon.ts';
import type { OrderEvent } from '../domain/orderEvents.ts';
import type { OrderStore } from '../ports.ts';
import { cancelled, NOON, newOrder, requestOf } from './orderStore.contract.ts';

type Stored = { store: OrderStore; coupons: Coupons };

/** A coupon of 10 % without limits, unless `change` says otherwise. */
export const couponWith = (change: Partial<Coupon> = {}): Coupon => ({
  code: randomUUID().toUpperCase(),
  version: 1,
  description: 'Spring sale',
  reduction: { kind: 'PERCENTAGE', basisPointsOff: 1_000 },
  usageLimit: null,
  perCustomerLimit: null,
  validFrom: null,
  validUntil: null,
  minimumSubtotal: null,
  isActive: true,
  createdAt: NOON,
  used: 0,
  ...change,
});

const orderWith = (coupon: Coupon, customerId: string = randomUUID()) =>
  newOrder(requestOf({ customerId, idempotencyKey: randomUUID() }), NOON, undefined, coupon);
const settled = <Value>(outcomes: readonly PromiseSettledResult<Value>[]) => ({
  accepted: outcomes.filter(({ status }) => status === 'fulfilled').length,
  refused: outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.details?.reason] : [])),
});

/** What checkout relies on, whatever stands behind the ports. */
export function keepsCoupons(open: () => Stored | Promise<Stored>): void {
  let store: OrderStore;
  let coupons: Coupons;
  beforeAll(async () => {
    ({ store, coupons } = await open());
  });
  const usesOf = async ({ code }: Coupon) => (await coupons.byCode([code]))[0]?.used;

  describe('redeeming', () => {
    it('goes with the order that uses it', async () => {
      const coupon = await coupons.create(couponWith(), undefined);
      const order = orderWith(coupon);
      await store.place(order);

      expect(await usesOf(coupon)).toBe(1);
      expect(await coupons.usedBy(coupon.code, order.request.customerId)).toBe(1);
      expect(await store.view(order.orderId)).toMatchObject({ coupon: { code: coupon.code } });
    });

    it('lets exactly as many of many buyers at once through as the coupon allows', { timeout: 60_000 }, async () => {
      const coupon = await coupons.create(couponWith({ usageLimit: 10 }), undefined);
      const orders = Array.from({ length: 50 }, () => orderWith(coupon));

      const { accepted, refused } = settled(await Promise.allSettled(orders.map((order) => store.place(order))));

      expect(accepted).toBe(10);
      expect(refused).toEqual(Array(40).fill('USED_UP'));
      expect(await usesOf(coupon)).toBe(10);
      const views = await Promise.all(orders.map(({ orderId }) => store.view(orderId)));
      expect(views.filter((view) => view)).toHaveLength(10);
    });

    it('lets one customer through as often as the coupon says, however many tries come at once', async () => {
      const coupon = await coupons.create(couponWith({ perCustomerLimit: 2 }), undefined);
      const customerId = randomUUID();
      const orders = Array.from({ length: 10 }, () => orderWith(coupon, customerId));

      const { accepted, refused } = settled(await Promise.allSettled(orders.map((order) => store.place(order))));

      expect(accepted).toBe(2);
      expect(refused).toEqual(Array(8).fill('ALREADY_USED'));
      expect(await usesOf(coupon)).toBe(2);
    });

    it('asks to judge anew when the coupon has changed since', async () => {
      const coupon = await coupons.create(couponWith(), undefined);
      await coupons.change(coupon.code, 1, { isActive: false });

      await expect(store.place(orderWith(coupon))).rejects.toMatchObject({
        code: 'CONFLICT',
        reason: 'COUPON_CHANGED',
      });
      expect(await usesOf(coupon)).toBe(0);
    });
  });

  describe('giving back', () => {
    const paidFor: OrderEvent[] = [
      { type: 'OrderPaid', free: { lines: [], total: { amount: 0, currency: 'EUR' } }, at: NOON },
    ];

    it('happens in the same moment in which the order ends unpaid', async () => {
      const coupon = await coupons.create(couponWith({ usageLimit: 1 }), undefined);
      const order = orderWith(coupon);
      await store.place(order);
      await store.append(order.orderId, 1, [cancelled]);

      expect(await usesOf(coupon)).toBe(0);
      expect(await coupons.usedBy(coupon.code, order.request.customerId)).toBe(0);
      await store.place(orderWith(coupon));
      expect(await usesOf(coupon)).toBe(1);
    });

    it('does not happen to an order that was paid, not even when its money goes back', async () => {
      const coupon = await coupons.create(couponWith(), undefined);
      const order = orderWith(coupon);
      await store.place(order);
      await store.append(order.orderId, 1, paidFor);
      await store.append(order.orderId, 2, [cancelled]);
      const amount = { amount: 1, currency: 'EUR' };
      const refunded = {
        type: 'OrderRefunded',
        paymentId: randomUUID(),
        amount,
        refundedTotal: amount,
        at: NOON,
      } as const;
      await store.append(order.orderId, 3, [refunded]);

      expect(await usesOf(coupon)).toBe(1);
    });

    it('happens once, though many writers end the order at once', async () => {
      const coupon = await coupons.create(couponWith(), undefined);
      const order = orderWith(coupon);
      await store.place(order);
      await store.place(orderWith(coupon));

      await Promise.allSettled(Array.from({ length: 8 }, () => store.append(order.orderId, 1, [cancelled])));

      expect(await usesOf(coupon)).toBe(1);
    });
  });

  describe('keeping coupons', () => {
    it('takes each code and each creation once', async () => {
      const coupon = couponWith();
      const creation = { key: `boss:${randomUUID()}`, inputHash: 'hash' };
      await coupons.create(coupon, creation);

      await expect(coupons.create(coupon, undefined)).rejects.toMatchObject({ reason: 'COUPON_CODE_TAKEN' });
      expect(await coupons.createdWith(creation.key)).toEqual({ coupon, inputHash: 'hash' });
      expect(await coupons.createdWith('boss:other')).toBeUndefined();
    });

    it('changes what the writer has seen, and nothing newer', async () => {
      const coupon = await coupons.create(couponWith({ usageLimit: 3 }), undefined);

      expect(await coupons.change(coupon.code, 1, { usageLimit: null })).toMatchObject({
        usageLimit: null,
        version: 2,
      });
      await expect(coupons.change(coupon.code, 1, { isActive: false })).rejects.toMatchObject({ code: 'CONFLICT' });
    });

    it('lists them newest first', async () => {
      const after = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
      const made = [1, 2, 3].map((minute) => couponWith({ createdAt: after(minute), isActive: minute !== 2 }));
      for (const coupon of made) await coupons.create(coupon, undefined);
      const codes = made.map(({ code }) => code);
      const listed = async (filter: object) =>
        (await coupons.list({ code: { in: codes }, ...filter }, pageOf({}))).nodes.map(({ code }) => code);

      expect(await listed({})).toEqual(codes.toReversed());
      expect(await listed({ isActive: false })).toEqual([codes[1]]);
      expect(await (await coupons.list({ code: { in: codes } }, pageOf({ first: 1 }))).count()).toBe(3);
    });
  });
}
