import { isSold } from '../domain/order.ts';
import type { OrderStatus } from '../domain/orderEvents.ts';
import type { OrderView } from '../domain/orderView.ts';
import type { Stock } from '../ports.ts';

type Deps = {
  holdStock: (orderId: string) => Promise<OrderView>;
  stock: Pick<Stock, 'release' | 'commit' | 'takeBack'>;
};

/** What an order's event says of its stock. */
type Fact = {
  type: string;
  orderId: string;
  previousStatus: OrderStatus | null;
  restock?: boolean | undefined;
};

/**
 * What must follow an order's event although the process that wrote it may be gone: its stock is held, given back or
 * sold. Every step is repeatable.
 *
 * @throws AppError UNAVAILABLE when products does not answer.
 */
export const makeFollowOrder =
  ({ holdStock, stock }: Deps) =>
  async ({ type, orderId, previousStatus, restock }: Fact): Promise<void> => {
    switch (type) {
      case 'OrderPlaced':
        await holdStock(orderId);
        return;
      case 'OrderFailed':
      case 'OrderExpired':
        return stock.release(orderId);
      case 'OrderCancelled':
        if (!previousStatus || !isSold(previousStatus)) return stock.release(orderId);
        // What was sold comes back only where an operator says so.
        return restock ? stock.takeBack(orderId) : undefined;
      case 'OrderPaid':
        return stock.commit(orderId);
    }
  };
