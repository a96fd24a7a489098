import type { Draft } from '#events/outbox/outbox.ts';
import { AppError } from '#kernel/errors.ts';
import { recordedSteps } from '../adapters/recordedSteps.ts';
import type { Ended, StockChange } from '../domain/decideBatch.ts';
import type { Product } from '../domain/product.ts';
import type { Reservation, Shelf } from '../domain/stock.ts';
import { adjustmentDraft, productDraft } from '../outgoing.ts';
import type { Adjustment, Catalogue, StockStep, StockStore } from '../ports.ts';
import { comparing, matching, pageOfSorted } from './memoryLists.ts';

/** Both ports without a database; keeps the same contract as the real ones (productStores.contract.ts). */
export class MemoryProducts implements Catalogue, StockStore {
  /** Messages in the order in which they were written. */
  readonly written: Draft[] = [];
  readonly #products = new Map<string, Product>();
  readonly #reservations = new Map<string, Reservation>();
  readonly #adjustments = new Map<string, Adjustment>();
  readonly #steps: StockStep[] = [];

  byIds: Catalogue['byIds'] = async (ids) => ids.map((id) => this.#products.get(id));

  bySkus: Catalogue['bySkus'] = async (skus) => skus.map((sku) => this.#all().find((each) => each.sku === sku));

  page: Catalogue['page'] = async (query, page) => {
    return pageOfSorted(this.#all().filter(matching(query)).sort(comparing(query.sort)), page);
  };

  count: Catalogue['count'] = async (query) => this.#all().filter(matching(query)).length;

  categories: Catalogue['categories'] = async () => {
    const sold = this.#all().filter(({ status }) => status === 'ACTIVE');
    const counted = [...Map.groupBy(sold, ({ category }) => category)];
    return counted
      .map(([name, { length: productCount }]) => ({ name, productCount }))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  };

  add: Catalogue['add'] = async (added) => {
    const taken = await this.bySkus(added.map(({ sku }) => sku));
    if (taken.some(Boolean)) {
      const message = 'another product has this SKU';
      throw new AppError('REFUSED', 'SKU_TAKEN', message, { reasons: [{ message, param: 'sku' }] });
    }
    for (const product of added) this.#products.set(product.id, product);
    this.written.push(...added.map((product) => productDraft('ProductCreated', product)));
  };

  save: Catalogue['save'] = async (before, { stock: _seen, ...after }) => {
    const now = this.#products.get(before.id);
    const isArchived = after.status !== before.status && after.status === 'ARCHIVED';
    if (now?.version !== before.version || (isArchived && now.stock.held > 0)) throw changed();
    const saved = { ...after, stock: now.stock };
    this.#products.set(saved.id, saved);
    this.written.push(productDraft(isArchived ? 'ProductArchived' : 'ProductUpdated', saved));
    return saved;
  };

  /** As `ImageStore` does it. */
  replaceImages = (after: Product): Product => {
    this.#products.set(after.id, after);
    this.written.push(productDraft('ProductUpdated', after));
    return after;
  };

  adjustment: Catalogue['adjustment'] = async (id) => this.#adjustments.get(id);

  adjustments: Catalogue['adjustments'] = async (productId, page) => {
    const newestFirst = [...this.#adjustments.values()]
      .filter((each) => each.productId === productId)
      .sort((one, other) => other.at.getTime() - one.at.getTime() || (one.id > other.id ? -1 : 1));
    return pageOfSorted(newestFirst, page);
  };

  countAdjustments: Catalogue['countAdjustments'] = async (productId) =>
    [...this.#adjustments.values()].filter((each) => each.productId === productId).length;

  adjust: Catalogue['adjust'] = async (adjustment) => {
    const { id, productId, delta } = adjustment;
    const now = this.#products.get(productId);
    if (!now || now.stock.available + delta < 0 || this.#adjustments.has(id)) throw changed();
    const { available, stocked, ...rest } = now.stock;
    const adjusted = { ...now, stock: { ...rest, available: available + delta, stocked: stocked + delta } };
    this.#adjustments.set(id, adjustment);
    this.#products.set(productId, adjusted);
    this.written.push(adjustmentDraft(adjustment, adjusted));
    return adjusted;
  };

  look: StockStore['look'] = async ({ orderIds, demand }) => {
    const shelves = [...demand].flatMap(([id, units]) => this.#shelfOf(id, units) ?? []);
    const known = orderIds.flatMap((orderId) => this.#reservations.get(orderId) ?? []);
    return {
      shelves: new Map(shelves.map((shelf) => [shelf.productId, shelf])),
      reservations: new Map(known.map((reservation) => [reservation.orderId, reservation])),
    };
  };

  apply: StockStore['apply'] = async (change) => {
    if (!this.#fits(change)) throw new AppError('CONFLICT', 'STOCK_MOVED', 'somebody else has just moved the stock');
    for (const { productId, available, held, sold } of change.moves) {
      const product = this.#products.get(productId);
      if (!product) continue;
      const { stock } = product;
      const moved = { available: stock.available + available, held: stock.held + held, sold: stock.sold + sold };
      this.#products.set(productId, { ...product, stock: { ...stock, ...moved } });
    }
    for (const reservation of [...change.opened, ...change.ended.map((each) => each.reservation)]) {
      this.#reservations.set(reservation.orderId, reservation);
    }
    const { stepsOf, drafts } = recordedSteps(change.events);
    this.written.push(...drafts);
    for (const orderId of new Set(change.events.map((event) => event.orderId))) {
      this.#steps.push(...stepsOf(orderId).map((step) => ({ orderId, ...step })));
    }
  };

  steps: StockStore['steps'] = async (orderIds) => this.#steps.filter(({ orderId }) => orderIds.includes(orderId));

  #all(): Product[] {
    return [...this.#products.values()];
  }

  #fits({ moves, opened, ended }: StockChange): boolean {
    const hasRoom = moves.every(({ productId, available, held, sold, version }) => {
      const product = this.#products.get(productId);
      if (!product || (version !== undefined && version !== product.version)) return false;
      const { stock } = product;
      return stock.available + available >= 0 && stock.held + held >= 0 && stock.sold + sold >= 0;
    });
    const isNew = opened.every(({ orderId }) => !this.#reservations.has(orderId));
    const isAsFound = ({ was, reservation: { orderId } }: Ended) => this.#reservations.get(orderId)?.status === was;
    return hasRoom && isNew && ended.every(isAsFound);
  }

  #shelfOf(productId: string, demand: number): Shelf | undefined {
    const product = this.#products.get(productId);
    if (!product) return undefined;
    const { sku, name, price: unitPrice, status, version, stock } = product;
    const isScarce = demand > stock.available && stock.held > 0;
    const firstHoldEnds = isScarce ? this.#firstHoldEnds(productId) : null;
    return { productId, sku, name, unitPrice, isSold: status === 'ACTIVE', version, ...stock, firstHoldEnds };
  }

  #firstHoldEnds(productId: string): Date | null {
    const holds = [...this.#reservations.values()].filter(
      ({ status, lines }) => status === 'HELD' && lines.some((line) => line.productId === productId),
    );
    return holds.map(({ heldUntil }) => heldUntil).sort((one, other) => one.getTime() - other.getTime())[0] ?? null;
  }
}

const changed = () => new AppError('CONFLICT', 'PRODUCT_CHANGED', 'the product has just changed');
