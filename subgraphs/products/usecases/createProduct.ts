import { newProduct, type Product } from '../domain/product.ts';
import type { Catalogue, CreateRequest } from '../ports.ts';

type Deps = { catalogue: Pick<Catalogue, 'add'>; now: () => Date; newId: () => string };

/** @throws AppError REFUSED (SKU_TAKEN). */
export const makeCreateProduct =
  ({ catalogue, now, newId }: Deps) =>
  async (request: CreateRequest): Promise<Product> => {
    const product = newProduct({ ...request, id: newId() }, now());
    await catalogue.add([product]);
    return product;
  };
