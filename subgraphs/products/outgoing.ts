import type { Draft } from '#events/outbox/outbox.ts';
import { unreachable } from '#kernel/errors.ts';
import type { Product } from './domain/product.ts';
import type { StockEvent } from './domain/stock.ts';
import type { Adjustment } from './ports.ts';

/** Every reservation lives through the same steps, each guarded by the one before it, so its events need no counter. */
const PLACE = { StockHeld: 1, StockReleased: 2, StockCommitted: 2, StockReturned: 3 } as const;

/** What the rest of the shop is told of a reservation, under the event's id. */
export function reservationDrafts(event: StockEvent, id: string): Draft[] {
  if (event.type === 'HoldForestalled') return []; // nothing was ever held
  const { orderId, at: occurredAt, requestId, traceparent, causationId = null } = event;
  const lines = event.lines.map(({ productId, quantity }) => ({ productId, quantity }));
  const sequence = PLACE[event.type];
  const envelope = {
    topic: 'reservations.v1',
    key: orderId,
    id,
    occurredAt,
    requestId,
    traceparent,
    causationId,
    sequence,
  } as const;
  switch (event.type) {
    case 'StockHeld':
      return [{ ...envelope, type: event.type, data: { orderId, lines, heldUntil: event.heldUntil.toISOString() } }];
    case 'StockReleased':
    case 'StockCommitted':
    case 'StockReturned':
      return [{ ...envelope, type: event.type, data: { orderId, lines } }];
    default:
      return unreachable(event);
  }
}

type ProductFact = 'ProductCreated' | 'ProductUpdated' | 'ProductArchived';

/** `product` as the change left it. */
export const productDraft = (type: ProductFact, { id: productId, version, updatedAt }: Product): Draft => ({
  topic: 'products.v1',
  key: productId,
  type,
  data: { productId, version },
  occurredAt: updatedAt,
});

export const adjustmentDraft = ({ delta, reason, at }: Adjustment, { id: productId, version }: Product): Draft => ({
  topic: 'products.v1',
  key: productId,
  type: 'StockAdjusted',
  data: { productId, version, delta, reason },
  occurredAt: at,
});
