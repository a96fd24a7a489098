import DataLoader from 'dataloader';
import type { Product } from './domain/product.ts';
import type { Purchases } from './purchasePorts.ts';

export type Recommendations = {
  /** What was bought together with a product most often and is still sold; all that are asked for at once cost one query. */
  related(productId: string, first: number): Promise<Product[]>;
  /** What goes with what a user bought, and is still sold. */
  forUser(userId: string, first: number): Promise<Product[]>;
};

type Deps = {
  purchases: Pick<Purchases, 'boughtWith' | 'recommendedFor'>;
  byId: { load(id: string): Promise<Product | undefined> };
};

/** Some may be archived by now, so more are looked up than are shown. */
const spare = (first: number) => 2 * first + 10;

/** For one request. */
export function makeRecommendations({ purchases, byId }: Deps): Recommendations {
  const loaders = new Map<number, DataLoader<string, readonly string[]>>();
  const loaderOf = (limit: number) => {
    const loader = loaders.get(limit) ?? new DataLoader((ids) => purchases.boughtWith(ids, limit));
    loaders.set(limit, loader);
    return loader;
  };
  const sold = async (ids: readonly string[], first: number) => {
    const products = await Promise.all(ids.map((id) => byId.load(id)));
    return products.filter((product) => product?.status === 'ACTIVE').slice(0, first) as Product[];
  };
  return {
    related: async (productId, first) => sold(await loaderOf(spare(first)).load(productId), first),
    forUser: async (userId, first) => sold(await purchases.recommendedFor(userId, spare(first)), first),
  };
}
