import { Schema } from 'mongoose';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { Product, ProductImage } from '../domain/product.ts';
import type { Reservation } from '../domain/stock.ts';
import type { Adjustment, StockStep } from '../ports.ts';

/** `sortName` is the name as lists are sorted by it: upper case and accents make no difference. */
export type ProductRow = Omit<Product, 'id' | 'sellerId' | 'images'> & {
  _id: string;
  sortName: string;
  sellerId?: string | null;
  images?: ProductImage[];
};
/** `_id` is the order's. */
export type ReservationRow = Omit<Reservation, 'orderId'> & { _id: string; steps?: StoredStep[] };
export type StoredStep = Omit<StockStep, 'orderId'>;
export type AdjustmentRow = Omit<Adjustment, 'id'> & { _id: string };

const money = { amount: Number, currency: String };
const image = { id: String, alt: String, contentType: String, bytes: Number };

// Nothing under `stock` is indexed: it changes with every checkout, and each index would have to follow.
const products = new Schema<ProductRow>(
  {
    _id: String,
    sku: String,
    sellerId: String,
    name: String,
    sortName: String,
    description: String,
    category: String,
    price: money,
    status: String,
    stock: { available: Number, held: Number, sold: Number, stocked: Number },
    images: { type: [new Schema(image, { _id: false, id: false })], default: undefined },
    version: Number,
    createdAt: Date,
    updatedAt: Date,
  },
  { versionKey: false },
);
products.index({ sku: 1 }, { unique: true });
// Every list is of one status, of all categories or one, in one of three orders.
for (const place of [{ status: 1 }, { status: 1, category: 1 }] as const) {
  products.index({ ...place, createdAt: -1, _id: -1 });
  products.index({ ...place, sortName: 1, _id: 1 });
  products.index({ ...place, 'price.amount': 1, _id: 1 });
}
products.index({ sellerId: 1, status: 1, createdAt: -1, _id: -1 });
products.index(
  { status: 1, name: 'text', category: 'text', description: 'text' },
  { name: 'search', weights: { name: 10, category: 5, description: 1 } },
);

const line = { productId: String, quantity: Number, sku: String, name: String, unitPrice: money };

const reservations = new Schema<ReservationRow>(
  {
    _id: String,
    status: String,
    lines: [new Schema(line, { _id: false })],
    heldUntil: Date,
    steps: { type: [Schema.Types.Mixed], default: undefined },
  },
  { versionKey: false },
);
// When does the first hold on a product end?
reservations.index({ 'lines.productId': 1, heldUntil: 1 }, { partialFilterExpression: { status: 'HELD' } });

// Which holds are overdue?
reservations.index({ status: 1, _id: 1 }, { partialFilterExpression: { status: 'HELD' } });

const adjustments = new Schema<AdjustmentRow>(
  { _id: String, productId: String, delta: Number, reason: String, userId: String, at: Date },
  { versionKey: false },
);

adjustments.index({ productId: 1, at: -1, _id: -1 });

export const productModels = ({ connection }: Mongo) => ({
  products: connection.model<ProductRow>('Product', products, 'products'),
  reservations: connection.model<ReservationRow>('Reservation', reservations, 'reservations'),
  adjustments: connection.model<AdjustmentRow>('StockAdjustment', adjustments, 'stock_adjustments'),
});

export type ProductModels = ReturnType<typeof productModels>;

/** Rows from before there were sellers and images have none: they are the shop's. */
export const productOf = ({ _id: id, sortName: _sortName, sellerId, images, ...product }: ProductRow): Product => ({
  id,
  ...product,
  sellerId: sellerId ?? null,
  images: images ?? [],
});

export const rowOf = ({ id, images, ...product }: Product): ProductRow => ({
  _id: id,
  ...product,
  sortName: sortNameOf(product.name),
  images: [...images],
});

export const sortNameOf = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
