import { z } from 'zod';
import { envelope } from './envelope.ts';

export const topic = 'reservations.v1';

const reservation = {
  orderId: z.uuid(),
  lines: z.array(z.object({ productId: z.uuid(), quantity: z.int().positive().describe('units') })),
};

export const reservationEvent = z
  .discriminatedUnion('type', [
    envelope('StockHeld', {
      ...reservation,
      heldUntil: z.iso.datetime().describe('shop time; afterwards orders is asked what becomes of the hold'),
    }).describe('All lines of the order are held.'),
    envelope('StockReleased', reservation).describe('The hold has ended; the units can be bought again.'),
    envelope('StockCommitted', reservation).describe('The units are sold.'),
    envelope('StockReturned', reservation).describe('What was sold came back: a paid order was cancelled.'),
  ])
  .meta({ key: 'orderId', description: "The life of an order's hold on stock." });

export type ReservationEvent = z.infer<typeof reservationEvent>;
