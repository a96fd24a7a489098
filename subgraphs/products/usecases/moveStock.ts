import type { Reservation, StockCommand, Trail } from '../domain/stock.ts';
import type { ProductActions } from '../ports.ts';

type Deps = {
  /** Decides and records, together with whatever else arrives at the moment. */
  settle: (command: StockCommand) => Promise<Reservation>;
  now: () => Date;
  /** Of the call being served. */
  trail: () => Trail;
};

/**
 * What services may do with stock. Every call is repeatable.
 *
 * @throws AppError what `decideStock` refuses with; UNAVAILABLE (COMMIT_CONTENDED, QUEUE_FULL).
 */
export function makeMoveStock({
  settle,
  now,
  trail,
}: Deps): Pick<ProductActions, 'reserveStock' | 'releaseStock' | 'commitStock' | 'returnStock'> {
  const asked = (orderId: string) => ({ orderId, now: now(), ...trail() });
  return {
    reserveStock: ({ orderId, lines, heldUntil }) =>
      settle({ type: 'ReserveStock', ...asked(orderId), lines, heldUntil }),
    releaseStock: (orderId) => settle({ type: 'ReleaseStock', ...asked(orderId) }),
    commitStock: (orderId) => settle({ type: 'CommitStock', ...asked(orderId) }),
    returnStock: (orderId) => settle({ type: 'ReturnStock', ...asked(orderId) }),
  };
}
