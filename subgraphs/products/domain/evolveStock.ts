import { unreachable } from '#kernel/errors.ts';
import type { Reservation, Shelf, StockEvent } from './stock.ts';

/** How units of a product move; the three always add up to 0. */
export type Move = {
  readonly productId: string;
  readonly available: number;
  readonly held: number;
  readonly sold: number;
};

/** What an order has after the event. `before` is undefined for its first. */
export function reservationAfter(before: Reservation | undefined, event: StockEvent): Reservation {
  const { orderId } = event;
  const { lines = [], heldUntil = event.at } = before ?? {};
  switch (event.type) {
    case 'StockHeld':
      return { orderId, status: 'HELD', lines: event.lines, heldUntil: event.heldUntil };
    case 'StockReleased':
    case 'HoldForestalled':
      return { orderId, status: 'RELEASED', lines, heldUntil };
    case 'StockCommitted':
      return { orderId, status: 'COMMITTED', lines, heldUntil };
    case 'StockReturned':
      return { orderId, status: 'RETURNED', lines, heldUntil };
    default:
      return unreachable(event);
  }
}

/** One move for each line of the event. */
export function movesOf(event: StockEvent): readonly Move[] {
  switch (event.type) {
    case 'StockHeld':
      return event.lines.map(({ productId, quantity: n }) => ({ productId, available: -n, held: n, sold: 0 }));
    case 'StockReleased':
      return event.lines.map(({ productId, quantity: n }) => ({ productId, available: n, held: -n, sold: 0 }));
    case 'StockCommitted':
      return event.lines.map(({ productId, quantity: n }) => ({ productId, available: 0, held: -n, sold: n }));
    case 'StockReturned':
      return event.lines.map(({ productId, quantity: n }) => ({ productId, available: n, held: 0, sold: -n }));
    case 'HoldForestalled':
      return [];
    default:
      return unreachable(event);
  }
}

/** The shelf after one move of `event`. */
export function shelfAfter(shelf: Shelf, { available, held, sold }: Move, event: StockEvent): Shelf {
  return {
    ...shelf,
    available: shelf.available + available,
    held: shelf.held + held,
    sold: shelf.sold + sold,
    firstHoldEnds: event.type === 'StockHeld' ? earlier(shelf.firstHoldEnds, event.heldUntil) : shelf.firstHoldEnds,
  };
}

const earlier = (one: Date | null, other: Date): Date => (one && one < other ? one : other);
