import mongoose from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { AppError } from '#kernel/errors.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import type { BulkCatalogue, BulkChange } from '../exchangePorts.ts';
import { productDraft } from '../outgoing.ts';
import { type ProductModels, type ProductRow, productOf, rowOf, sortNameOf } from './productModels.ts';

type Deps = { mongo: Mongo; models: Pick<ProductModels, 'products'>; outbox: Outbox };

const READ_AHEAD = 500;

export function makeMongoBulkCatalogue({ mongo, models: { products }, outbox }: Deps): BulkCatalogue {
  return {
    all: async function* () {
      const rows = products
        .find({ status: 'ACTIVE' })
        .sort({ sku: 1 })
        .lean<ProductRow[]>()
        .cursor({ batchSize: READ_AHEAD });
      for await (const row of rows) yield productOf(row);
    },
    bySkus: async (skus) => {
      const rows = await products.find({ sku: mongoose.trusted({ $in: [...skus] }) }).lean<ProductRow[]>();
      const bySku = new Map(rows.map((row) => [row.sku, productOf(row)]));
      return skus.map((sku) => bySku.get(sku));
    },
    write: (change) =>
      mongo
        .transaction(() => write(change, products, outbox))
        .catch((error) => {
          // Somebody created a product with this SKU meanwhile: read again, it is an edit now.
          throw isDuplicateKey(error) ? changed(error) : error;
        }),
  };
}

async function write(
  { created, edited }: BulkChange,
  products: ProductModels['products'],
  outbox: Outbox,
): Promise<void> {
  if (created.length > 0) await products.insertMany(created.map(rowOf), { lean: true });
  if (edited.length > 0) {
    const { matchedCount } = await products.bulkWrite(edited.map((each) => ({ updateOne: updateOf(each) })));
    if (matchedCount < edited.length) throw changed();
  }
  await outbox.append([
    ...created.map((product) => productDraft('ProductCreated', product)),
    ...edited.map(({ after }) => productDraft('ProductUpdated', after)),
  ]);
}

function updateOf({ before, after }: BulkChange['edited'][number]) {
  const { name, description, category, price, version, updatedAt } = after;
  const text = { name, sortName: sortNameOf(name), description, category, price };
  return { filter: { _id: before.id, version: before.version }, update: { $set: { ...text, version, updatedAt } } };
}

const changed = (cause?: unknown) =>
  new AppError('CONFLICT', 'PRODUCT_CHANGED', 'a product of the file has just changed', { cause });
