import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { admin, adminEditor, aProduct, at, productsUnderTest } from './productsUnderTest.ts';

const RESERVE = `mutation ($input: ReserveStockInput!) { reserveStock(input: $input) { __typename
  ... on Reservation { orderId status heldUntil lines { productId sku name quantity unitPrice { amount currency } } }
  ... on BeingCheckedOut { code message param retryAfter }
  ... on OutOfStock { code message param available }
  ... on ProductUnavailable { code message param } } }`;
const RELEASE = 'mutation ($id: ID!) { releaseStock(orderId: $id) { orderId status lines { quantity } } }';
const COMMIT = 'mutation ($id: ID!) { commitStock(orderId: $id) { orderId status } }';

const RETURN = 'mutation ($id: ID!) { returnStock(orderId: $id) { orderId status } }';

async function shopWith(...products: ReturnType<typeof aProduct>[]) {
  const shop = productsUnderTest();
  await shop.memory.add(products);
  const reserve = (orderId: string, lines: object[], heldUntil = at(15)) =>
    shop.queryAsService('orders', RESERVE, { input: { orderId, lines, heldUntil: heldUntil.toISOString() } });
  const stockOf = async (id: string) => (await shop.memory.byIds([id]))[0]?.stock;
  return { ...shop, reserve, stockOf };
}

describe('reserveStock', () => {
  it('holds the lines and answers with the prices, names and SKUs it holds them at', async () => {
    const lamp = aProduct({ sku: 'LAMP-1', name: 'Lamp', cents: 6_900, units: 3 });
    const shop = await shopWith(lamp);
    const orderId = randomUUID();

    const { data } = await shop.reserve(orderId, [{ productId: lamp.id, quantity: 2 }]);

    const unitPrice = { amount: 6_900, currency: 'EUR' };
    const lines = [{ productId: lamp.id, sku: 'LAMP-1', name: 'Lamp', quantity: 2, unitPrice }];
    const heldUntil = at(15).toISOString();
    expect(data).toEqual({ reserveStock: { __typename: 'Reservation', orderId, status: 'HELD', heldUntil, lines } });
    expect(await shop.stockOf(lamp.id)).toEqual({ available: 1, held: 2, sold: 0, stocked: 3 });
    expect(shop.memory.written.at(-1)).toMatchObject({
      topic: 'reservations.v1',
      key: orderId,
      type: 'StockHeld',
      data: { orderId, lines: [{ productId: lamp.id, quantity: 2 }], heldUntil },
      requestId: 'test-request',
    });
  });

  it('answers a repeat the same, at the price of the first time', async () => {
    const lamp = aProduct({ cents: 100, units: 3 });
    const shop = await shopWith(lamp);
    const [orderId, lines] = [randomUUID(), [{ productId: lamp.id, quantity: 2 }]];

    const first = await shop.reserve(orderId, lines);
    await shop.actions.updateProduct({
      editor: adminEditor,
      id: lamp.id,
      expectedVersion: 1,
      changes: { price: { amount: 900, currency: 'EUR' } },
    });
    const again = await shop.reserve(orderId, lines);

    expect(again).toEqual(first);
    expect(await shop.stockOf(lamp.id)).toMatchObject({ held: 2 });
  });

  it('is a conflict for the same order with other lines', async () => {
    const lamp = aProduct();
    const shop = await shopWith(lamp);
    const orderId = randomUUID();
    await shop.reserve(orderId, [{ productId: lamp.id, quantity: 2 }]);

    const { errors } = await shop.reserve(orderId, [{ productId: lamp.id, quantity: 3 }]);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'RESERVATION_DIFFERS' });
  });

  it('tells who comes too late when the units may be free again, and the next one gets them then', async () => {
    const last = aProduct({ name: 'Globe', units: 1 });
    const shop = await shopWith(last);
    const [winner, lines] = [randomUUID(), [{ productId: last.id, quantity: 1 }]];
    await shop.reserve(winner, lines, at(12));

    const tooLate = await shop.reserve(randomUUID(), lines);
    await shop.queryAsService('orders', RELEASE, { id: winner });
    const later = await shop.reserve(randomUUID(), lines);

    expect(tooLate.data).toEqual({
      reserveStock: {
        __typename: 'BeingCheckedOut',
        code: 'BEING_CHECKED_OUT',
        message: 'Globe is being checked out by someone else, please come back later',
        param: 'lines.0',
        retryAfter: at(12).toISOString(),
      },
    });
    expect(later.data).toMatchObject({ reserveStock: { status: 'HELD' } });
  });

  it('holds no line when one is sold out', async () => {
    const [lamp, mug] = [aProduct(), aProduct({ units: 0 })];
    const shop = await shopWith(lamp, mug);
    const lines = [
      { productId: lamp.id, quantity: 1 },
      { productId: mug.id, quantity: 1 },
    ];

    const { data } = await shop.reserve(randomUUID(), lines);

    expect(data).toMatchObject({ reserveStock: { __typename: 'OutOfStock', param: 'lines.1', available: 0 } });
    expect(await shop.stockOf(lamp.id)).toEqual(lamp.stock);
  });

  it('refuses an archived product like one that never was', async () => {
    const lamp = aProduct();
    const shop = await shopWith(lamp);
    await shop.actions.archiveProduct({ editor: adminEditor, id: lamp.id, expectedVersion: 1 });

    for (const productId of [lamp.id, 'nobody']) {
      const { data } = await shop.reserve(randomUUID(), [{ productId, quantity: 1 }]);
      expect(data).toMatchObject({ reserveStock: { __typename: 'ProductUnavailable', param: 'lines.0' } });
    }
  });

  it('names every bad field at once', async () => {
    const shop = await shopWith();
    const lines = [
      { productId: 'p1', quantity: 0 },
      { productId: 'p1', quantity: 1 },
    ];

    const { errors } = await shop.reserve('no-uuid', lines);

    const reasons = errors?.[0]?.extensions?.['reasons'] as { param: string }[];
    expect(reasons.map(({ param }) => param)).toEqual(['orderId', 'lines.0.quantity', 'lines.1']);
  });
});

describe('releaseStock and commitStock', () => {
  it('give units back or sell them, once', async () => {
    const lamp = aProduct({ units: 5 });
    const shop = await shopWith(lamp);
    const [sold, given] = [randomUUID(), randomUUID()];
    await shop.reserve(sold, [{ productId: lamp.id, quantity: 2 }]);
    await shop.reserve(given, [{ productId: lamp.id, quantity: 1 }]);

    for (const _time of [1, 2]) {
      const committed = await shop.queryAsService('orders', COMMIT, { id: sold });
      const released = await shop.queryAsService('orders', RELEASE, { id: given });
      expect(committed.data).toEqual({ commitStock: { orderId: sold, status: 'COMMITTED' } });
      expect(released.data).toMatchObject({ releaseStock: { orderId: given, status: 'RELEASED' } });
    }

    expect(await shop.stockOf(lamp.id)).toEqual({ available: 3, held: 0, sold: 2, stocked: 5 });
    const types = shop.memory.written.map(({ type }) => type);
    expect(types).toEqual(['ProductCreated', 'StockHeld', 'StockHeld', 'StockCommitted', 'StockReleased']);
  });

  it('do not undo each other', async () => {
    const lamp = aProduct();
    const shop = await shopWith(lamp);
    const [sold, given] = [randomUUID(), randomUUID()];
    for (const id of [sold, given]) await shop.reserve(id, [{ productId: lamp.id, quantity: 1 }]);
    await shop.queryAsService('orders', COMMIT, { id: sold });
    await shop.queryAsService('orders', RELEASE, { id: given });

    const release = await shop.queryAsService('orders', RELEASE, { id: sold });
    const commit = await shop.queryAsService('orders', COMMIT, { id: given });

    expect(release.errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason: 'RESERVATION_COMMITTED' });
    expect(commit.errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason: 'RESERVATION_RELEASED' });
  });

  it('a release that comes first prevents the reservation', async () => {
    const lamp = aProduct();
    const shop = await shopWith(lamp);
    const id = randomUUID();

    const released = await shop.queryAsService('orders', RELEASE, { id });
    const late = await shop.reserve(id, [{ productId: lamp.id, quantity: 1 }]);

    expect(released.data).toEqual({ releaseStock: { orderId: id, status: 'RELEASED', lines: [] } });
    expect(late.data).toMatchObject({ reserveStock: { __typename: 'Reservation', status: 'RELEASED', lines: [] } });
    expect(await shop.stockOf(lamp.id)).toEqual(lamp.stock);
  });
});

describe('returnStock', () => {
  it('puts what an order bought back into stock, once, and says so', async () => {
    const lamp = aProduct({ units: 5 });
    const shop = await shopWith(lamp);
    const id = randomUUID();
    await shop.reserve(id, [{ productId: lamp.id, quantity: 2 }]);
    await shop.queryAsService('orders', COMMIT, { id });

    for (const _time of [1, 2]) {
      const { data } = await shop.queryAsService('orders', RETURN, { id });
      expect(data).toEqual({ returnStock: { orderId: id, status: 'RETURNED' } });
    }
    const { data: lateCommit } = await shop.queryAsService('orders', COMMIT, { id });

    expect(lateCommit).toEqual({ commitStock: { orderId: id, status: 'RETURNED' } });
    expect(await shop.stockOf(lamp.id)).toEqual({ available: 5, held: 0, sold: 0, stocked: 5 });
    expect(shop.memory.written.slice(-1)).toMatchObject([
      { type: 'StockReturned', key: id, data: { orderId: id, lines: [{ productId: lamp.id, quantity: 2 }] } },
    ]);
  });
});

describe('who may', () => {
  it.each([
    ['reserve', RESERVE, { input: { orderId: randomUUID(), lines: [], heldUntil: at(1).toISOString() } }],
    ['release', RELEASE, { id: randomUUID() }],
    ['commit', COMMIT, { id: randomUUID() }],
    ['return', RETURN, { id: randomUUID() }],
  ])('only orders, neither an admin nor another service: %s', async (_what, document, variables) => {
    const shop = await shopWith();

    for (const { errors } of [
      await shop.query(admin, document, variables),
      await shop.queryAsService('payments', document, variables),
    ]) {
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SERVICE_ONLY' });
    }
  });
});
