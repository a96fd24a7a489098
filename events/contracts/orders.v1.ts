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

/** Where an event left the order; `previousStatus` is null for the first, and equal to `status` where nothing moved. */
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
  envelope('OrderAwaitingPayment', {
    ...moved,
    lines: z.array(line),
    /** Both are there when a coupon was used: subtotal − discount = total. */
    subtotal: money.optional(),
    discount: money.optional(),
    total: money,
    expiresAt: z.iso.datetime(),
  }),
  /** Nothing could be held. `reason`: BEING_CHECKED_OUT, OUT_OF_STOCK, PRODUCT_UNAVAILABLE or COUPON_REJECTED. */
  envelope('OrderFailed', { ...moved, reason: z.string() }),
  /** A payment was authorised and is about to be captured: expiry waits. */
  envelope('OrderPaymentStarted', { ...moved, paymentId: z.uuid() }),
  /** The capture did not succeed: the order waits for another payment. */
  envelope('OrderPaymentFailed', { ...moved, paymentId: z.uuid() }),
  /** `paymentId` is missing when the order cost nothing. */
  envelope('OrderPaid', { ...moved, paymentId: z.uuid().optional(), lines: z.array(line), total: money }),
  envelope('OrderFulfilling', moved),
  envelope('OrderShipped', moved),
  envelope('OrderDelivered', moved),
  envelope('OrderExpired', moved),
  /**
   * `paymentId` is there when a payment was captured, which is then to be refunded. `restock`: what was sold comes back
   * into stock.
   */
  envelope('OrderCancelled', {
    ...moved,
    cancelledBy: z.enum(['customer', 'admin']),
    paymentId: z.uuid().optional(),
    restock: z.boolean().optional(),
  }),
  /** Money went back, in part or in full; the status stays. `refundedTotal`: all that has gone back by now. */
  envelope('OrderRefunded', { ...moved, paymentId: z.uuid(), amount: money, refundedTotal: money }),
]);

export type OrderIntegrationEvent = z.infer<typeof orderEvent>;
