import { decideBatch } from '../domain/decideBatch.ts';
import type { Reservation, StockCommand } from '../domain/stock.ts';
import type { Question, StockStore } from '../ports.ts';

/**
 * Decides a whole batch on the stock as it is now, and records what follows in one go. Each command has its own answer;
 * a refused one leaves the others alone.
 *
 * @throws AppError CONFLICT when somebody else moved the stock meanwhile: nothing was recorded, run it again.
 */
export const makeSettleStock =
  (store: Pick<StockStore, 'look' | 'apply'>) =>
  async (commands: readonly StockCommand[]): Promise<readonly PromiseSettledResult<Reservation>[]> => {
    const found = await store.look(questionOf(commands));
    const { verdicts, change } = decideBatch(found, commands);
    if (change.events.length > 0) await store.apply(change);
    return verdicts;
  };

function questionOf(commands: readonly StockCommand[]): Question {
  const demand = new Map<string, number>();
  for (const command of commands) {
    if (command.type !== 'ReserveStock') continue;
    for (const { productId, quantity } of command.lines) demand.set(productId, (demand.get(productId) ?? 0) + quantity);
  }
  return { orderIds: [...new Set(commands.map(({ orderId }) => orderId))], demand };
}
