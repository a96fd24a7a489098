import type { Outbox } from '#events/outbox/outbox.ts';
import type { FileStore } from '#kernel/files/fileStore.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { Product, ProductImage } from '../domain/product.ts';
import type { ImageStore } from '../imagePorts.ts';
import { productDraft } from '../outgoing.ts';
import { type ProductModels, type ProductRow, productOf } from './productModels.ts';

type Deps = {
  mongo: Mongo;
  models: Pick<ProductModels, 'products'>;
  outbox: Outbox;
  files: Pick<FileStore, 'keep' | 'discard'>;
  now: () => Date;
};

/** Two changes of one product at the same moment conflict, and the later one decides on what the earlier left. */
export const makeMongoImages = ({ mongo, models: { products }, outbox, files, now }: Deps): ImageStore => ({
  change: (productId, change) =>
    mongo.transaction(async () => {
      const row = await products.findById(productId).lean<ProductRow>();
      if (!row) return null;
      const before = productOf(row);
      const after = change(before);
      if (after === before) return before;
      const changed: Product = { ...after, updatedAt: now() };
      await products.updateOne({ _id: productId }, { images: [...changed.images], updatedAt: changed.updatedAt });
      await files.keep(idsIn(after.images, before.images));
      await files.discard(idsIn(before.images, after.images));
      await outbox.append([productDraft('ProductUpdated', changed)]);
      return changed;
    }),
});

/** Those of the first that are not among the second. */
const idsIn = (images: readonly ProductImage[], others: readonly ProductImage[]): string[] =>
  images.map(({ id }) => id).filter((id) => !others.some((other) => other.id === id));
