import { archive, edit, type Product } from '../domain/product.ts';
import type { ArchiveRequest, Catalogue, UpdateRequest } from '../ports.ts';
import { knownProduct } from './knownProduct.ts';

type Deps = { catalogue: Pick<Catalogue, 'byIds' | 'save'>; now: () => Date };

/** @throws AppError REFUSED: PRODUCT_NOT_FOUND, VERSION_CONFLICT; CONFLICT: run it again. */
export const makeUpdateProduct =
  ({ catalogue, now }: Deps) =>
  async ({ id, expectedVersion, changes }: UpdateRequest): Promise<Product> => {
    const before = await knownProduct(catalogue, id, 'id');
    return save(catalogue, before, edit(before, { expectedVersion, changes, now: now() }));
  };

/** @throws AppError REFUSED: PRODUCT_NOT_FOUND, VERSION_CONFLICT, STOCK_IS_HELD; CONFLICT: run it again. */
export const makeArchiveProduct =
  ({ catalogue, now }: Deps) =>
  async ({ id, expectedVersion }: ArchiveRequest): Promise<Product> => {
    const before = await knownProduct(catalogue, id, 'id');
    return save(catalogue, before, archive(before, { expectedVersion, now: now() }));
  };

const save = ({ save: write }: Deps['catalogue'], before: Product, after: Product): Promise<Product> =>
  after === before ? Promise.resolve(before) : write(before, after);
