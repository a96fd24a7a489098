import { type Order, type OrderCommand, orderDecider } from '../domain/order.ts';
import type { OrderView } from '../domain/orderView.ts';
import type { OrderStore, Stock } from '../ports.ts';
import { existing } from './changeOrder.ts';

type Deps = {
  store: Pick<OrderStore, 'load' | 'append' | 'view'>;
  stock: Pick<Stock, 'reserve'>;
  now: () => Date;
  currency: string;
};

/**
 * Takes a PENDING order on: to AWAITING_PAYMENT (PAID when it costs nothing), or to FAILED with the reason. `currency` is
 * the shop's. Any other order stays as it is. Run by whoever placed the order and by orders' own consumer, in any order and
 * as often as they like.
 *
 * @throws AppError UNAVAILABLE when products does not answer: the order stays PENDING.
 */
export const makeHoldStock =
  ({ store, stock, now, currency }: Deps) =>
  async (orderId: string): Promise<OrderView> => {
    const { state, version } = await store.load(orderId);
    if (state.status !== 'PENDING') return existing(await store.view(orderId));
    const due = orderDecider.decide(state, { type: 'ExpireOrder', now: now() });
    if (due.length > 0) return store.append(orderId, version, due);
    const answer = await reserve(orderId, state, { stock, currency });
    const events = orderDecider.decide(state, { ...answer, now: now() });
    return store.append(orderId, version, events);
  };

type Answer = { [Type in 'AcceptHold' | 'FailOrder']: Omit<Extract<OrderCommand, { type: Type }>, 'now'> };

async function reserve(
  orderId: string,
  { lines, expiresAt }: Order,
  { stock, currency }: Pick<Deps, 'stock' | 'currency'>,
): Promise<Answer[keyof Answer]> {
  const answer = await stock.reserve({ orderId, lines, heldUntil: expiresAt });
  return 'held' in answer
    ? { type: 'AcceptHold', lines: answer.held, currency }
    : { type: 'FailOrder', failure: answer.refused };
}
