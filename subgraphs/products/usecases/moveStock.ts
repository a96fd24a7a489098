import type { Reservation, StockCommand } from '../domain/stock.ts';
import type { ProductActions } from '../ports.ts';

type Deps = {
  /** Decides and records, together with whatever else arrives at the moment. */
  settle: (command: StockCommand) => Promise<Reservation>;
  now: () => Date;
};

/**
 * What services may do with stock. Every call is repeatable.
 *
 * @throws AppError what `decideStock` refuses with; UNAVAILABLE (COMMIT_CONTENDED, QUEUE_FULL).
 */
export const makeMoveStock = ({
  settle,
  now,
}: Deps): Pick<ProductActions, 'reserveStock' | 'releaseStock' | 'commitStock'> => ({
  reserveStock: (request) => settle({ type: 'ReserveStock', ...request, now: now() }),
  releaseStock: (orderId) => settle({ type: 'ReleaseStock', orderId, now: now() }),
  commitStock: (orderId) => settle({ type: 'CommitStock', orderId, now: now() }),
});
