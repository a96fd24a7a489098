import { type Editor, mayEdit } from '../domain/editing.ts';
import { arranged, checkRoom, withImage, withoutImage } from '../domain/images.ts';
import type { Product, ProductImage } from '../domain/product.ts';
import type {
  ArrangeImagesRequest,
  ImageGrant,
  ImageStore,
  ImageTickets,
  ImageUploadRequest,
  RemoveImageRequest,
} from '../imagePorts.ts';
import type { Catalogue } from '../ports.ts';
import { editableProduct, notYours, unknownProduct } from './knownProduct.ts';

type Deps = { images: ImageStore };

/** @throws AppError REFUSED: PRODUCT_NOT_FOUND, NOT_YOUR_PRODUCT, TOO_MANY_IMAGES. */
export const makeRequestImageUpload =
  ({ catalogue, tickets }: { catalogue: Pick<Catalogue, 'byIds'>; tickets: ImageTickets }) =>
  async ({ editor, holder, productId, alt }: ImageUploadRequest) => {
    checkRoom(await editableProduct(catalogue, productId, editor, 'productId'));
    return tickets.issue({ subject: { productId, alt }, holder });
  };

/**
 * Makes an uploaded file an image of its product. The product may have gone to somebody else since the upload was granted.
 *
 * @throws AppError REFUSED: PRODUCT_NOT_FOUND, NOT_YOUR_PRODUCT, TOO_MANY_IMAGES.
 */
export const makeAddImage =
  ({ images }: Deps) =>
  ({ editor, productId, alt }: ImageGrant & { editor: Editor }, file: Omit<ProductImage, 'alt'>): Promise<Product> =>
    change(images, { editor, productId }, (product) => withImage(product, { ...file, alt }));

/** Repeatable. @throws AppError REFUSED: PRODUCT_NOT_FOUND, NOT_YOUR_PRODUCT. */
export const makeRemoveImage =
  ({ images }: Deps) =>
  ({ imageId, ...where }: RemoveImageRequest): Promise<Product> =>
    change(images, where, (product) => withoutImage(product, imageId));

/** @throws AppError REFUSED: PRODUCT_NOT_FOUND, NOT_YOUR_PRODUCT, IMAGES_CHANGED. */
export const makeArrangeImages =
  ({ images }: Deps) =>
  ({ imageIds, ...where }: ArrangeImagesRequest): Promise<Product> =>
    change(images, where, (product) => arranged(product, imageIds));

type Where = { readonly editor: Editor; readonly productId: string };

async function change(
  images: ImageStore,
  { editor, productId }: Where,
  decide: (product: Product) => Product,
): Promise<Product> {
  const changed = await images.change(productId, (product) => {
    if (!mayEdit(product, editor)) throw notYours('productId');
    return decide(product);
  });
  if (changed) return changed;
  throw unknownProduct('productId');
}
