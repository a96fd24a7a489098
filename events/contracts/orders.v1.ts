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

/** Where an event left the order. */
const moved = {
  orderId: z.uuid(),
  customerId: z.uuid(),
  previousStatus: orderStatus.nullable().describe('null for the first event, equal to `status` where nothing moved'),
  status: orderStatus,
};
const paymentId = z.uuid();
const expiresAt = z.iso.datetime().describe('shop time; when it is given up unless it is paid by then');

const line = z.object({
  productId: z.uuid(),
  name: z.string().describe('as it was when the stock was held'),
  quantity: z.int().positive().describe('units'),
  unitPrice: money,
});

/**
 * Adding an optional field is free. Removing or renaming a field, or changing a unit, is `orders.v2` on its own topic,
 * published side by side until every consumer has moved. `npm run contracts` holds every contract to that.
 */
export const orderEvent = z
  .discriminatedUnion('type', [
    envelope('OrderPlaced', { ...moved, expiresAt }).describe('Recorded, nothing held yet.'),
    envelope('OrderAwaitingPayment', {
      ...moved,
      lines: z.array(line),
      subtotal: money.optional().describe('there when a coupon was used: subtotal − discount = total'),
      discount: money.optional().describe('there when a coupon was used'),
      total: money,
      expiresAt,
    }).describe('The stock is held and prices are frozen: the customer may pay.'),
    envelope('OrderFailed', {
      ...moved,
      reason: z.string().describe('BEING_CHECKED_OUT, OUT_OF_STOCK, PRODUCT_UNAVAILABLE or COUPON_REJECTED'),
    }).describe('Nothing could be held.'),
    envelope('OrderPaymentStarted', { ...moved, paymentId }).describe(
      'A payment was authorised and is about to be captured: expiry waits.',
    ),
    envelope('OrderPaymentFailed', { ...moved, paymentId }).describe(
      'The capture did not succeed: the order waits for another payment.',
    ),
    envelope('OrderPaid', {
      ...moved,
      paymentId: paymentId.optional().describe('missing when the order cost nothing'),
      lines: z.array(line),
      total: money,
    }).describe('Paid for; its stock is sold.'),
    envelope('OrderFulfilling', moved).describe('Somebody packs it.'),
    envelope('OrderShipped', moved).describe('It is on its way.'),
    envelope('OrderDelivered', moved).describe('It has arrived.'),
    envelope('OrderExpired', moved).describe('Not paid in time: stock and coupon come back.'),
    envelope('OrderCancelled', {
      ...moved,
      cancelledBy: z.enum(['customer', 'admin']),
      paymentId: paymentId.optional().describe('there when a payment was captured, which is then to be refunded'),
      restock: z.boolean().optional().describe('what was sold comes back into stock'),
    }).describe('Called off.'),
    envelope('OrderRefunded', {
      ...moved,
      paymentId,
      amount: money.describe('of this refund'),
      refundedTotal: money.describe('all that has gone back by now'),
    }).describe('Money went back, in part or in full; the status stays.'),
  ])
  .meta({
    key: 'orderId',
    description: 'Facts about orders that other processes may rely on. No card data, no addresses.',
  });

export type OrderIntegrationEvent = z.infer<typeof orderEvent>;
