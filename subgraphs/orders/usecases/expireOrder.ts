import type { OrderView } from '../domain/orderView.ts';
import type { ChangeOrder } from './changeOrder.ts';

type Deps = { changeOrder: ChangeOrder; now: () => Date };

/** Gives an unpaid order up once its deadline has passed; before that, and while it is being paid, nothing happens. */
export const makeExpireOrder =
  ({ changeOrder, now }: Deps) =>
  (orderId: string): Promise<OrderView> =>
    changeOrder(orderId, { type: 'ExpireOrder', now: now() });
