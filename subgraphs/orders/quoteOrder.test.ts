import { describe, expect, it } from 'vitest';
import { mugs, place, shopWith } from './couponShop.ts';

const QUOTE = /* GraphQL */ `query ($input: QuoteOrderInput!) {
  quoteOrder(input: $input) {
    lines { product { id } name quantity unitPrice { amount } lineTotal { amount } available problem }
    subtotal { amount } discount { amount } total { amount }
    coupon { code } couponRejected { code reason param } canBePlaced
  }
}`;

describe('quoteOrder', () => {
  it('shows the sum of the order that would be placed, and holds nothing', async () => {
    const shop = await shopWith({ usageLimit: 1 });

    const quote = await shop.query('u1', QUOTE, { input: { lines: mugs, couponCode: 'spring' } });
    const { order } = await place(shop, 'u1', 'spring');

    const line = { product: { id: 'mug' }, name: 'Product mug', quantity: 2, available: 50, problem: null };
    expect(quote.data).toEqual({
      quoteOrder: {
        lines: [{ ...line, unitPrice: { amount: 1050 }, lineTotal: { amount: 2100 } }],
        subtotal: { amount: 2100 },
        discount: { amount: 210 },
        total: { amount: 1890 },
        coupon: { code: 'SPRING' },
        couponRejected: null,
        canBePlaced: true,
      },
    });
    expect(order).toMatchObject({ subtotal: { amount: 2100 }, discount: { amount: 210 }, total: { amount: 1890 } });
  });

  it('says what stands in the way of each line', async () => {
    const shop = await shopWith();
    await place(shop, 'u2', null, { lines: [{ productId: 'hat', quantity: 1 }] });
    const lines = [
      { productId: 'mug', quantity: 51 },
      { productId: 'hat', quantity: 1 },
      { productId: 'nothing', quantity: 1 },
    ];

    const { data } = await shop.query('u1', QUOTE, { input: { lines } });

    expect(data).toMatchObject({
      quoteOrder: {
        lines: [
          { problem: 'OUT_OF_STOCK', available: 50 },
          { problem: 'BEING_CHECKED_OUT', available: 0 },
          { problem: 'PRODUCT_UNAVAILABLE', name: null, unitPrice: null, lineTotal: null },
        ],
        total: null,
        canBePlaced: false,
      },
    });
  });

  it.each([
    ['UNKNOWN', {}, 'NOTHING'],
    ['NOT_YET_VALID', { validFrom: '2031-01-01T00:00:00Z' }, 'SPRING'],
    ['MINIMUM_NOT_REACHED', { minimumSubtotal: 2_101 }, 'SPRING'],
    ['ALREADY_USED', { perCustomerLimit: 1 }, 'SPRING'],
    ['USED_UP', { usageLimit: 1 }, 'SPRING'],
  ])('says that the coupon would be refused as %s, and the sum without it', async (reason, change, code) => {
    const shop = await shopWith(change);
    if (reason === 'ALREADY_USED' || reason === 'USED_UP') await place(shop, 'u1', 'SPRING');

    const { data } = await shop.query('u1', QUOTE, { input: { lines: mugs, couponCode: code } });

    expect(data).toMatchObject({
      quoteOrder: {
        coupon: null,
        couponRejected: { code: 'COUPON_REJECTED', reason, param: 'couponCode' },
        total: { amount: 2100 },
        canBePlaced: false,
      },
    });
  });

  it('is for people who signed in, and looks at its input as placeOrder does', async () => {
    const shop = await shopWith();

    const visitor = await shop.query(null, QUOTE, { input: { lines: mugs } });
    const bad = await shop.query('u1', QUOTE, { input: { lines: [], couponCode: 'a\u0000b' } });

    expect(visitor.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(bad.errors?.[0]?.extensions).toMatchObject({ reasons: [{ param: 'lines' }, { param: 'couponCode' }] });
  });
});
