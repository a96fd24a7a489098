import type { OrderView } from '../domain/orderView.ts';
import type { Stock } from '../ports.ts';

type Deps = { holdStock: (orderId: string) => Promise<OrderView>; stock: Pick<Stock, 'release' | 'commit'> };

/** What an order's event says of its stock. */
type Fact = { type: string; orderId: string; paymentId?: string | undefined };

/**
 * What must follow an order's event although the process that wrote it may be gone: its stock is held, given back or
 * sold. Every step is repeatable.
 *
 * @throws AppError UNAVAILABLE when products does not answer.
 */
export const makeFollowOrder =
  ({ holdStock, stock }: Deps) =>
  async ({ type, orderId, paymentId }: Fact): Promise<void> => {
    switch (type) {
      case 'OrderPlaced':
        await holdStock(orderId);
        return;
      case 'OrderFailed':
      case 'OrderExpired':
        return stock.release(orderId);
      case 'OrderCancelled':
        // What was paid for is sold: whether it comes back into stock is for an operator to say.
        return paymentId === undefined ? stock.release(orderId) : undefined;
      case 'OrderPaid':
        return stock.commit(orderId);
    }
  };
