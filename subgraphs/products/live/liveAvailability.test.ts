import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { adminEditor, aProduct, at, productsUnderTest } from '../productsUnderTest.ts';

const WATCH = `subscription ($id: ID!) { availabilityChanged(productId: $id) {
  productId product { name } availability { inStock available held } } }`;

async function shopWith(...products: ReturnType<typeof aProduct>[]) {
  const shop = productsUnderTest();
  await shop.memory.add(products);
  const reads: (readonly string[])[] = [];
  const { byIds } = shop.memory;
  shop.memory.byIds = (ids) => {
    reads.push(ids);
    return byIds(ids);
  };
  const watch = async (id: string) => {
    const stream = await shop.subscribe(WATCH, { id });
    if (stream.next === undefined) throw new Error(`refused: ${JSON.stringify(stream)}`);
    const available = async () => (await stream.next())?.data.availabilityChanged.availability.available;
    return { ...stream, available };
  };
  const reserve = (productId: string, quantity = 1) =>
    shop.actions.reserveStock({ orderId: randomUUID(), lines: [{ productId, quantity }], heldUntil: at(15) });
  return { ...shop, reads, watch, reserve };
}

describe('availabilityChanged', () => {
  it('tells anybody the stock now, then each change', async () => {
    const lamp = aProduct({ name: 'Lamp', units: 3 });
    const shop = await shopWith(lamp);
    const stream = await shop.watch(lamp.id);

    const first = await stream.next();
    await shop.reserve(lamp.id, 2);
    const second = await stream.next();
    const archive = { editor: adminEditor, id: lamp.id, expectedVersion: 1 };
    await expect(shop.actions.archiveProduct(archive)).rejects.toThrow('being checked out');
    const adjust = { editor: adminEditor, productId: lamp.id, delta: -1, reason: 'lost', idempotencyKey: 'key-0001' };
    await shop.actions.adjustStock(adjust);
    const third = await stream.next();

    const change = (inStock: boolean, available: number, held: number) => ({
      availabilityChanged: {
        productId: lamp.id,
        product: { name: 'Lamp' },
        availability: { inStock, available, held },
      },
    });
    expect(first).toEqual({ data: change(true, 3, 0) });
    expect(second).toEqual({ data: change(true, 1, 2) });
    expect(third).toEqual({ data: change(false, 0, 2) });
  });

  it('is empty at once when the product leaves the catalogue', async () => {
    const lamp = aProduct({ units: 3 });
    const shop = await shopWith(lamp);
    const stream = await shop.watch(lamp.id);

    expect(await stream.available()).toBe(3);
    await shop.actions.archiveProduct({ editor: adminEditor, id: lamp.id, expectedVersion: 1 });
    expect(await stream.available()).toBe(0);
  });

  it('hears of what another replica did, and not of what did not change', async () => {
    const lamp = aProduct({ units: 3 });
    const shop = await shopWith(lamp);
    const other = productsUnderTest(shop.memory);
    const stream = await shop.watch(lamp.id);
    await stream.next();

    await other.actions.updateProduct({
      editor: adminEditor,
      id: lamp.id,
      expectedVersion: 1,
      changes: { name: 'New' },
    });
    shop.changed([lamp.id]);
    const orderId = randomUUID();
    const lines = [{ productId: lamp.id, quantity: 1 }];
    const pending = stream.available();
    await other.actions.reserveStock({ orderId, lines, heldUntil: at(15) });
    shop.changed([lamp.id]);
    shop.changed([lamp.id]);

    expect(await pending).toBe(2);
    const last = stream.available();
    await other.actions.releaseStock(orderId);
    shop.changed([lamp.id]);
    expect(await last).toBe(3);
  });

  it('tells a client that reads slowly the newest only', async () => {
    const lamp = aProduct({ units: 100 });
    const shop = await shopWith(lamp);
    const stream = await shop.watch(lamp.id);
    await stream.next();

    for (let count = 0; count < 40; count += 1) await shop.reserve(lamp.id);
    await expect.poll(() => shop.reads.length).toBeGreaterThan(1);

    expect(await stream.available()).toBe(60);
  });

  it('reads once for all who watch, and what changes many times at once only once', async () => {
    const [lamp, mug] = [aProduct({ units: 100 }), aProduct({ units: 100 })];
    const shop = await shopWith(lamp, mug, aProduct());
    const streams = await Promise.all([lamp, lamp, mug].map(({ id }) => shop.watch(id)));
    for (const stream of streams) await stream.next();
    shop.reads.length = 0;

    await Promise.all(Array.from({ length: 50 }, (_one, turn) => shop.reserve((turn % 2 ? mug : lamp).id)));
    const told = await Promise.all(streams.map((stream) => stream.available()));
    for (const stream of streams) await stream.stop();
    await shop.reserve(lamp.id);

    expect(told).toEqual([75, 75, 75]);
    expect(shop.reads.length).toBeLessThanOrEqual(2);
    expect(new Set(shop.reads.flat())).toEqual(new Set([lamp.id, mug.id]));
  });

  it('never goes back, even if an earlier read takes longer', async () => {
    const lamp = aProduct({ units: 10 });
    const shop = await shopWith(lamp);
    const stream = await shop.watch(lamp.id);
    await stream.next();
    const { byIds } = shop.memory;
    const slow = Promise.withResolvers<void>();
    let isFirst = true;
    shop.memory.byIds = async (ids) => {
      const read = await byIds(ids);
      if (isFirst) {
        isFirst = false;
        await slow.promise;
      }
      return read;
    };

    await shop.reserve(lamp.id);
    await shop.reserve(lamp.id);
    const pending = stream.available();
    slow.resolve();

    expect(await pending).toBe(9);
    expect(await stream.available()).toBe(8);
  });

  it('refuses a product that does not exist', async () => {
    const shop = await shopWith();

    const { refusals } = await shop.subscribe(WATCH, { id: 'nothing' });

    expect(refusals).toMatchObject([{ extensions: { code: 'NOT_FOUND', reason: 'PRODUCT_NOT_FOUND' } }]);
  });

  it('ends with an error it can act on when a change can not be read, and works again later', async () => {
    const lamp = aProduct({ units: 10 });
    const shop = await shopWith(lamp);
    const stream = await shop.watch(lamp.id);
    await stream.next();
    const { byIds } = shop.memory;
    shop.memory.byIds = () => Promise.reject(new Error('the database is away'));

    shop.changed([lamp.id]);
    const last = await stream.next();
    const end = await stream.next();
    shop.memory.byIds = byIds;

    expect(last?.errors?.[0]?.extensions).toMatchObject({ reason: 'STREAM_INTERRUPTED', retryable: true });
    expect(end).toBeUndefined();
    expect(await (await shop.watch(lamp.id)).available()).toBe(10);
  });

  it('ends for a client that leaves while nothing happens', async () => {
    const lamp = aProduct();
    const shop = await shopWith(lamp);
    const stream = await shop.watch(lamp.id);
    await stream.next();
    const pending = stream.next();

    await stream.stop();

    expect(await pending).toBeUndefined();
  });
});
