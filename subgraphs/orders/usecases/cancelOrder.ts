import type { OrderView } from '../domain/orderView.ts';
import type { CancelRequest, OrderStore } from '../ports.ts';
import { type ChangeOrder, orderNotFound } from './changeOrder.ts';

type Deps = { store: Pick<OrderStore, 'view'>; changeOrder: ChangeOrder; now: () => Date };

/** Gives an order up for its customer or an admin. @throws AppError NOT_FOUND, REFUSED (ACTION_NOT_ALLOWED). */
export const makeCancelOrder =
  ({ store, changeOrder, now }: Deps) =>
  async ({ orderId, userId, isAdmin, restock, reason }: CancelRequest): Promise<OrderView> => {
    const order = await store.view(orderId);
    const isOwner = order?.customerId === userId;
    if (!isOwner && !isAdmin) throw orderNotFound();
    // Admins are customers of what they ordered themselves; they act as admins where only those may.
    const by = isOwner && !(isAdmin && restock) ? 'customer' : 'admin';
    const why = reason === null ? {} : { reason };
    return changeOrder(orderId, { type: 'CancelOrder', by, restock, ...why, now: now() });
  };
