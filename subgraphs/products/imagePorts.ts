import type { UserPrincipal } from '#kernel/auth/principal.ts';
import type { Ticket, Tickets } from '#kernel/files/tickets.ts';
import type { Editor } from './domain/editing.ts';
import type { Product } from './domain/product.ts';

/** What an upload may become. */
export type ImageGrant = { readonly productId: string; readonly alt: string };

export type ImageTickets = Pick<Tickets<ImageGrant>, 'issue'>;

export type ImageStore = {
  /**
   * Writes the images that `change` leaves, with ProductUpdated, in one transaction; those that are new belong to the
   * product then, and those that are gone to nobody. The same product from `change` changes nothing.
   *
   * @param change is asked again after a conflict; what it throws comes out.
   * @returns null when there is no such product.
   */
  change(productId: string, change: (product: Product) => Product): Promise<Product | null>;
};

export type ImageUploadRequest = ImageGrant & { readonly holder: UserPrincipal; readonly editor: Editor };
export type RemoveImageRequest = { readonly editor: Editor; readonly productId: string; readonly imageId: string };
export type ArrangeImagesRequest = {
  readonly editor: Editor;
  readonly productId: string;
  readonly imageIds: readonly string[];
};

/** All may throw AppError REFUSED: PRODUCT_NOT_FOUND, NOT_YOUR_PRODUCT, and what they say. */
type ImageActions = {
  /** @throws AppError REFUSED (TOO_MANY_IMAGES). */
  requestImageUpload(request: ImageUploadRequest): Promise<Ticket>;
  removeImage(request: RemoveImageRequest): Promise<Product>;
  /** @throws AppError REFUSED (IMAGES_CHANGED). */
  arrangeImages(request: ArrangeImagesRequest): Promise<Product>;
};

export type ImageUrls = { urlOf(imageId: string): string; uploadUrlOf(token: string): string };

/** What requests do with images, and where these are. */
export type Images = ImageActions & ImageUrls;
