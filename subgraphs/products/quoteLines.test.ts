import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { archive } from './domain/product.ts';
import { admin, aProduct, at, productsUnderTest } from './productsUnderTest.ts';

const QUOTE = `query ($lines: [ReserveLineInput!]!) { quoteLines(lines: $lines) {
  productId name sku unitPrice { amount currency } available held status } }`;

describe('quoteLines', () => {
  it('answers each line with price and units as they are now, and holds nothing', async () => {
    const shop = productsUnderTest();
    const lamp = aProduct({ sku: 'LAMP-1', name: 'Lamp', cents: 6_900, units: 3 });
    const gone = aProduct({ sku: 'GONE-1', name: 'Gone', cents: 100, units: 3 });
    await shop.memory.add([lamp, gone]);
    await shop.memory.save(gone, archive(gone, { expectedVersion: 1, now: at(1) }));
    const held = [{ productId: lamp.id, quantity: 1 }];
    await shop.actions.reserveStock({ orderId: randomUUID(), lines: held, heldUntil: at(15) });
    const lines = [gone.id, 'nothing', lamp.id].map((productId) => ({ productId, quantity: 9 }));

    const { data } = await shop.queryAsService('orders', QUOTE, { lines });

    const euros = (amount: number) => ({ amount, currency: 'EUR' });
    const nothing = { name: null, sku: null, unitPrice: null };
    expect(data).toEqual({
      quoteLines: [
        {
          productId: gone.id,
          name: 'Gone',
          sku: 'GONE-1',
          unitPrice: euros(100),
          available: 0,
          held: 0,
          status: 'UNAVAILABLE',
        },
        { productId: 'nothing', ...nothing, available: 0, held: 0, status: 'UNAVAILABLE' },
        {
          productId: lamp.id,
          name: 'Lamp',
          sku: 'LAMP-1',
          unitPrice: euros(6_900),
          available: 2,
          held: 1,
          status: 'OK',
        },
      ],
    });
    expect((await shop.memory.byIds([lamp.id]))[0]?.stock).toMatchObject({ available: 2, held: 1 });
  });

  it('names all bad lines at once, and is for orders only', async () => {
    const shop = productsUnderTest();
    const lines = [
      { productId: 'p1', quantity: 0 },
      { productId: 'p1', quantity: 1 },
    ];

    const { errors } = await shop.queryAsService('orders', QUOTE, { lines });
    const forAdmins = await shop.query(admin, QUOTE, { lines });

    const reasons = errors?.[0]?.extensions?.['reasons'] as { param: string }[];
    expect(reasons.map(({ param }) => param)).toEqual(['lines.0.quantity', 'lines.1']);
    expect(forAdmins.errors?.[0]?.extensions).toMatchObject({ reason: 'SERVICE_ONLY' });
  });
});
