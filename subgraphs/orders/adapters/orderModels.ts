import { Schema } from 'mongoose';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { OrderEvent } from '../domain/orderEvents.ts';
import type { OrderView } from '../domain/orderView.ts';
import type { Address } from '../ports.ts';
import { couponModels } from './couponModels.ts';

/** The truth. `_id` is also the id of the message that tells the rest of the shop. */
export type EventRow = { _id: string; orderId: string; version: number; event: OrderEvent; trail?: Trail };
/** How the event came about: real time, the request and what it followed from. Events of the first version don't say. */
export type Trail = { recordedAt: Date; requestId?: string | undefined; causationId?: string | undefined };
/** Made from the events; can be thrown away and made again. */
export type ViewRow = Omit<OrderView, 'id' | Added> & Partial<Pick<OrderView, Added>> & { _id: string };
/** What views of the first version don't have. */
type Added = 'paymentStatus' | 'subtotal' | 'discount' | 'coupon' | 'refunded';
/** `_id` is the order's. The one place with personal data. */
export type AddressRow = Address & { _id: string; customerId: string };
/** `_id` is customer and key. */
export type PlacementRow = { _id: string; orderId: string; inputHash: string };

const { Mixed } = Schema.Types;

const events = new Schema<EventRow>(
  { _id: String, orderId: String, version: Number, event: Mixed, trail: Mixed },
  { versionKey: false, minimize: false },
);
// Two deciders that saw the same version: one of them is refused.
events.index({ orderId: 1, version: 1 }, { unique: true });
// What the sales report counts, by when it happened.
events.index(
  { 'event.type': 1, 'event.at': 1 },
  { partialFilterExpression: { 'event.type': { $in: ['OrderPaid', 'OrderRefunded'] } } },
);

const views = new Schema<ViewRow>(
  {
    _id: String,
    version: Number,
    customerId: String,
    status: String,
    paymentStatus: String,
    items: [Mixed],
    subtotal: Mixed,
    discount: Mixed,
    total: Mixed,
    coupon: Mixed,
    refunded: Mixed,
    expiresAt: Date,
    placedAt: Date,
    paymentMethod: String,
    failure: Mixed,
    history: [Mixed],
  },
  { versionKey: false, minimize: false },
);
views.index({ customerId: 1, placedAt: -1, _id: -1 });
views.index({ placedAt: -1, _id: -1 });
views.index({ status: 1, placedAt: -1, _id: -1 });

const addresses = new Schema<AddressRow>(
  { _id: String, customerId: String, name: String, street: String, city: String, postalCode: String, country: String },
  { versionKey: false },
);
addresses.index({ customerId: 1 });

const placements = new Schema<PlacementRow>({ _id: String, orderId: String, inputHash: String }, { versionKey: false });

export const orderModels = (mongo: Mongo) => ({
  ...couponModels(mongo),
  events: mongo.connection.model<EventRow>('OrderEvent', events, 'order_events'),
  views: mongo.connection.model<ViewRow>('OrderView', views, 'order_views'),
  addresses: mongo.connection.model<AddressRow>('ShippingAddress', addresses, 'shipping_addresses'),
  placements: mongo.connection.model<PlacementRow>('Placement', placements, 'placements'),
});

export type OrderModels = ReturnType<typeof orderModels>;

/** A view of the first version gets what can be told without its events; `npm run orders:rebuild` makes it whole. */
export const viewOf = ({ _id: id, ...view }: ViewRow): OrderView => ({
  id,
  ...view,
  paymentStatus: view.paymentStatus ?? guessedPayment(view),
  subtotal: view.subtotal ?? view.total,
  discount: view.discount ?? (view.total && { ...view.total, amount: 0 }),
  coupon: view.coupon ?? null,
  refunded: view.refunded ?? null,
  history: view.history.map((entry) => ({ ...FIRST_VERSION, ...entry })),
});

const FIRST_VERSION = { by: 'system', reason: null, amount: null } as const;

function guessedPayment({ status, history }: Pick<ViewRow, 'status' | 'history'>): OrderView['paymentStatus'] {
  if (status === 'PAYING') return 'PENDING';
  return history.some(({ type }) => type === 'OrderPaid') ? 'PAID' : 'UNPAID';
}
