import type { OrderView } from '../domain/orderView.ts';
import type { OrderStore } from '../ports.ts';
import { type ChangeOrder, orderNotFound } from './changeOrder.ts';

type Deps = { store: Pick<OrderStore, 'view'>; changeOrder: ChangeOrder; now: () => Date };
type Request = { orderId: string; userId: string; isAdmin: boolean };

/** Gives an order up for its customer or an admin. @throws AppError NOT_FOUND, REFUSED (ACTION_NOT_ALLOWED). */
export const makeCancelOrder =
  ({ store, changeOrder, now }: Deps) =>
  async ({ orderId, userId, isAdmin }: Request): Promise<OrderView> => {
    const order = await store.view(orderId);
    const isOwner = order?.customerId === userId;
    if (!isOwner && !isAdmin) throw orderNotFound();
    return changeOrder(orderId, { type: 'CancelOrder', by: isOwner ? 'customer' : 'admin', now: now() });
  };
