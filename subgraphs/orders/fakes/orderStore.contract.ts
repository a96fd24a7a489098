import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCallContext } from '#kernel/callContext.ts';
import type { FilterInput } from '#kernel/graphql/filter.ts';
import { type PageArguments, pageOf } from '#kernel/graphql/page.ts';
import { type Coupon, frozen } from '../domain/coupon.ts';
import type { OrderEvent } from '../domain/orderEvents.ts';
import type { OrderReads, OrderStore, PlaceOrderRequest } from '../ports.ts';

export const NOON = new Date('2030-01-01T12:00:00Z');

type Stored = { store: OrderStore; reads: OrderReads };

/** A request of a new customer, unless `change` says otherwise. */
export const requestOf = (change: Partial<PlaceOrderRequest> = {}): PlaceOrderRequest => ({
  customerId: randomUUID(),
  idempotencyKey: 'key-0001',
  inputHash: 'hash',
  lines: [{ productId: randomUUID(), quantity: 2 }],
  shippingAddress: { name: 'Ana Pop', street: 'Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' },
  paymentMethod: 'CARD',
  couponCode: null,
  ...change,
});

/** What `place` takes for a request. */
export function newOrder(request: PlaceOrderRequest, placedAt = NOON, instead?: string, coupon?: Coupon) {
  const { customerId, lines, paymentMethod } = request;
  const expiresAt = new Date(placedAt.getTime() + 900_000);
  const placed: OrderEvent = {
    type: 'OrderPlaced',
    customerId,
    lines,
    paymentMethod,
    expiresAt,
    ...(coupon && { coupon: frozen(coupon) }),
    at: placedAt,
  };
  return { orderId: randomUUID(), events: [placed], request, instead, coupon };
}

export const cancelled: OrderEvent = { type: 'OrderCancelled', cancelledBy: 'customer', at: NOON };
const failed: OrderEvent = {
  type: 'OrderFailed',
  failure: { reason: 'OUT_OF_STOCK', message: 'none left', param: 'lines.0', available: 0 },
  at: NOON,
};

/** What the use cases rely on, whatever stands behind the ports. */
export function keepsOrders(open: () => Stored | Promise<Stored>): void {
  let store: OrderStore;
  let reads: OrderReads;
  beforeAll(async () => {
    ({ store, reads } = await open());
  });

  describe('recording', () => {
    it('says on whose request each event came about, when in real time, and because of what', async () => {
      const order = newOrder(requestOf());
      const { orderId } = order;
      await withCallContext({ requestId: 'request-1' }, () => store.place(order));
      await withCallContext({ requestId: 'request-2', causationId: 'event-1' }, () =>
        store.append(orderId, 1, [cancelled]),
      );

      const recorded = await reads.recorded([orderId, randomUUID()]);

      const common = { orderId, eventId: expect.any(String), recordedAt: expect.any(Date) };
      expect(recorded).toEqual([
        { ...common, version: 1, requestId: 'request-1', causationId: null },
        { ...common, version: 2, requestId: 'request-2', causationId: 'event-1' },
      ]);
    });

    it('gives back what was recorded, exactly', async () => {
      const order = newOrder(requestOf());
      await store.place(order);
      const view = await store.append(order.orderId, 1, [failed]);

      expect(await store.view(order.orderId)).toEqual(view);
      expect(view).toMatchObject({ version: 2, status: 'FAILED', failure: { available: 0 } });
      expect(await store.load(order.orderId)).toMatchObject({ version: 2, state: { status: 'FAILED' } });
    });

    it('knows nothing of an unknown order', async () => {
      const id = randomUUID();

      expect(await store.view(id)).toBeUndefined();
      expect(await store.load(id)).toMatchObject({ version: 0, state: { status: 'NEW' } });
    });

    it('refuses an append to a version that is no longer the latest', async () => {
      const order = newOrder(requestOf());
      await store.place(order);
      await store.append(order.orderId, 1, [cancelled]);

      await expect(store.append(order.orderId, 1, [cancelled])).rejects.toMatchObject({
        code: 'CONFLICT',
        reason: 'VERSION_CONFLICT',
      });
      expect(await store.load(order.orderId)).toMatchObject({ version: 2 });
    });

    it('lets one of many writers of a version win', async () => {
      const order = newOrder(requestOf());
      await store.place(order);

      const writers = Array.from({ length: 8 }, () => store.append(order.orderId, 1, [cancelled]));
      const outcomes = await Promise.allSettled(writers);

      const lost = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
      expect(lost).toHaveLength(7);
      for (const error of lost) expect(error).toMatchObject({ code: 'CONFLICT' });
      expect(await store.load(order.orderId)).toMatchObject({ version: 2 });
    });
  });

  describe('idempotency keys', () => {
    it('stand for the order that was placed with them', async () => {
      const request = requestOf();
      const order = newOrder(request);
      await store.place(order);

      expect(await store.placementOf(request.customerId, 'key-0001')).toMatchObject({
        orderId: order.orderId,
        inputHash: 'hash',
      });
      expect(await store.placementOf(request.customerId, 'key-0002')).toBeUndefined();
      expect(await store.placementOf(randomUUID(), 'key-0001')).toBeUndefined();
    });

    it('let one of many requests at once through, and nothing is left of the others', async () => {
      const request = requestOf();
      const attempts = Array.from({ length: 8 }, () => newOrder(request));

      const outcomes = await Promise.allSettled(attempts.map((attempt) => store.place(attempt)));

      const lost = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
      expect(lost).toHaveLength(7);
      for (const error of lost) expect(error).toMatchObject({ code: 'CONFLICT', reason: 'KEY_TAKEN' });
      const ids = attempts.map(({ orderId }) => orderId);
      expect((await reads.views(ids)).filter((view) => view)).toHaveLength(1);
      expect((await reads.addresses(ids)).filter((address) => address)).toHaveLength(1);
    });

    it('go over to a new order once, in place of the one that was refused', async () => {
      const request = requestOf();
      const refused = newOrder(request);
      await store.place(refused);
      const second = newOrder({ ...request, inputHash: 'other' }, NOON, refused.orderId);
      await store.place(second);

      await expect(store.place(newOrder(request, NOON, refused.orderId))).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(await store.placementOf(request.customerId, 'key-0001')).toMatchObject({
        orderId: second.orderId,
        inputHash: 'other',
      });
    });
  });

  describe('reading', () => {
    it('gives views and addresses in the order of the ids, undefined for unknown ones', async () => {
      const [one, other] = [newOrder(requestOf()), newOrder(requestOf())];
      await store.place(one);
      await store.place(other);
      const ids = [other.orderId, randomUUID(), one.orderId];

      expect((await reads.views(ids)).map((view) => view?.id)).toEqual([other.orderId, undefined, one.orderId]);
      expect((await reads.addresses(ids)).map((address) => address?.city)).toEqual(['Cluj', undefined, 'Cluj']);
    });

    it("gives a customer's orders newest first, failed ones on request", async () => {
      const customerId = randomUUID();
      const orders = [0, 1, 2].map((minute) =>
        newOrder(
          requestOf({ customerId, idempotencyKey: `key-${minute}` }),
          new Date(NOON.getTime() + minute * 60_000),
        ),
      );
      for (const order of orders) await store.place(order);
      const [oldest, middle, newest] = orders.map(({ orderId }) => orderId);
      await store.append(String(middle), 1, [failed]);

      const list = (filter?: FilterInput, page: PageArguments = {}, owner = customerId) =>
        reads.list({ customerId: owner, filter }, pageOf(page));
      const ids = async (...args: Parameters<typeof list>) => (await list(...args)).nodes.map(({ id }) => id);

      expect(await ids()).toEqual([newest, oldest]);
      expect(await ids({ status: { eq: 'FAILED' } })).toEqual([middle]);
      expect(await ids({ or: [{ status: { in: ['FAILED', 'PENDING'] } }] })).toEqual([newest, middle, oldest]);
      expect(await ids({ placedAt: { lt: new Date(NOON.getTime() + 60_000) } })).toEqual([oldest]);
      expect(await ids({}, {}, randomUUID())).toEqual([]);
      const first = await list({}, { first: 1 });
      expect(first.pageInfo.hasNextPage).toBe(true);
      expect(await first.count()).toBe(2);
      expect(await ids({}, { first: 1, after: first.pageInfo.endCursor })).toEqual([oldest]);
      expect(await ids({}, { last: 1 })).toEqual([oldest]);
    });

    it('gives the orders of everybody', async () => {
      const orders = [newOrder(requestOf()), newOrder(requestOf())];
      for (const order of orders) await store.place(order);
      const customers = orders.map(({ request }) => request.customerId);

      const { nodes } = await reads.list(
        { customerId: undefined, filter: { customerId: { in: customers } } },
        pageOf({}),
      );

      expect(new Set(nodes.map(({ customerId }) => customerId))).toEqual(new Set(customers));
    });

    it('shows an order as it stood at any instant', async () => {
      const order = newOrder(requestOf());
      await store.place(order);
      await store.append(order.orderId, 1, [{ ...cancelled, at: new Date(NOON.getTime() + 60_000) }]);
      const asOf = (ms: number) => reads.asOf(order.orderId, new Date(NOON.getTime() + ms));

      expect(await asOf(-1)).toBeUndefined();
      expect(await asOf(0)).toMatchObject({ version: 1, status: 'PENDING' });
      expect(await asOf(59_999)).toMatchObject({ status: 'PENDING' });
      expect(await asOf(60_000)).toEqual(await store.view(order.orderId));
    });

    it('shows a whole order as of an instant, though clocks of two machines have dated it', async () => {
      const order = newOrder(requestOf());
      await store.place(order);
      await store.append(order.orderId, 1, [{ ...cancelled, at: new Date(NOON.getTime() - 5) }]);

      const then = await reads.asOf(order.orderId, new Date(NOON.getTime() - 1));

      expect(then).toEqual(await store.view(order.orderId));
    });

    it('knows no change of an unknown order, and none that has not happened', async () => {
      const order = newOrder(requestOf());
      await store.place(order);
      const wanted = [
        { orderId: randomUUID(), version: 1 },
        { orderId: order.orderId, version: 2 },
        { orderId: order.orderId, version: 1 },
      ];

      expect(await reads.changes(wanted)).toMatchObject([undefined, undefined, { order: { version: 1 } }]);
    });
  });
}
