import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { archive, edit, unarchive } from '../domain/product.ts';
import type { StockCommand } from '../domain/stock.ts';
import type { Catalogue, ProductQuery, StockStore } from '../ports.ts';
import { aProduct, at, NOON } from '../productsUnderTest.ts';
import { makeSettleStock } from '../usecases/settleStock.ts';

type Stores = {
  catalogue: Catalogue;
  stock: StockStore;
  /** What was written for others to hear, oldest first. */
  messages(): Promise<{ type: string; key: string }[]>;
};

export const everything: ProductQuery = {
  filter: {},
  archived: 'none',
  search: undefined,
  sort: undefined,
};
const firstPage = { size: 10, backwards: false, cursor: undefined };
const changedMeanwhile = expect.objectContaining({ code: 'CONFLICT' });

/** What use cases rely on, whichever store it is. */
export function keepsTheContract(open: () => Promise<Stores>): void {
  const openWith = async (...products: ReturnType<typeof aProduct>[]) => {
    const stores = await open();
    await stores.catalogue.add(products);
    return stores;
  };
  const reserve = (productId: string, quantity = 1, orderId: string = randomUUID()): StockCommand => ({
    type: 'ReserveStock',
    orderId,
    lines: [{ productId, quantity }],
    heldUntil: at(15),
    now: NOON,
  });

  it('finds products by id and by SKU, in the order asked for', async () => {
    const [lamp, mug] = [aProduct(), aProduct()];
    const { catalogue } = await openWith(lamp, mug);

    expect(await catalogue.byIds([mug.id, 'nobody', lamp.id])).toEqual([mug, undefined, lamp]);
    expect(await catalogue.bySkus([lamp.sku, 'NOBODY'])).toEqual([lamp, undefined]);
  });

  it('adds all products or none', async () => {
    const lamp = aProduct();
    const { catalogue, messages } = await openWith(lamp);
    const other = aProduct();

    const taken = catalogue.add([other, aProduct({ sku: lamp.sku })]);

    await expect(taken).rejects.toThrow(expect.objectContaining({ code: 'REFUSED', reason: 'SKU_TAKEN' }));
    expect(await catalogue.byIds([other.id])).toEqual([undefined]);
    expect(await messages()).toEqual([{ type: 'ProductCreated', key: lamp.id }]);
  });

  it('lets one of two editors save', async () => {
    const lamp = aProduct();
    const { catalogue, messages } = await openWith(lamp);
    const [mine, yours] = [{ name: 'Mine' }, { name: 'Yours' }].map((changes) =>
      edit(lamp, { expectedVersion: 1, changes, now: at(1) }),
    );
    if (!mine || !yours) throw new Error('two edits');

    expect(await catalogue.save(lamp, mine)).toEqual(mine);
    await expect(catalogue.save(lamp, yours)).rejects.toThrow(changedMeanwhile);

    expect(await catalogue.byIds([lamp.id])).toEqual([mine]);
    expect((await messages()).map(({ type }) => type)).toEqual(['ProductCreated', 'ProductUpdated']);
  });

  it('does not archive what was put into a checkout meanwhile', async () => {
    const lamp = aProduct();
    const { catalogue, stock } = await openWith(lamp);
    await makeSettleStock(stock)([reserve(lamp.id)]);

    const archived = catalogue.save(lamp, archive(lamp, { expectedVersion: 1, now: at(1) }));

    await expect(archived).rejects.toThrow(changedMeanwhile);
  });

  it('adjusts stock once per id, and never below what is free', async () => {
    const lamp = aProduct({ units: 2 });
    const { catalogue, messages } = await openWith(lamp);
    const taken = { id: 'a:1', productId: lamp.id, delta: -2, reason: 'broken', userId: 'a', at: at(1) };

    const adjusted = await catalogue.adjust(taken);
    await expect(catalogue.adjust(taken)).rejects.toThrow(changedMeanwhile);
    await expect(catalogue.adjust({ ...taken, id: 'a:2', delta: -1 })).rejects.toThrow(changedMeanwhile);

    expect(adjusted.stock).toEqual({ available: 0, held: 0, sold: 0, stocked: 0 });
    expect(await catalogue.adjustment('a:1')).toEqual(taken);
    expect(await catalogue.adjustment('a:2')).toBeUndefined();
    expect((await messages()).map(({ type }) => type)).toEqual(['ProductCreated', 'StockAdjusted']);
  });

  it('lists what is sold: filtered, sorted and counted', async () => {
    const cheap = aProduct({ name: 'Écharpe', cents: 500, units: 0 });
    const dear = aProduct({ name: 'armchair', cents: 90_000, createdAt: at(1) });
    const other = aProduct({ category: 'Other', createdAt: at(2) });
    const gone = aProduct();
    const { catalogue } = await openWith(cheap, dear, other, gone);
    const upTo500 = { price: { lte: 500 } };
    await catalogue.save(gone, archive(gone, { expectedVersion: 1, now: at(3) }));
    const ids = async (query: Partial<ProductQuery>) =>
      (await catalogue.page({ ...everything, ...query }, firstPage)).nodes.map(({ id }) => id);

    expect(await ids({})).toEqual([other.id, dear.id, cheap.id]);
    const things = { category: { eq: 'Things' } };
    expect(await ids({ filter: things, sort: 'NAME' })).toEqual([dear.id, cheap.id]);
    expect(await ids({ sort: 'PRICE_LOW_TO_HIGH' })).toEqual([cheap.id, other.id, dear.id]);
    const upTo1000 = { price: { lte: 1_000 } };
    expect(await ids({ sort: 'PRICE_HIGH_TO_LOW', filter: upTo1000 })).toEqual([other.id, cheap.id]);
    expect(await ids({ filter: { inStock: true, price: { gt: 1_000 } } })).toEqual([dear.id]);
    expect(await ids({ filter: { inStock: false } })).toEqual([cheap.id]);
    expect(await ids({ filter: { createdAt: { gte: at(1), lt: at(2) } } })).toEqual([dear.id]);
    expect(await ids({ filter: { or: [{ category: { in: ['Other', 'None'] } }, upTo500] } })).toEqual([
      other.id,
      cheap.id,
    ]);
    expect(await ids({ search: 'armchair' })).toEqual([dear.id]);
    expect(await catalogue.count({ ...everything, filter: things })).toBe(2);
    expect(await catalogue.categories()).toEqual([
      { name: 'Other', productCount: 1 },
      { name: 'Things', productCount: 2 },
    ]);
  });

  it('shows archived products to those who may see them, and only they are filtered by it', async () => {
    const [mine, yours, sold] = [aProduct({ sellerId: 's1' }), aProduct({ sellerId: 's2' }), aProduct()];
    const { catalogue } = await openWith(mine, yours, sold);
    for (const each of [mine, yours]) {
      await catalogue.save(each, archive(each, { expectedVersion: 1, now: at(3) }));
    }
    const ids = async (archived: ProductQuery['archived'], filter: ProductQuery['filter']) =>
      new Set((await catalogue.page({ ...everything, archived, filter }, firstPage)).nodes.map(({ id }) => id));
    const [isArchived, any] = [{ status: { eq: 'ARCHIVED' } }, { status: { in: ['ACTIVE', 'ARCHIVED'] } }];

    expect(await ids('none', {})).toEqual(new Set([sold.id]));
    expect(await ids('all', isArchived)).toEqual(new Set([mine.id, yours.id]));
    expect(await ids('all', { ...any, inStock: true })).toEqual(new Set([sold.id]));
    expect(await ids({ ofSeller: 's1' }, any)).toEqual(new Set([mine.id, sold.id]));
    expect(await ids({ ofSeller: 's1' }, isArchived)).toEqual(new Set([mine.id]));
    expect(await ids('all', { ...any, sellerId: { in: ['s2'] } })).toEqual(new Set([yours.id]));
  });

  it('puts an archived product back on sale', async () => {
    const lamp = aProduct();
    const { catalogue, messages } = await openWith(lamp);
    const gone = await catalogue.save(lamp, archive(lamp, { expectedVersion: 1, now: at(1) }));

    const back = await catalogue.save(gone, unarchive(gone, { expectedVersion: 2, now: at(2) }));

    expect(back).toEqual({ ...lamp, version: 3, updatedAt: at(2) });
    expect(await catalogue.byIds([lamp.id])).toEqual([back]);
    expect((await messages()).map(({ type }) => type)).toEqual(['ProductCreated', 'ProductArchived', 'ProductUpdated']);
  });

  it('lists the adjustments of a product, newest first, both ways', async () => {
    const [lamp, mug] = [aProduct(), aProduct()];
    const { catalogue } = await openWith(lamp, mug);
    const made = [1, 2, 3, 4].map((minute) => {
      const productId = minute === 3 ? mug.id : lamp.id;
      return { id: `a:${minute}`, productId, delta: minute, reason: 'found', userId: 'a', at: at(minute) };
    });
    for (const adjustment of made) await catalogue.adjust(adjustment);

    const first = await catalogue.adjustments(lamp.id, { size: 2, backwards: false, cursor: undefined });
    const cursor = first.pageInfo.endCursor ?? '';
    const second = await catalogue.adjustments(lamp.id, { size: 2, backwards: false, cursor });
    const back = await catalogue.adjustments(lamp.id, { size: 2, backwards: true, cursor });

    expect(first.nodes).toEqual([made[3], made[1]]);
    expect(second.nodes).toEqual([made[0]]);
    expect(back.nodes).toEqual([made[3]]);
    expect(await catalogue.countAdjustments(lamp.id)).toBe(3);
  });

  it('says when the first hold on a product ends, where more is wanted than there is', async () => {
    const [scarce, plenty] = [aProduct({ units: 2 }), aProduct()];
    const { stock } = await openWith(scarce, plenty);
    const settle = makeSettleStock(stock);
    await settle([
      { ...reserve(scarce.id), heldUntil: at(20) } as StockCommand,
      reserve(scarce.id),
      reserve(plenty.id),
    ]);

    const { shelves } = await stock.look({
      orderIds: [],
      demand: new Map([
        [scarce.id, 1],
        [plenty.id, 1],
      ]),
    });

    expect(shelves.get(scarce.id)).toMatchObject({ available: 0, held: 2, firstHoldEnds: at(15) });
    expect(shelves.get(plenty.id)).toMatchObject({ available: 9, held: 1, firstHoldEnds: null });
  });

  it('writes nothing of a change whose units are gone', async () => {
    const [first, second] = [aProduct({ units: 5 }), aProduct({ units: 1 })];
    const { catalogue, stock, messages } = await openWith(first, second);
    const settle = makeSettleStock(stock);
    await settle([reserve(second.id)]);
    const moves = [first, second].map(({ id: productId }) => ({ ...oneHeld, productId }));
    const line = { productId: second.id, quantity: 1, sku: 's', name: 'n', unitPrice: second.price };
    const opened = [{ orderId: randomUUID(), status: 'HELD' as const, lines: [line], heldUntil: at(15) }];

    const overdrawn = stock.apply({ events: [], opened, ended: [], moves });

    await expect(overdrawn).rejects.toThrow(changedMeanwhile);
    const [untouched, alone] = await catalogue.byIds([first.id, second.id]);
    expect(untouched?.stock).toEqual(first.stock);
    expect(alone?.stock).toEqual({ available: 0, held: 1, sold: 0, stocked: 1 });
    expect((await messages()).filter(({ type }) => type === 'StockHeld')).toHaveLength(1);
  });

  it('writes nothing at the price of another version', async () => {
    const lamp = aProduct();
    const { catalogue, stock } = await openWith(lamp);
    const price = { amount: 1, currency: 'EUR' };
    await catalogue.save(lamp, edit(lamp, { expectedVersion: 1, changes: { price }, now: at(1) }));

    const moves = [{ ...oneHeld, productId: lamp.id, version: 1 }];

    await expect(stock.apply({ events: [], opened: [], ended: [], moves })).rejects.toThrow(changedMeanwhile);
  });

  it('puts what was sold back into stock, once', async () => {
    const lamp = aProduct({ units: 5 });
    const { catalogue, stock, messages } = await openWith(lamp);
    const settle = makeSettleStock(stock);
    const orderId = randomUUID();
    await settle([reserve(lamp.id, 2, orderId), reserve(lamp.id)]);
    await settle([{ type: 'CommitStock', orderId, now: at(1) }]);
    const before = await stock.look({ orderIds: [orderId], demand: new Map() });
    const giveBack: StockCommand = { type: 'ReturnStock', orderId, now: at(2) };

    await settle([giveBack]);
    await settle([giveBack]);
    const late = makeSettleStock({ apply: (change) => stock.apply(change), look: async () => before });

    await expect(late([giveBack])).rejects.toThrow(changedMeanwhile);
    expect((await catalogue.byIds([lamp.id]))[0]?.stock).toEqual({ available: 4, held: 1, sold: 0, stocked: 5 });
    const types = (await messages()).filter(({ key }) => key === orderId).map(({ type }) => type);
    expect(types).toEqual(['StockHeld', 'StockCommitted', 'StockReturned']);
  });

  it('ends a reservation once', async () => {
    const lamp = aProduct();
    const { stock, messages } = await openWith(lamp);
    const settle = makeSettleStock(stock);
    const orderId = randomUUID();
    // Another order's hold, whose unit a second ending would take.
    await settle([reserve(lamp.id, 1, orderId), reserve(lamp.id)]);
    const before = await stock.look({ orderIds: [orderId], demand: new Map() });
    await settle([{ type: 'CommitStock', orderId, now: at(1) }]);

    const late = makeSettleStock({ apply: (change) => stock.apply(change), look: async () => before });

    await expect(late([{ type: 'ReleaseStock', orderId, now: at(2) }])).rejects.toThrow(changedMeanwhile);
    const types = (await messages()).filter(({ key }) => key === orderId).map(({ type }) => type);
    expect(types).toEqual(['StockHeld', 'StockCommitted']);
  });

  it('tells what happened to the stock of orders, on whose request and because of what', async () => {
    const lamp = aProduct();
    const { stock } = await openWith(lamp);
    const settle = makeSettleStock(stock);
    const [orderId, other, released] = [randomUUID(), randomUUID(), randomUUID()];
    const trail = { requestId: 'request-1', causationId: 'event-1' };
    await settle([{ ...reserve(lamp.id, 2, orderId), ...trail }, reserve(lamp.id, 1, other)]);
    await settle([{ type: 'CommitStock', orderId, now: at(1), requestId: 'request-2' }]);
    await settle([{ type: 'ReleaseStock', orderId: released, now: at(2) }]);

    const steps = await stock.steps([orderId, released, randomUUID()]);

    const told = steps.map(({ orderId: id, type, units, at: when }) => [id, type, units, when]);
    expect(told).toHaveLength(3);
    expect(told).toContainEqual([orderId, 'StockHeld', 2, NOON]);
    expect(told).toContainEqual([orderId, 'StockCommitted', 2, at(1)]);
    expect(told).toContainEqual([released, 'HoldForestalled', 0, at(2)]);
    const [held, sold] = steps.filter((step) => step.orderId === orderId);
    expect(held).toMatchObject({ ...trail, eventId: expect.any(String), recordedAt: expect.any(Date) });
    expect(sold).toMatchObject({ requestId: 'request-2', causationId: null });
    expect(steps.find((step) => step.orderId === released)?.eventId).toBeNull();
  });
}

const oneHeld = { available: -1, held: 1, sold: 0, version: undefined };
