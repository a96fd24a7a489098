import { AppError } from '#kernel/errors.ts';
import { orderDecider } from '../domain/order.ts';
import type { Failure } from '../domain/orderEvents.ts';
import { type OrderView, wasRefused } from '../domain/orderView.ts';
import type { OrderStore, PlaceOrderRequest } from '../ports.ts';
import { existing } from './changeOrder.ts';

type Deps = {
  store: Pick<OrderStore, 'place' | 'placementOf' | 'view'>;
  /** holdStock.ts, which orders' own consumer runs as well. */
  holdStock: (orderId: string) => Promise<OrderView>;
  now: () => Date;
  newId: () => string;
  holdMs: number;
};

/**
 * Records the order, then holds its stock for an immediate answer. Repeating it with the same key goes on with the same
 * order, wherever that stopped; only a refused order lets its key go.
 *
 * @throws AppError REFUSED (BEING_CHECKED_OUT, OUT_OF_STOCK, PRODUCT_UNAVAILABLE), BAD_USER_INPUT
 * (IDEMPOTENCY_KEY_REUSED), UNAVAILABLE when products does not answer: the order then stays PENDING.
 */
export const makePlaceOrder =
  ({ store, holdStock, now, newId, holdMs }: Deps) =>
  async (request: PlaceOrderRequest): Promise<OrderView> => {
    const { customerId, idempotencyKey, lines, paymentMethod } = request;
    const known = await store.placementOf(customerId, idempotencyKey);
    const earlier = known && existing(await store.view(known.orderId));
    if (known && earlier && !wasRefused(earlier)) {
      if (known.inputHash !== request.inputHash) throw keyReused();
      return held(await holdStock(earlier.id));
    }
    const command = { type: 'PlaceOrder', customerId, lines, paymentMethod, holdMs, now: now() } as const;
    const events = orderDecider.decide(orderDecider.initial, command);
    const { id } = await store.place({ orderId: newId(), events, request, instead: earlier?.id });
    return held(await holdStock(id));
  };

function held(order: OrderView): OrderView {
  if (order.failure) throw refused(order.failure);
  if (wasRefused(order)) throw new AppError('REFUSED', 'ORDER_EXPIRED', 'its stock could not be held in time');
  return order;
}

function refused({ reason, message, param, ...details }: Failure): AppError {
  const reasons = param === null ? [] : [{ param, message }];
  return new AppError('REFUSED', reason, message, { reasons, details });
}

function keyReused(): AppError {
  const message = 'this key already stands for an order with other input';
  const reasons = [{ param: 'idempotencyKey', message }];
  return new AppError('BAD_USER_INPUT', 'IDEMPOTENCY_KEY_REUSED', message, { reasons });
}
