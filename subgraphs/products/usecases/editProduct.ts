import { archive, edit, type Product, unarchive } from '../domain/product.ts';
import type { ArchiveRequest, Catalogue, UpdateRequest } from '../ports.ts';
import { editableProduct } from './knownProduct.ts';

type Deps = { catalogue: Pick<Catalogue, 'byIds' | 'save'>; now: () => Date };

/** @throws AppError REFUSED: PRODUCT_NOT_FOUND, NOT_YOUR_PRODUCT, VERSION_CONFLICT; CONFLICT: run it again. */
export const makeUpdateProduct =
  ({ catalogue, now }: Deps) =>
  async ({ editor, id, expectedVersion, changes }: UpdateRequest): Promise<Product> => {
    const before = await editableProduct(catalogue, id, editor, 'id');
    return save(catalogue, before, edit(before, { expectedVersion, changes, now: now() }));
  };

/**
 * @throws AppError REFUSED: PRODUCT_NOT_FOUND, NOT_YOUR_PRODUCT, VERSION_CONFLICT, STOCK_IS_HELD; CONFLICT: run it
 * again.
 */
export const makeArchiveProduct =
  ({ catalogue, now }: Deps) =>
  async ({ editor, id, expectedVersion }: ArchiveRequest): Promise<Product> => {
    const before = await editableProduct(catalogue, id, editor, 'id');
    return save(catalogue, before, archive(before, { expectedVersion, now: now() }));
  };

/** @throws AppError REFUSED: PRODUCT_NOT_FOUND, NOT_YOUR_PRODUCT, VERSION_CONFLICT; CONFLICT: run it again. */
export const makeUnarchiveProduct =
  ({ catalogue, now }: Deps) =>
  async ({ editor, id, expectedVersion }: ArchiveRequest): Promise<Product> => {
    const before = await editableProduct(catalogue, id, editor, 'id');
    return save(catalogue, before, unarchive(before, { expectedVersion, now: now() }));
  };

const save = ({ save: write }: Deps['catalogue'], before: Product, after: Product): Promise<Product> =>
  after === before ? Promise.resolve(before) : write(before, after);
