import { AppError } from '#kernel/errors.ts';
import type { Product } from '../domain/product.ts';
import type { Catalogue } from '../ports.ts';

/** @throws AppError REFUSED (PRODUCT_NOT_FOUND) that blames the input field `param`. */
export async function knownProduct({ byIds }: Pick<Catalogue, 'byIds'>, id: string, param: string): Promise<Product> {
  const [product] = await byIds([id]);
  if (product) return product;
  const message = 'there is no such product';
  throw new AppError('REFUSED', 'PRODUCT_NOT_FOUND', message, { reasons: [{ message, param }] });
}
