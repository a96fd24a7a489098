import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AppError } from '#kernel/errors.ts';
import { testMongo } from '#testing/mongo.ts';
import { makeMongoCatalogue } from './adapters/mongoCatalogue.ts';
import { makeMongoStockStore } from './adapters/mongoStockStore.ts';
import { type ReservationRow, rowOf } from './adapters/productModels.ts';
import { openStores } from './adapters/storesUnderTest.ts';
import { assembleProducts } from './assembleProducts.ts';
import type { Product } from './domain/product.ts';
import type { Reservation } from './domain/stock.ts';
import { adminEditor, aProduct, at, NOON, unhurried } from './productsUnderTest.ts';

const parts = { now: () => NOON, newId: randomUUID, currency: 'EUR', ...unhurried };

/** Replicas of the subgraph on one database, each with its own connection and its own queue. */
async function replicas(count: number) {
  const place = testMongo();
  const stores = await Promise.all(Array.from({ length: count }, () => openStores(place)));
  onTestFinished(async () => {
    for (const { close } of stores) await close();
  });
  const [first] = stores;
  if (!first) throw new Error('at least one replica');
  const actions = stores.map(({ catalogue, stock }) => assembleProducts({ catalogue, stock, ...parts }).actions);
  return {
    ...first,
    /** One after the other. */
    replica: (turn: number) => actions[turn % count] ?? failed(),
    stockOf: async ({ id }: Product) => (await first.catalogue.byIds([id]))[0]?.stock ?? failed(),
  };
}

type Shop = Awaited<ReturnType<typeof replicas>>;

const failed = (): never => {
  throw new Error('no such thing');
};

const reasonOf = (outcome: PromiseSettledResult<Reservation>): string =>
  outcome.status === 'fulfilled' ? outcome.value.status : (outcome.reason as AppError).reason;

/** What the database has, from the outside: units of each product in reservations of a status. */
async function unitsIn({ models }: Shop, status: ReservationRow['status']) {
  const rows = await models.reservations.find({ status }).lean<ReservationRow[]>();
  const units = new Map<string, number>();
  for (const { productId, quantity } of rows.flatMap(({ lines }) => lines))
    units.set(productId, (units.get(productId) ?? 0) + quantity);
  return (productId: string) => units.get(productId) ?? 0;
}

async function expectExact(shop: Shop, products: readonly Product[]) {
  const [held, sold] = [await unitsIn(shop, 'HELD'), await unitsIn(shop, 'COMMITTED')];
  for (const product of products) {
    const stock = await shop.stockOf(product);
    const { stocked } = product.stock;
    expect(stock).toEqual({
      available: stocked - held(product.id) - sold(product.id),
      held: held(product.id),
      sold: sold(product.id),
      stocked,
    });
    expect(stock.available).toBeGreaterThanOrEqual(0);
  }
}

describe.each([1, 2])('two buyers and one last unit, both at once, on %i replica(s)', (count) => {
  it('exactly one gets it, 200 times, and the other hears when to come back', async () => {
    const shop = await replicas(count);
    const globes = Array.from({ length: 200 }, () => aProduct({ units: 1 }));
    await shop.catalogue.add(globes);

    for (const globe of globes) {
      const buy = (turn: number) =>
        shop.replica(turn).reserveStock({
          orderId: randomUUID(),
          lines: [{ productId: globe.id, quantity: 1 }],
          heldUntil: at(15),
        });
      const outcomes = await Promise.allSettled([buy(0), buy(1)]);

      expect(outcomes.map(reasonOf).sort()).toEqual(['BEING_CHECKED_OUT', 'HELD']);
      const late = outcomes.find(({ status }) => status === 'rejected');
      expect(late).toMatchObject({ reason: { details: { retryAfter: at(15) }, reasons: [{ param: 'lines.0' }] } });
    }
    await expectExact(shop, globes);
  });
});

describe.each([1, 2])('500 buyers of scarce products, all at once, on %i replica(s)', (count) => {
  const QUANTITIES = [1, 1, 2, 3];

  it('never oversells, and every unit is accounted for', async () => {
    const shop = await replicas(count);
    const products = Array.from({ length: 20 }, (_one, index) => aProduct({ units: index % 2 ? 50 : 7 }));
    await shop.catalogue.add(products);
    const productAt = (index: number) => products[index % products.length]?.id ?? failed();
    const linesOf = (turn: number) =>
      Array.from({ length: 1 + (turn % 4) }, (_line, index) => ({
        productId: productAt(turn * 7 + index * 3),
        quantity: QUANTITIES[index] ?? 1,
      }));
    const orders = Array.from({ length: 500 }, (_order, turn) => ({
      orderId: randomUUID(),
      turn,
      lines: linesOf(turn),
    }));

    const outcomes = await Promise.allSettled(
      orders.map(({ turn, ...order }) => shop.replica(turn).reserveStock({ ...order, heldUntil: at(15) })),
    );

    const kinds = new Set(outcomes.map(reasonOf));
    expect(kinds.has('HELD') && kinds.has('BEING_CHECKED_OUT')).toBe(true);
    expect([...kinds].filter((kind) => !['HELD', 'BEING_CHECKED_OUT', 'OUT_OF_STOCK'].includes(kind))).toEqual([]);
    await expectExact(shop, products);

    const held = orders.filter((_order, index) => outcomes[index]?.status === 'fulfilled');
    // Each is ended twice from two sides at the same moment: one of the two ways counts, once.
    const endings = held.flatMap(({ orderId, turn }) => [
      shop.replica(turn).commitStock(orderId),
      shop.replica(turn + 1).releaseStock(orderId),
      shop.replica(turn + 1).commitStock(orderId),
    ]);
    await Promise.allSettled(endings);
    await expectExact(shop, products);
    expect(await shop.models.reservations.countDocuments({ status: 'HELD' })).toBe(0);

    const told = Map.groupBy(await shop.messages(), ({ key }) => key);
    for (const { orderId } of held) {
      const [first, ending, ...more] = (told.get(orderId) ?? []).map(({ type }) => type);
      const row = await shop.models.reservations.findById(orderId).lean();
      expect([first, ending]).toEqual(['StockHeld', row?.status === 'COMMITTED' ? 'StockCommitted' : 'StockReleased']);
      expect(more).toEqual([]);
    }
  });
});

describe('the same order from two replicas', () => {
  it('is held once, and both hear of the same reservation', async () => {
    const shop = await replicas(2);
    const lamp = aProduct({ units: 500 });
    await shop.catalogue.add([lamp]);

    for (let round = 0; round < 20; round += 1) {
      const order = { orderId: randomUUID(), lines: [{ productId: lamp.id, quantity: 3 }], heldUntil: at(15) };
      const [one, other] = await Promise.all([
        shop.replica(0).reserveStock(order),
        shop.replica(1).reserveStock(order),
      ]);
      expect(other).toEqual(one);
    }
    expect(await shop.stockOf(lamp)).toEqual({ available: 440, held: 60, sold: 0, stocked: 500 });
  });
});

describe('a price that changes while orders come in', () => {
  it('is held by every order at what the catalogue said at that moment', async () => {
    const shop = await replicas(2);
    const lamp = aProduct({ units: 1_000, cents: 1 });
    await shop.catalogue.add([lamp]);
    const seen: number[] = [];
    const buy = async (turn: number) => {
      const before = (await shop.catalogue.byIds([lamp.id]))[0]?.price.amount ?? failed();
      const order = { orderId: randomUUID(), lines: [{ productId: lamp.id, quantity: 1 }], heldUntil: at(15) };
      const { lines } = await shop.replica(turn).reserveStock(order);
      const paid = lines[0]?.unitPrice.amount ?? failed();
      seen.push(paid);
      expect(paid).toBeGreaterThanOrEqual(before);
    };
    const raise = async () => {
      for (let version = 1; version <= 20; version += 1) {
        const changes = { price: { amount: version + 1, currency: 'EUR' } };
        await shop.replica(0).updateProduct({ editor: adminEditor, id: lamp.id, expectedVersion: version, changes });
      }
    };

    await Promise.all([raise(), ...Array.from({ length: 100 }, (_buyer, turn) => buy(turn))]);

    expect((await shop.catalogue.byIds([lamp.id]))[0]).toMatchObject({ version: 21, price: { amount: 21 } });
    expect(seen).toHaveLength(100);
  });
});

describe('a transaction that fails half-way', () => {
  it('leaves nothing behind', async () => {
    const shop = await replicas(1);
    const lamp = aProduct({ units: 5 });
    await shop.catalogue.add([lamp]);
    const outbox = { append: () => Promise.reject(new Error('the last write fails')) };
    const stores = { mongo: shop.mongo, models: shop.models, outbox };
    const catalogue = makeMongoCatalogue(stores);
    const { actions } = assembleProducts({ catalogue, stock: makeMongoStockStore(stores), ...parts });
    const order = { orderId: randomUUID(), lines: [{ productId: lamp.id, quantity: 2 }], heldUntil: at(15) };
    const adjustment = {
      editor: adminEditor,
      productId: lamp.id,
      delta: 1,
      reason: 'found',
      idempotencyKey: 'key-0001',
    };

    const attempts = await Promise.allSettled([
      actions.reserveStock(order),
      actions.releaseStock(randomUUID()),
      actions.adjustStock(adjustment),
      actions.updateProduct({ editor: adminEditor, id: lamp.id, expectedVersion: 1, changes: { name: 'Other' } }),
      actions.archiveProduct({ editor: adminEditor, id: lamp.id, expectedVersion: 1 }),
      catalogue.add([aProduct()]),
    ]);

    expect(attempts.map(({ status }) => status)).toEqual(Array(6).fill('rejected'));
    expect(await shop.models.products.find().lean()).toEqual([rowOf(lamp)]);
    expect(await shop.models.reservations.countDocuments()).toBe(0);
    expect(await shop.models.adjustments.countDocuments()).toBe(0);
    expect((await shop.messages()).map(({ type }) => type)).toEqual(['ProductCreated']);
  });
});
