import { AppError } from '#kernel/errors.ts';
import type { Product, ProductImage } from './product.ts';

export const MAX_IMAGES = 10;

/** The product with one more image, at the end. @throws AppError REFUSED (TOO_MANY_IMAGES). */
export function withImage(product: Product, image: ProductImage): Product {
  checkRoom(product);
  return { ...product, images: [...product.images, image] };
}

/** @throws AppError REFUSED (TOO_MANY_IMAGES). */
export function checkRoom({ images }: Product): void {
  if (images.length < MAX_IMAGES) return;
  throw refuse('TOO_MANY_IMAGES', `a product has at most ${MAX_IMAGES} images: remove one first`, 'productId');
}

/** The product without an image; the same object when it has no such image. */
export const withoutImage = (product: Product, imageId: string): Product =>
  product.images.some(({ id }) => id === imageId)
    ? { ...product, images: product.images.filter(({ id }) => id !== imageId) }
    : product;

/**
 * The product with its images in this order; the same object when they are.
 *
 * @throws AppError REFUSED (IMAGES_CHANGED) when these are not the images that it has.
 */
export function arranged(product: Product, imageIds: readonly string[]): Product {
  const { images } = product;
  if (images.length === imageIds.length && images.every(({ id }, place) => id === imageIds[place])) return product;
  const inOrder = imageIds.flatMap((id) => images.find((image) => image.id === id) ?? []);
  const isComplete = inOrder.length === images.length && new Set(imageIds).size === images.length;
  if (isComplete && imageIds.length === images.length) return { ...product, images: inOrder };
  throw refuse('IMAGES_CHANGED', 'name all images that the product has now, each once', 'imageIds');
}

const refuse = (reason: string, message: string, param: string) =>
  new AppError('REFUSED', reason, message, { reasons: [{ message, param }] });
