import { AppError } from '#kernel/errors.ts';
import { type OrderCommand, orderDecider } from '../domain/order.ts';
import type { OrderView } from '../domain/orderView.ts';
import type { OrderStore } from '../ports.ts';

/** Load, decide, append: what every command on an existing order has in common. Nothing is written for no events. */
export const makeChangeOrder =
  ({ store }: { store: Pick<OrderStore, 'load' | 'append' | 'view'> }) =>
  async (orderId: string, command: OrderCommand): Promise<OrderView> => {
    const { state, version } = await store.load(orderId);
    if (version === 0) throw orderNotFound();
    const events = orderDecider.decide(state, command);
    if (events.length > 0) return store.append(orderId, version, events);
    return existing(await store.view(orderId));
  };

export type ChangeOrder = ReturnType<typeof makeChangeOrder>;

/** @throws AppError NOT_FOUND (ORDER_NOT_FOUND). */
export function existing(order: OrderView | undefined): OrderView {
  if (order) return order;
  throw orderNotFound();
}

/** Someone else's order gets the same answer as one that does not exist, so that ids can't be probed. */
export function orderNotFound(): AppError {
  const message = 'there is no such order of yours';
  return new AppError('NOT_FOUND', 'ORDER_NOT_FOUND', message, { reasons: [{ message, param: 'orderId' }] });
}
