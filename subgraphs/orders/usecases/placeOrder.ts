import { AppError } from '#kernel/errors.ts';
import type { Coupons } from '../couponPorts.ts';
import { type Coupon, codeOf, couponRejected, frozen, rejectionOf } from '../domain/coupon.ts';
import { orderDecider } from '../domain/order.ts';
import type { Failure } from '../domain/orderEvents.ts';
import { type OrderView, wasRefused } from '../domain/orderView.ts';
import type { OrderStore, PlaceOrderRequest } from '../ports.ts';
import { existing } from './changeOrder.ts';

type Deps = {
  store: Pick<OrderStore, 'place' | 'placementOf' | 'view'>;
  coupons: Pick<Coupons, 'byCode'>;
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
 * @throws AppError REFUSED (BEING_CHECKED_OUT, OUT_OF_STOCK, PRODUCT_UNAVAILABLE, COUPON_REJECTED), BAD_USER_INPUT
 * (IDEMPOTENCY_KEY_REUSED), UNAVAILABLE when products does not answer: the order then stays PENDING.
 */
export const makePlaceOrder =
  ({ store, coupons, holdStock, now, newId, holdMs }: Deps) =>
  async (request: PlaceOrderRequest): Promise<OrderView> => {
    const { customerId, idempotencyKey, lines, paymentMethod } = request;
    const known = await store.placementOf(customerId, idempotencyKey);
    const earlier = known && existing(await store.view(known.orderId));
    if (known && earlier && !wasRefused(earlier)) {
      if (known.inputHash !== request.inputHash) throw keyReused();
      return held(await holdStock(earlier.id));
    }
    // One instant: the coupon is valid when the order says that it was placed.
    const at = now();
    const coupon = await usable(request.couponCode, coupons, at);
    const terms = coupon && { coupon: frozen(coupon) };
    const command = { type: 'PlaceOrder', customerId, lines, paymentMethod, holdMs, ...terms, now: at } as const;
    const events = orderDecider.decide(orderDecider.initial, command);
    const { id } = await store.place({ orderId: newId(), events, request, instead: earlier?.id, coupon });
    return held(await holdStock(id));
  };

function held(order: OrderView): OrderView {
  if (order.failure) throw refused(order.failure);
  if (wasRefused(order)) throw new AppError('REFUSED', 'ORDER_EXPIRED', 'its stock could not be held in time');
  return order;
}

/** As it is now; whether it still has a use left is decided where the use is counted. */
async function usable(text: string | null, coupons: Deps['coupons'], now: Date): Promise<Coupon | undefined> {
  if (text === null) return undefined;
  const [coupon] = await coupons.byCode([codeOf(text)]);
  const rejection = coupon ? rejectionOf(coupon, now) : 'UNKNOWN';
  if (rejection) throw couponRejected(rejection);
  return coupon;
}

function refused({ reason, message, param, coupon, ...details }: Failure): AppError {
  if (coupon) return couponRejected(coupon);
  const reasons = param === null ? [] : [{ param, message }];
  return new AppError('REFUSED', reason, message, { reasons, details });
}

function keyReused(): AppError {
  const message = 'this key already stands for an order with other input';
  const reasons = [{ param: 'idempotencyKey', message }];
  return new AppError('BAD_USER_INPUT', 'IDEMPOTENCY_KEY_REUSED', message, { reasons });
}
