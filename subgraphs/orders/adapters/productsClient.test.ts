import { describe, expect, it } from 'vitest';
import type { ServiceClient } from '#kernel/serviceClient.ts';
import { makeProductsClient } from './productsClient.ts';

const hold = {
  orderId: 'o1',
  lines: [{ productId: 'p1', quantity: 2 }],
  heldUntil: new Date('2030-01-01T12:15:00Z'),
};
const unitPrice = { amount: 1050, currency: 'EUR' };

/** Products, answering every call with `answer`. */
function clientOf(answer: object) {
  const asked: unknown[] = [];
  const products: ServiceClient = async (_operation, variables) => {
    asked.push(variables);
    return { reserveStock: answer, quoteLines: answer } as never;
  };
  return { asked, stock: makeProductsClient(products) };
}

describe('reserve', () => {
  it('gives the lines with the names and prices that products holds them at', async () => {
    const lines = [{ productId: 'p1', name: 'Mug', quantity: 2, unitPrice }];
    const { stock, asked } = clientOf({ __typename: 'Reservation', status: 'HELD', lines });

    expect(await stock.reserve(hold)).toEqual({ held: lines });
    expect(asked).toEqual([{ input: { ...hold, heldUntil: '2030-01-01T12:15:00.000Z' } }]);
  });

  it.each([
    [
      { __typename: 'BeingCheckedOut', code: 'BEING_CHECKED_OUT', retryAfter: '2030-01-01T12:05:00.000Z' },
      { reason: 'BEING_CHECKED_OUT', retryAfter: new Date('2030-01-01T12:05:00Z') },
    ],
    [
      { __typename: 'OutOfStock', code: 'OUT_OF_STOCK', available: 1 },
      { reason: 'OUT_OF_STOCK', available: 1 },
    ],
    [{ __typename: 'ProductUnavailable', code: 'PRODUCT_UNAVAILABLE' }, { reason: 'PRODUCT_UNAVAILABLE' }],
  ])('keeps what the customer is told: %o', async (answer, refused) => {
    const { stock } = clientOf({ message: 'come back later', param: 'lines.0', ...answer });

    expect(await stock.reserve(hold)).toEqual({
      refused: { message: 'come back later', param: 'lines.0', ...refused },
    });
  });

  it('asks to look again when the hold was given back: the order has ended meanwhile', async () => {
    const { stock } = clientOf({ __typename: 'Reservation', status: 'RELEASED', lines: [] });

    await expect(stock.reserve(hold)).rejects.toMatchObject({ code: 'CONFLICT', reason: 'HOLD_RELEASED' });
  });
});

describe('quote', () => {
  const answer = { productId: 'p1', name: 'Mug', sku: 'M-1', unitPrice, available: 3, held: 1, status: 'OK' };

  it('gives each line with what products says of it', async () => {
    const { stock, asked } = clientOf([answer]);

    expect(await stock.quote(hold.lines)).toEqual([
      { productId: 'p1', quantity: 2, name: 'Mug', unitPrice, available: 3, held: 1, isSold: true },
    ]);
    expect(asked).toEqual([{ lines: hold.lines }]);
  });

  it('knows what is not sold', async () => {
    const { stock } = clientOf([
      { ...answer, name: null, unitPrice: null, available: 0, held: 0, status: 'UNAVAILABLE' },
    ]);

    expect(await stock.quote(hold.lines)).toMatchObject([{ name: null, unitPrice: null, isSold: false }]);
  });

  it('is an error of ours when other lines come back', async () => {
    const { stock } = clientOf([{ ...answer, productId: 'p2' }]);

    await expect(stock.quote(hold.lines)).rejects.toMatchObject({ code: 'INTERNAL', reason: 'BROKEN_QUOTE' });
  });
});
