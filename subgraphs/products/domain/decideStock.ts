import { AppError, unreachable } from '#kernel/errors.ts';
import { refusalOf } from './refusals.ts';
import type { HeldLine, Ledger, Reservation, Shelf, StockCommand, StockEvent, WantedLine } from './stock.ts';

/**
 * What happens to the stock when an order asks for it. `[]` means that it has happened already, so every command is
 * repeatable.
 *
 * @throws AppError REFUSED: BEING_CHECKED_OUT, OUT_OF_STOCK, PRODUCT_UNAVAILABLE, RESERVATION_RELEASED,
 * RESERVATION_COMMITTED, RESERVATION_HELD; CONFLICT (RESERVATION_DIFFERS); NOT_FOUND (RESERVATION_NOT_FOUND).
 */
export function decideStock(ledger: Ledger, command: StockCommand): StockEvent[] {
  const reservation = ledger.reservations.get(command.orderId);
  switch (command.type) {
    case 'ReserveStock':
      return reservation ? sameAsBefore(reservation, command.lines) : hold(ledger, command);
    case 'ReleaseStock':
      return reservation ? release(reservation, command) : [forestall(command)];
    case 'CommitStock':
      return commit(known(reservation, command), command);
    case 'ReturnStock':
      return giveBack(known(reservation, command), command);
    default:
      return unreachable(command);
  }
}

type Reserve = Extract<StockCommand, { type: 'ReserveStock' }>;
type Ending = Exclude<StockCommand, Reserve>;

/** All lines, or none of them. */
function hold({ shelves }: Ledger, { orderId, lines, heldUntil, now }: Reserve): StockEvent[] {
  const found = lines.map((line, index) => ({ line, index, shelf: shelves.get(line.productId) }));
  const refusals = found.flatMap(({ line, index, shelf }) => refusalOf(shelf, line.quantity, { index, now }) ?? []);
  // "Come back later" would be no help while another line never comes back.
  const refusal = refusals.find(({ reason }) => reason !== 'BEING_CHECKED_OUT') ?? refusals[0];
  if (refusal) throw refusal;
  const held = found.flatMap(({ line, shelf }) => (shelf ? [heldLine(line, shelf)] : []));
  return [{ type: 'StockHeld', orderId, lines: held, heldUntil, at: now }];
}

const heldLine = ({ productId, quantity }: WantedLine, { sku, name, unitPrice }: Shelf): HeldLine => ({
  productId,
  quantity,
  sku,
  name,
  unitPrice,
});

function sameAsBefore({ orderId, lines }: Reservation, wanted: readonly WantedLine[]): StockEvent[] {
  // A tombstone has no lines: nobody knows which ones were meant.
  if (lines.length === 0 || keyOf(lines) === keyOf(wanted)) return [];
  throw new AppError('CONFLICT', 'RESERVATION_DIFFERS', `order ${orderId} was reserved with other lines`);
}

/** Equal for the same units of the same products, in whatever order. */
const keyOf = (lines: readonly WantedLine[]): string =>
  lines
    .map(({ productId, quantity }) => `${productId} ${quantity}`)
    .sort()
    .join('\n');

function release({ orderId, status, lines }: Reservation, { now }: Ending): StockEvent[] {
  if (status === 'RELEASED' || status === 'RETURNED') return [];
  if (status === 'COMMITTED') {
    throw new AppError('REFUSED', 'RESERVATION_COMMITTED', `the units of order ${orderId} are sold`);
  }
  return [{ type: 'StockReleased', orderId, lines, at: now }];
}

const forestall = ({ orderId, now }: Ending): StockEvent => ({ type: 'HoldForestalled', orderId, at: now });

function known(reservation: Reservation | undefined, { orderId }: Ending): Reservation {
  if (reservation) return reservation;
  throw new AppError('NOT_FOUND', 'RESERVATION_NOT_FOUND', `order ${orderId} has no reservation`);
}

function commit({ orderId, status, lines }: Reservation, { now }: Ending): StockEvent[] {
  // A sale that has come back since was a sale: a late repeat must not sell it again.
  if (status === 'COMMITTED' || status === 'RETURNED') return [];
  if (status === 'RELEASED') throw released(orderId);
  return [{ type: 'StockCommitted', orderId, lines, at: now }];
}

function giveBack({ orderId, status, lines }: Reservation, { now }: Ending): StockEvent[] {
  if (status === 'RETURNED') return [];
  if (status === 'RELEASED') throw released(orderId);
  if (status === 'HELD')
    throw new AppError('REFUSED', 'RESERVATION_HELD', `the units of order ${orderId} are not sold`);
  return [{ type: 'StockReturned', orderId, lines, at: now }];
}

const released = (orderId: string) =>
  new AppError('REFUSED', 'RESERVATION_RELEASED', `the units of order ${orderId} were given back`);
