import type { FulfilmentStatus } from '../domain/order.ts';
import type { OrderView } from '../domain/orderView.ts';
import type { ChangeOrder } from './changeOrder.ts';

type Deps = { changeOrder: ChangeOrder; now: () => Date };

/** Moves a paid order one step along. @throws AppError NOT_FOUND, REFUSED (ACTION_NOT_ALLOWED) for any other step. */
export const makeUpdateOrderStatus =
  ({ changeOrder, now }: Deps) =>
  ({ orderId, status }: { orderId: string; status: FulfilmentStatus }): Promise<OrderView> =>
    changeOrder(orderId, { type: 'MoveOrder', to: status, now: now() });
