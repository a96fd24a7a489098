import { z } from 'zod';
import { envelope } from './envelope.ts';

export const topic = 'reservations.v1';

const reservation = {
  orderId: z.uuid(),
  lines: z.array(z.object({ productId: z.uuid(), quantity: z.int().positive() })),
};

/** The life of an order's hold on stock. Message key: `orderId`. */
export const reservationEvent = z.discriminatedUnion('type', [
  envelope('StockHeld', { ...reservation, heldUntil: z.iso.datetime() }),
  envelope('StockReleased', reservation),
  envelope('StockCommitted', reservation),
  /** What was sold came back: a paid order was cancelled. */
  envelope('StockReturned', reservation),
]);

export type ReservationEvent = z.infer<typeof reservationEvent>;
