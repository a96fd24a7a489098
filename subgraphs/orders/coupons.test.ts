import { describe, expect, it } from 'vitest';
import { admin, PLACE, place, shopWith, used, wish } from './couponShop.ts';
import { MINUTE_MS } from './ordersUnderTest.ts';

const CANCEL = /* GraphQL */ `mutation ($id: ID!) {
  cancelOrder(input: { orderId: $id }) { ... on OrderCancelled { order { status } } }
}`;
const DEACTIVATE = /* GraphQL */ `mutation { deactivateCoupon(input: { code: "spring" }) { __typename } }`;

describe('a coupon at checkout', () => {
  it('takes its discount off; its code may be typed in any case', async () => {
    const shop = await shopWith();

    expect(await place(shop, 'u1', '  Spring ')).toMatchObject({
      order: {
        status: 'AWAITING_PAYMENT',
        subtotal: { amount: 2100 },
        discount: { amount: 210 },
        total: { amount: 1890 },
        coupon: { code: 'SPRING', description: 'Spring sale' },
      },
    });
    expect(await used(shop)).toEqual({ coupon: { code: 'SPRING', redemptions: 1 } });
  });

  it('is judged at the very instant that the order is dated with', async () => {
    const validUntil = '2030-01-01T12:00:00.000Z';
    const shop = await shopWith({ validUntil });
    const from = new Date(validUntil).getTime() - 1;
    let asked = 0;
    // Every look at the clock is a millisecond later.
    shop.clock.now = () => new Date(from + asked++);

    const { order } = await place(shop, 'u1', 'SPRING');

    const [placed] = shop.memory.written;
    expect(order).toMatchObject({ coupon: { code: 'SPRING' } });
    expect(placed?.occurredAt).toEqual(new Date(from));
  });

  it('may be a fixed amount, which never takes more than there is', async () => {
    const shop = await shopWith({ kind: 'FIXED', basisPointsOff: null, amountOff: 3_000 });

    expect(await place(shop, 'u1', 'SPRING')).toMatchObject({
      order: { status: 'PAID', discount: { amount: 2100 }, total: { amount: 0 } },
    });
  });

  it('pays a free order by itself: its stock is sold and no payment is expected', async () => {
    const shop = await shopWith({ kind: 'FREE', basisPointsOff: null });

    const { order } = await place(shop, 'u1', 'SPRING');
    await shop.deliver();

    expect(order).toMatchObject({ status: 'PAID', paymentStatus: 'NOT_REQUIRED', total: { amount: 0 } });
    expect(shop.stock.committed.has(order.id)).toBe(true);
    expect(shop.memory.written.map(({ type }) => type)).toEqual(['OrderPlaced', 'OrderPaid']);
    const payable = await shop.queryAsService(
      'payments',
      `query ($id: ID!) { payableOrder(orderId: $id) { status wakeAt } }`,
      { id: order.id },
    );
    expect(payable.data).toEqual({ payableOrder: { status: 'PAID', wakeAt: null } });
  });

  it('keeps its terms in the order, whatever becomes of it', async () => {
    const shop = await shopWith();
    shop.stock.isAway = true;
    await shop.query('u1', PLACE, wish('SPRING'));
    await shop.query(admin, DEACTIVATE);
    shop.stock.isAway = false;

    expect(await place(shop, 'u1', 'SPRING')).toMatchObject({ order: { discount: { amount: 210 } } });
  });

  it.each([
    ['UNKNOWN', {}, 'NOTHING'],
    ['NOT_YET_VALID', { validFrom: '2030-01-01T12:00:00.001Z' }, 'SPRING'],
    ['EXPIRED', { validUntil: '2030-01-01T12:00:00.000Z' }, 'SPRING'],
    ['MINIMUM_NOT_REACHED', { minimumSubtotal: 2_101 }, 'SPRING'],
  ])('is refused as %s', async (reason, change, code) => {
    const shop = await shopWith(change);

    expect(await place(shop, 'u1', code)).toMatchObject({
      __typename: 'CouponRejected',
      code: 'COUPON_REJECTED',
      param: 'couponCode',
      reason,
    });
  });

  it('is refused once it is inactive', async () => {
    const shop = await shopWith();
    await shop.query(admin, DEACTIVATE);

    expect(await place(shop, 'u1', 'SPRING')).toMatchObject({ reason: 'INACTIVE' });
  });

  it('is refused when it was used as often as it may be, in all or by the customer', async () => {
    const shop = await shopWith({ usageLimit: 2, perCustomerLimit: 1 });
    await place(shop, 'u1', 'SPRING');

    expect(await place(shop, 'u1', 'SPRING', { idempotencyKey: 'key-0002' })).toMatchObject({ reason: 'ALREADY_USED' });
    expect(await place(shop, 'u2', 'SPRING')).toMatchObject({ order: { status: 'AWAITING_PAYMENT' } });
    expect(await place(shop, 'u3', 'SPRING')).toMatchObject({ reason: 'USED_UP' });
    expect(await used(shop)).toMatchObject({ coupon: { redemptions: 2 } });
  });

  it('leaves nothing behind when it is refused, and the key is free', async () => {
    const shop = await shopWith();
    await place(shop, 'u1', 'NOTHING');

    expect(shop.memory.written).toHaveLength(0);
    expect(await place(shop, 'u1', 'SPRING')).toMatchObject({ order: { discount: { amount: 210 } } });
  });

  it('belongs to what the key stands for', async () => {
    const shop = await shopWith();
    const first = await place(shop, 'u1', 'SPRING');

    expect(await place(shop, 'u1', 'spring')).toEqual(first);
    const { errors } = await shop.query('u1', PLACE, wish(null));
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await used(shop)).toMatchObject({ coupon: { redemptions: 1 } });
  });
});

describe('the use of a coupon comes back', () => {
  const onlyOnce = { usageLimit: 1 };

  it('when the stock could not be held', async () => {
    const shop = await shopWith(onlyOnce);
    const many = { lines: [{ productId: 'mug', quantity: 51 }] };

    expect(await place(shop, 'u1', 'SPRING', many)).toMatchObject({ __typename: 'OutOfStock' });
    expect(await used(shop)).toMatchObject({ coupon: { redemptions: 0 } });
  });

  it('when the lines turn out to cost too little; what was held comes back too', async () => {
    const shop = await shopWith({ ...onlyOnce, minimumSubtotal: 5_000 });

    await place(shop, 'u1', 'SPRING');
    await shop.deliver();

    expect(await used(shop)).toMatchObject({ coupon: { redemptions: 0 } });
    expect(shop.stock.released.size).toBe(1);
  });

  it('when the order is cancelled before payment, once', async () => {
    const shop = await shopWith(onlyOnce);
    const { order } = await place(shop, 'u1', 'SPRING');

    await shop.query('u1', CANCEL, { id: order.id });
    await shop.query('u1', CANCEL, { id: order.id });
    await shop.deliver();
    await shop.deliverAgain();

    expect(await used(shop)).toMatchObject({ coupon: { redemptions: 0 } });
  });

  it('when the order expires', async () => {
    const shop = await shopWith(onlyOnce);
    const { order } = await place(shop, 'u1', 'SPRING');
    await shop.clock.advance(15 * MINUTE_MS);

    await shop.queryAsService('expiration', `mutation ($id: ID!) { expireOrder(orderId: $id) { status } }`, {
      id: order.id,
    });

    expect(await used(shop)).toMatchObject({ coupon: { redemptions: 0 } });
    expect(await place(shop, 'u2', 'SPRING')).toMatchObject({ order: { status: 'AWAITING_PAYMENT' } });
  });

  it('but not when a paid order is cancelled', async () => {
    const shop = await shopWith({ ...onlyOnce, kind: 'FREE', basisPointsOff: null });
    const { order } = await place(shop, 'u1', 'SPRING');

    await shop.query('u1', CANCEL, { id: order.id });

    expect(await used(shop)).toMatchObject({ coupon: { redemptions: 1 } });
  });
});
