import { AppError } from '#kernel/errors.ts';
import { type Editor, mayEdit } from '../domain/editing.ts';
import type { Product } from '../domain/product.ts';
import type { Catalogue } from '../ports.ts';

/** @throws AppError REFUSED (PRODUCT_NOT_FOUND) that blames the input field `param`. */
export async function knownProduct({ byIds }: Pick<Catalogue, 'byIds'>, id: string, param: string): Promise<Product> {
  const [product] = await byIds([id]);
  if (product) return product;
  throw unknownProduct(param);
}

/** @throws AppError REFUSED: PRODUCT_NOT_FOUND, NOT_YOUR_PRODUCT; both blame the input field `param`. */
export async function editableProduct(
  catalogue: Pick<Catalogue, 'byIds'>,
  id: string,
  editor: Editor,
  param: string,
): Promise<Product> {
  const product = await knownProduct(catalogue, id, param);
  if (mayEdit(product, editor)) return product;
  throw notYours(param);
}

export const unknownProduct = (param: string) => refuse('PRODUCT_NOT_FOUND', 'there is no such product', param);

export const notYours = (param: string) => refuse('NOT_YOUR_PRODUCT', 'somebody else sells this product', param);

const refuse = (reason: string, message: string, param: string) =>
  new AppError('REFUSED', reason, message, { reasons: [{ message, param }] });
