import { newProduct, type Product } from '../domain/product.ts';
import type { Catalogue, CreateRequest } from '../ports.ts';

type Deps = { catalogue: Pick<Catalogue, 'add'>; now: () => Date; newId: () => string };

/** What an admin adds is the shop's, what a seller adds is theirs. @throws AppError REFUSED (SKU_TAKEN). */
export const makeCreateProduct =
  ({ catalogue, now, newId }: Deps) =>
  async ({ editor: { userId, isAdmin }, ...request }: CreateRequest): Promise<Product> => {
    const product = newProduct({ ...request, sellerId: isAdmin ? null : userId, id: newId() }, now());
    await catalogue.add([product]);
    return product;
  };
