import { z } from 'zod';
import { envelope, money } from './envelope.ts';

export const topic = 'orders.v1';

export const orderStatus = z.enum([
  'PENDING',
  'AWAITING_PAYMENT',
  'PAYING',
  'PAID',
  'FULFILLING',
  'SHIPPED',
  'DELIVERED',
  'FAILED',
  'EXPIRED',
  'CANCELLED',
]);

/** Every event moves the order; `previousStatus` is null for the first. */
const moved = {
  orderId: z.uuid(),
  customerId: z.uuid(),
  previousStatus: orderStatus.nullable(),
  status: orderStatus,
};

const line = z.object({
  productId: z.uuid(),
  name: z.string(),
  quantity: z.int().positive(),
  unitPrice: money,
});

/**
 * Facts about orders that other processes may rely on. Message key: `orderId`, so one order's events stay in order.
 *
 * Adding an optional field is free. Removing or renaming a field, or changing a unit, is `orders.v2` on its own topic,
 * published side by side until every consumer has moved. No card data, no addresses.
 */
export const orderEvent = z.discriminatedUnion('type', [
  /** Recorded, nothing held yet. `expiresAt`: when it is given up unless it is paid by then. */
  envelope('OrderPlaced', { ...moved, expiresAt: z.iso.datetime() }),
  /** The stock is held and prices are frozen: the customer may pay. */
  envelope('OrderAwaitingPayment', { ...moved, lines: z.array(line), total: money, expiresAt: z.iso.datetime() }),
  /** Nothing could be held. `reason`: BEING_CHECKED_OUT, OUT_OF_STOCK or PRODUCT_UNAVAILABLE. */
  envelope('OrderFailed', { ...moved, reason: z.string() }),
  /** A payment was authorised and is about to be captured: expiry waits. */
  envelope('OrderPaymentStarted', { ...moved, paymentId: z.uuid() }),
  /** The capture did not succeed: the order waits for another payment. */
  envelope('OrderPaymentFailed', { ...moved, paymentId: z.uuid() }),
  envelope('OrderPaid', { ...moved, paymentId: z.uuid(), lines: z.array(line), total: money }),
  envelope('OrderFulfilling', moved),
  envelope('OrderShipped', moved),
  envelope('OrderDelivered', moved),
  envelope('OrderExpired', moved),
  /** `paymentId` is there when a payment was captured, which is then to be refunded. */
  envelope('OrderCancelled', { ...moved, cancelledBy: z.enum(['customer', 'admin']), paymentId: z.uuid().optional() }),
]);

export type OrderIntegrationEvent = z.infer<typeof orderEvent>;
