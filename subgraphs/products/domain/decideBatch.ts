import { AppError } from '#kernel/errors.ts';
import { decideStock } from './decideStock.ts';
import { type Move, movesOf, reservationAfter, shelfAfter } from './evolveStock.ts';
import type { Ledger, Reservation, Shelf, StockCommand, StockEvent } from './stock.ts';

/** What a batch comes to, as few writes: all of them happen, or none. */
export type StockChange = {
  /** In the order in which they were decided. */
  readonly events: readonly StockEvent[];
  /** Not there before. */
  readonly opened: readonly Reservation[];
  /** There before, in the state `was`. */
  readonly ended: readonly Ended[];
  /** One for each product, net, by product id: writers that take the same order don't deadlock. */
  readonly moves: readonly GuardedMove[];
};

export type Ended = { readonly was: Reservation['status']; readonly reservation: Reservation };

/** `version` is there when units were promised at the price of that version of the catalogue. */
export type GuardedMove = Move & { readonly version: number | undefined };

export type BatchDecision = {
  /** One for each command, in its place: what the order has now, or why it was refused. */
  readonly verdicts: readonly PromiseSettledResult<Reservation>[];
  readonly change: StockChange;
};

/** Decides commands one after the other, each on what those before it have left. */
export function decideBatch(found: Ledger, commands: readonly StockCommand[]): BatchDecision {
  const ledger = { shelves: new Map(found.shelves), reservations: new Map(found.reservations) };
  const events: StockEvent[] = [];
  const verdicts = commands.map((command): PromiseSettledResult<Reservation> => {
    try {
      const decided = decideStock(ledger, command);
      for (const event of decided) record(ledger, event);
      const { requestId, causationId, traceparent } = command;
      events.push(...decided.map((event) => ({ ...event, requestId, causationId, traceparent })));
      return { status: 'fulfilled', value: existing(ledger.reservations.get(command.orderId)) };
    } catch (reason) {
      if (!(reason instanceof AppError)) throw reason;
      return { status: 'rejected', reason };
    }
  });
  return { verdicts, change: changeOf(found, ledger.reservations, events) };
}

type Draft = { shelves: Map<string, Shelf>; reservations: Map<string, Reservation> };

function record({ shelves, reservations }: Draft, event: StockEvent): void {
  reservations.set(event.orderId, reservationAfter(reservations.get(event.orderId), event));
  for (const move of movesOf(event)) {
    const shelf = shelves.get(move.productId);
    // What nobody in this batch wants to reserve was not read, and no decision depends on it.
    if (shelf) shelves.set(move.productId, shelfAfter(shelf, move, event));
  }
}

function changeOf(found: Ledger, after: Draft['reservations'], events: readonly StockEvent[]): StockChange {
  const touched = [...new Set(events.map(({ orderId }) => orderId))].map((orderId) => existing(after.get(orderId)));
  return {
    events,
    opened: touched.filter(({ orderId }) => !found.reservations.has(orderId)),
    ended: touched.flatMap((reservation) => {
      const before = found.reservations.get(reservation.orderId);
      return before ? [{ was: before.status, reservation }] : [];
    }),
    moves: netMoves(found, events),
  };
}

function netMoves({ shelves }: Ledger, events: readonly StockEvent[]): GuardedMove[] {
  const net = new Map<string, GuardedMove>();
  for (const event of events) {
    for (const { productId, available, held, sold } of movesOf(event)) {
      const sum = net.get(productId) ?? { productId, available: 0, held: 0, sold: 0, version: undefined };
      net.set(productId, {
        productId,
        available: sum.available + available,
        held: sum.held + held,
        sold: sum.sold + sold,
        version: event.type === 'StockHeld' ? shelves.get(productId)?.version : sum.version,
      });
    }
  }
  const moves = [...net.values()].filter(({ available, held, sold }) => available !== 0 || held !== 0 || sold !== 0);
  return moves.sort((one, other) => (one.productId < other.productId ? -1 : 1));
}

function existing(reservation: Reservation | undefined): Reservation {
  if (reservation) return reservation;
  throw new AppError('INTERNAL', 'RESERVATION_LOST', 'a decided order has no reservation');
}
