import mongoose from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { AppError } from '#kernel/errors.ts';
import type { Page } from '#kernel/graphql/page.ts';
import { findPage, type SortKeys } from '#kernel/mongo/findPage.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import type { Product } from '../domain/product.ts';
import { adjustmentDraft, productDraft } from '../outgoing.ts';
import type { Adjustment, Catalogue } from '../ports.ts';
import {
  type AdjustmentRow,
  type ProductModels,
  type ProductRow,
  productOf,
  rowOf,
  sortNameOf,
} from './productModels.ts';
import { categoriesOf, countProducts, productPage } from './productSearch.ts';

type Deps = { mongo: Mongo; models: ProductModels; outbox: Outbox };

/** Every change is written in one transaction with the event that tells of it. */
export function makeMongoCatalogue({ mongo, models: { products, adjustments }, outbox }: Deps): Catalogue {
  return {
    byIds: async (ids) => {
      const rows = await products.find({ _id: mongoose.trusted({ $in: ids }) }).lean<ProductRow[]>();
      return inOrder(ids, rows, ({ _id }) => _id);
    },
    bySkus: async (skus) => {
      const rows = await products.find({ sku: mongoose.trusted({ $in: skus }) }).lean<ProductRow[]>();
      return inOrder(skus, rows, ({ sku }) => sku);
    },
    page: async (query, page) => {
      const { edges, pageInfo } = await productPage(products, query, page);
      const shown = edges.map(({ cursor, node }) => ({ cursor, node: productOf(node) }));
      return { edges: shown, nodes: shown.map(({ node }) => node), pageInfo };
    },
    count: (query) => countProducts(products, query),
    categories: () => categoriesOf(products),
    add: (added) =>
      mongo
        .transaction(async () => {
          await products.insertMany(added.map(rowOf));
          await outbox.append(added.map((product) => productDraft('ProductCreated', product)));
        })
        .catch((error) => {
          throw isDuplicateKey(error) ? skuTaken(error) : error;
        }),
    save: (before, after) => mongo.transaction(() => save(products, outbox, before, after)),
    adjustment: async (id) => {
      const row = await adjustments.findById(id).lean();
      return row ? adjustmentOf(row) : undefined;
    },
    adjustments: (productId, page) => adjustmentPage(adjustments, productId, page),
    countAdjustments: (productId) => adjustments.countDocuments({ productId }).exec(), // a bare query would run twice
    adjust: (adjustment) =>
      mongo
        .transaction(() => adjust({ products, adjustments }, outbox, adjustment))
        .catch((error) => {
          throw isDuplicateKey(error) ? changed(adjustment.productId, error) : error;
        }),
  };
}

function inOrder(keys: readonly string[], rows: readonly ProductRow[], keyOf: (row: ProductRow) => string) {
  const byKey = new Map(rows.map((row) => [keyOf(row), productOf(row)]));
  return keys.map((key) => byKey.get(key));
}

async function save(
  products: ProductModels['products'],
  outbox: Outbox,
  { id, version, status: was }: Product,
  { name, description, category, price, status, version: next, updatedAt }: Product,
): Promise<Product> {
  const isArchived = status !== was && status === 'ARCHIVED';
  // A checkout may have taken units since they were read.
  const unseen = { _id: id, version, ...(isArchived && { 'stock.held': 0 }) };
  const text = { name, sortName: sortNameOf(name), description, category, price };
  const row = await products
    .findOneAndUpdate(
      unseen,
      { $set: { ...text, status, version: next, updatedAt } },
      { returnDocument: 'after', lean: true },
    )
    .lean<ProductRow>();
  if (!row) throw changed(id);
  const saved = productOf(row);
  await outbox.append([productDraft(isArchived ? 'ProductArchived' : 'ProductUpdated', saved)]);
  return saved;
}

async function adjust(
  { products, adjustments }: Pick<ProductModels, 'products' | 'adjustments'>,
  outbox: Outbox,
  { id, ...adjustment }: Adjustment,
): Promise<Product> {
  const { productId, delta } = adjustment;
  await adjustments.insertMany([{ ...adjustment, _id: id }]);
  const enough = { _id: productId, 'stock.available': mongoose.trusted({ $gte: Math.max(0, -delta) }) };
  const move = { $inc: { 'stock.available': delta, 'stock.stocked': delta } };
  const row = await products.findOneAndUpdate(enough, move, { returnDocument: 'after' }).lean<ProductRow>();
  if (!row) throw changed(productId);
  const adjusted = productOf(row);
  await outbox.append([adjustmentDraft({ id, ...adjustment }, adjusted)]);
  return adjusted;
}

const NEWEST_FIRST: SortKeys = [
  ['at', -1],
  ['_id', -1],
];

async function adjustmentPage(adjustments: ProductModels['adjustments'], productId: string, page: Page) {
  const { edges, pageInfo } = await findPage(adjustments, { productId }, NEWEST_FIRST, page);
  const shown = edges.map(({ cursor, node }) => ({ cursor, node: adjustmentOf(node) }));
  return { edges: shown, nodes: shown.map(({ node }) => node), pageInfo };
}

const adjustmentOf = ({ _id: id, ...adjustment }: AdjustmentRow): Adjustment => ({ id, ...adjustment });

const changed = (id: string, cause?: unknown) =>
  new AppError('CONFLICT', 'PRODUCT_CHANGED', `product ${id} has just changed`, { cause });

function skuTaken(cause: unknown): AppError {
  const message = 'another product has this SKU';
  return new AppError('REFUSED', 'SKU_TAKEN', message, { reasons: [{ message, param: 'sku' }], cause });
}
