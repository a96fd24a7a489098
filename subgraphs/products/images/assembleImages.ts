import type { ImageStore, Images, ImageTickets, ImageUrls } from '../imagePorts.ts';
import type { Catalogue } from '../ports.ts';
import { makeArrangeImages, makeRemoveImage, makeRequestImageUpload } from '../usecases/changeImages.ts';
import { IMAGES_PATH } from './imageFiles.ts';

type Deps = {
  readonly store: ImageStore;
  readonly tickets: ImageTickets;
  readonly urls: ImageUrls;
  readonly catalogue: Pick<Catalogue, 'byIds'>;
  /** Says which products have changed, or may have. */
  readonly changed: (productIds: readonly string[]) => void;
};

export function assembleImages({ store, tickets, urls, catalogue, changed }: Deps): Images {
  const images: ImageStore = {
    change: (productId, change) => store.change(productId, change).finally(() => changed([productId])),
  };
  return {
    requestImageUpload: makeRequestImageUpload({ catalogue, tickets }),
    removeImage: makeRemoveImage({ images }),
    arrangeImages: makeArrangeImages({ images }),
    ...urls,
  };
}

/** @param publicUrl where the world reaches the gateway. */
export const imageUrls = (publicUrl: string): ImageUrls => ({
  urlOf: (imageId) => `${publicUrl}${IMAGES_PATH}/${imageId}`,
  uploadUrlOf: (token) => `${publicUrl}${IMAGES_PATH}?ticket=${token}`,
});
