import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '#kernel/errors.ts';
import { LatestValue } from '#kernel/graphql/latestValue.ts';
import { type Availability, availabilityOf } from '../domain/availability.ts';
import type { Product } from '../domain/product.ts';
import type { Catalogue } from '../ports.ts';

type Deps = {
  /** The database itself, never a cache. */
  readonly read: Catalogue['byIds'];
  /** Waits a moment between two rounds, so that a flash sale becomes a few values a second. */
  readonly pause: () => Promise<unknown>;
  readonly onFailure: (error: unknown) => void;
};

type Watcher = { readonly values: LatestValue<Product>; told: Availability | undefined };

/**
 * Tells the subscribers of one process how many units of a product can be ordered: now, and whenever that changes.
 *
 * One round after the other reads every product that has changed since, once for all who watch it. Each of them hears what
 * these reads found, in their order, so nothing goes back; and what changes many times within a round is told once.
 */
export class LiveAvailability {
  readonly #deps: Deps;
  readonly #watchers = new Map<string, Set<Watcher>>();
  readonly #changed = new Set<string>();
  /** A round is nobody's request. */
  readonly #outside = AsyncLocalStorage.snapshot();
  #isBusy = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The first value is how it is now: it is read after the watcher is attached, so no change falls between the two. */
  watch(productId: string): LatestValue<Product> {
    const watchers = this.#watchers.get(productId) ?? new Set();
    this.#watchers.set(productId, watchers);
    const values = new LatestValue<Product>(() => {
      watchers.delete(watcher);
      if (watchers.size === 0) this.#watchers.delete(productId);
    });
    const watcher: Watcher = { values, told: undefined };
    watchers.add(watcher);
    this.tell([productId]);
    return values;
  }

  /** Something about these products may have changed. Costs nothing where nobody watches. */
  tell(productIds: readonly string[]): void {
    for (const id of productIds) if (this.#watchers.has(id)) this.#changed.add(id);
    if (this.#changed.size > 0 && !this.#isBusy) this.#outside(() => void this.#work());
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    while (this.#changed.size > 0) {
      const ids = [...this.#changed];
      this.#changed.clear();
      await this.#round(ids);
      await this.#deps.pause();
    }
    this.#isBusy = false;
  }

  async #round(ids: readonly string[]): Promise<void> {
    try {
      const products = await this.#deps.read(ids);
      for (const [index, id] of ids.entries()) this.#show(id, products[index]);
    } catch (error) {
      // They must not miss a change unawares.
      for (const { values } of ids.flatMap((id) => this.#watching(id))) values.fail(interrupted(error));
      this.#deps.onFailure(error);
    }
  }

  #show(id: string, product: Product | undefined): void {
    for (const watcher of this.#watching(id)) {
      if (!product) watcher.values.fail(productNotFound());
      else if (isNews(watcher.told, availabilityOf(product))) {
        watcher.told = availabilityOf(product);
        watcher.values.push(product);
      }
    }
  }

  #watching = (id: string): Watcher[] => [...(this.#watchers.get(id) ?? [])];
}

const isNews = (told: Availability | undefined, { available, held }: Availability): boolean =>
  told?.available !== available || told.held !== held;

export const productNotFound = () => new AppError('NOT_FOUND', 'PRODUCT_NOT_FOUND', 'there is no such product');

const interrupted = (cause: unknown) =>
  new AppError('UNAVAILABLE', 'STREAM_INTERRUPTED', 'a change could not be read: subscribe again', { cause });
