import { AppError, unreachable } from '#kernel/errors.ts';
import { refusalOf } from './refusals.ts';
import type { HeldLine, Ledger, Reservation, Shelf, StockCommand, StockEvent, WantedLine } from './stock.ts';

/**
 * What happens to the stock when an order asks for it. `[]` means that it has happened already, so every command is
 * repeatable.
 *
 * @throws AppError REFUSED: BEING_CHECKED_OUT, OUT_OF_STOCK, PRODUCT_UNAVAILABLE, RESERVATION_RELEASED,
 * RESERVATION_COMMITTED; CONFLICT (RESERVATION_DIFFERS); NOT_FOUND (RESERVATION_NOT_FOUND).
 */
export function decideStock(ledger: Ledger, command: StockCommand): StockEvent[] {
  const reservation = ledger.reservations.get(command.orderId);
  switch (command.type) {
    case 'ReserveStock':
      return reservation ? sameAsBefore(reservation, command.lines) : hold(ledger, command);
    case 'ReleaseStock':
      return reservation ? release(reservation, command) : [forestall(command)];
    case 'CommitStock':
      return commit(reservation, command);
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
  if (status === 'RELEASED') return [];
  if (status === 'COMMITTED') {
    throw new AppError('REFUSED', 'RESERVATION_COMMITTED', `the units of order ${orderId} are sold`);
  }
  return [{ type: 'StockReleased', orderId, lines, at: now }];
}

const forestall = ({ orderId, now }: Ending): StockEvent => ({ type: 'HoldForestalled', orderId, at: now });

function commit(reservation: Reservation | undefined, { orderId, now }: Ending): StockEvent[] {
  if (!reservation) throw new AppError('NOT_FOUND', 'RESERVATION_NOT_FOUND', `order ${orderId} has no reservation`);
  const { status, lines } = reservation;
  if (status === 'COMMITTED') return [];
  if (status === 'RELEASED') {
    throw new AppError('REFUSED', 'RESERVATION_RELEASED', `the units of order ${orderId} were given back`);
  }
  return [{ type: 'StockCommitted', orderId, lines, at: now }];
}
