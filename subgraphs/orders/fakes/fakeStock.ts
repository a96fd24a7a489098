import { AppError } from '#kernel/errors.ts';
import type { LineQuote } from '../couponPorts.ts';
import type { Failure, HeldLine, WantedLine } from '../domain/orderEvents.ts';
import type { Hold, Stock } from '../ports.ts';

type Shelf = Record<string, { price: number; available: number }>;

/** A products subgraph in memory: one shelf, prices in cents of a euro. */
export class FakeStock implements Stock {
  /** While true, nothing answers. */
  isAway = false;
  readonly released = new Set<string>();
  readonly committed = new Set<string>();
  readonly takenBack = new Set<string>();
  readonly #shelf: Shelf;
  readonly #held = new Map<string, readonly HeldLine[]>();

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  async reserve({ orderId, lines, heldUntil }: Hold) {
    this.#answer();
    if (this.released.has(orderId)) throw new AppError('CONFLICT', 'HOLD_RELEASED', 'it was given back');
    const known = this.#held.get(orderId);
    if (known) return { held: known };
    const refused = lines.flatMap(({ productId, quantity }, index) => this.#refusal(productId, quantity, index))[0];
    if (refused)
      return { refused: refused.reason === 'BEING_CHECKED_OUT' ? { ...refused, retryAfter: heldUntil } : refused };
    const held = lines.map((line) => this.#take(line));
    this.#held.set(orderId, held);
    return { held };
  }

  async release(orderId: string): Promise<void> {
    this.#answer();
    if (this.released.has(orderId)) return;
    this.released.add(orderId);
    for (const { productId, quantity } of this.#held.get(orderId) ?? []) this.put(productId, quantity);
  }

  async commit(orderId: string): Promise<void> {
    this.#answer();
    this.committed.add(orderId);
  }

  async takeBack(orderId: string): Promise<void> {
    this.#answer();
    if (this.takenBack.has(orderId)) return;
    this.takenBack.add(orderId);
    for (const { productId, quantity } of this.#held.get(orderId) ?? []) this.put(productId, quantity);
  }

  async quote(lines: readonly WantedLine[]): Promise<LineQuote[]> {
    this.#answer();
    return lines.map((line) => {
      const place = this.#shelf[line.productId];
      const unitPrice = place ? { amount: place.price, currency: 'EUR' } : null;
      const name = place ? `Product ${line.productId}` : null;
      return { ...line, name, unitPrice, available: place?.available ?? 0, held: this.#heldOf(line), isSold: !!place };
    });
  }

  #heldOf({ productId }: WantedLine): number {
    const running = [...this.#held].filter(([orderId]) => !this.released.has(orderId) && !this.committed.has(orderId));
    const lines = running.flatMap(([, held]) => held).filter((line) => line.productId === productId);
    return lines.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  put(productId: string, quantity: number): void {
    const place = this.#shelf[productId];
    if (place) place.available += quantity;
  }

  #answer(): void {
    if (this.isAway)
      throw new AppError(
        'UNAVAILABLE',
        'SERVICE_TIMED_OUT',
        'a part of the shop does not answer at the moment: try again',
      );
  }

  #refusal(productId: string, quantity: number, index: number): Failure[] {
    const place = this.#shelf[productId];
    const param = `lines.${index}`;
    if (!place) return [{ reason: 'PRODUCT_UNAVAILABLE', message: 'it is not sold', param }];
    if (place.available >= quantity) return [];
    const isHeld = [...this.#held.keys()].some((orderId) => !this.released.has(orderId));
    if (isHeld) return [{ reason: 'BEING_CHECKED_OUT', message: 'come back later', param }];
    return [{ reason: 'OUT_OF_STOCK', message: 'not so many left', param, available: place.available }];
  }

  #take({ productId, quantity }: { productId: string; quantity: number }): HeldLine {
    const price = this.#shelf[productId]?.price ?? 0;
    this.put(productId, -quantity);
    return { productId, quantity, name: `Product ${productId}`, unitPrice: { amount: price, currency: 'EUR' } };
  }
}
