import { AppError } from '#kernel/errors.ts';
import { adjust, type Product } from '../domain/product.ts';
import type { Adjustment, AdjustRequest, Catalogue } from '../ports.ts';
import { editableProduct } from './knownProduct.ts';

type Deps = { catalogue: Pick<Catalogue, 'byIds' | 'adjustment' | 'adjust'>; now: () => Date };

/**
 * Puts units in or takes them out; a repeat with the same key changes nothing.
 *
 * @throws AppError REFUSED: PRODUCT_NOT_FOUND, NOT_YOUR_PRODUCT, STOCK_IS_HELD; BAD_USER_INPUT
 * (IDEMPOTENCY_KEY_REUSED); CONFLICT: run it again.
 */
export const makeAdjustStock =
  ({ catalogue, now }: Deps) =>
  async ({ idempotencyKey, editor, ...wanted }: AdjustRequest): Promise<Product> => {
    const { userId } = editor;
    const id = `${userId}:${idempotencyKey}`;
    const done = await catalogue.adjustment(id);
    const product = await editableProduct(catalogue, wanted.productId, editor, 'productId');
    if (done) return sameAs(done, wanted, product);
    adjust(product, wanted.delta); // refuses what can't be
    return catalogue.adjust({ ...wanted, userId, id, at: now() });
  };

type Wanted = Omit<AdjustRequest, 'idempotencyKey' | 'editor'>;

function sameAs(done: Adjustment, { productId, delta, reason }: Wanted, product: Product): Product {
  if (done.productId === productId && done.delta === delta && done.reason === reason) return product;
  const message = 'this key was used with other input';
  const reasons = [{ message, param: 'idempotencyKey' }];
  throw new AppError('BAD_USER_INPUT', 'IDEMPOTENCY_KEY_REUSED', message, { reasons });
}
